import { formatMoney } from "../domain/money.js";
import type { Mail } from "../gateways/mailer.js";
import type { MadeRefund } from "../queries/made-refunds.js";
import { type Letter, letterHtml, letterText } from "./layout.js";
import { whenText } from "./when.js";
import { fill, wordsFor } from "./words.js";

/** Says that money was sent back, once the provider has done it. */
export function refundMail(refund: MadeRefund, messageId: string): Mail {
  const locale = refund.customer.locale ?? refund.businessLocale;
  const words = wordsFor(locale);
  const timeZone = refund.customer.timeZone ?? refund.timeZone;
  const amount = formatMoney(refund.amountMinor, refund.currency, locale);
  const values = { name: refund.customer.name, service: refund.serviceName, amount };
  const letter: Letter = {
    locale,
    preheader: `${amount}, ${refund.serviceName}`,
    businessName: refund.businessName,
    heading: words.refundedHeading,
    intro: fill(words.refundedIntro, values),
    rows: [
      { label: words.refunded, value: amount },
      { label: words.service, value: refund.serviceName },
      { label: words.when, value: whenText(refund.startsAt, refund.endsAt, timeZone, locale) },
      ...(refund.reference ? [{ label: words.reference, value: refund.reference }] : []),
    ],
    notes: [words.refundedNote, ...(refund.contactEmail ? [words.contactNote] : [])],
  };
  return {
    to: { name: refund.customer.name, address: refund.customer.email },
    fromName: refund.senderName ?? refund.businessName,
    ...(refund.contactEmail && { replyTo: refund.contactEmail }),
    subject: fill(words.refundedSubject, values),
    html: letterHtml(letter),
    text: letterText(letter),
    messageId,
  };
}
