import { formatMoney } from "../domain/money.js";
import type { Mail } from "../gateways/mailer.js";
import type { LatePayment } from "../queries/late-payments.js";
import { type Letter, letterHtml, letterText } from "./layout.js";
import { dayText, whenText } from "./when.js";
import { fill, wordsFor } from "./words.js";

/** Tells a customer that the payment came after the slot had gone, and what happens to the money. */
export function latePaymentMail(late: LatePayment, messageId: string): Mail {
  const locale = late.customer.locale ?? late.businessLocale;
  const words = wordsFor(locale);
  const timeZone = late.customer.timeZone ?? late.timeZone;
  const values = { name: late.customer.name, service: late.serviceName, day: dayText(late.startsAt, timeZone, locale) };
  const letter: Letter = {
    locale,
    preheader: `${late.serviceName}, ${values.day}`,
    businessName: late.businessName,
    heading: words.lateHeading,
    intro: fill(late.charged ? words.lateRefunded : words.lateNotCharged, values),
    rows: [
      { label: words.service, value: late.serviceName },
      { label: words.when, value: whenText(late.startsAt, late.endsAt, timeZone, locale) },
      { label: late.charged ? words.refund : words.price, value: formatMoney(late.amountMinor, late.currency, locale) },
    ],
    notes: [...(late.keepsBooking ? [words.lateMoveKept] : []), ...(late.contactEmail ? [words.contactNote] : [])],
  };
  return {
    to: { name: late.customer.name, address: late.customer.email },
    fromName: late.senderName ?? late.businessName,
    ...(late.contactEmail && { replyTo: late.contactEmail }),
    subject: fill(words.lateSubject, values),
    html: letterHtml(letter),
    text: letterText(letter),
    messageId,
  };
}
