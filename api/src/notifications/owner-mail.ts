import { formatMoney } from "../domain/money.js";
import type { Mail } from "../gateways/mailer.js";
import type { BookingDetails } from "../queries/bookings.js";
import { type Letter, letterHtml, letterText } from "./layout.js";
import { dayText, whenText } from "./when.js";
import { fill, wordsFor } from "./words.js";

export interface OwnerMailContext {
  about: "requested" | "booked" | "moved" | "cancelled";
  to: Mail["to"];
  messageId: string;
}

/** Tells an owner of a booking or a request, in the business's language and the zone where it takes place. A reply goes to the customer. */
export function ownerMail(booking: BookingDetails, { about, to, messageId }: OwnerMailContext): Mail {
  const { customer, businessLocale: locale, timeZone } = booking;
  const words = wordsFor(locale);
  const values = { name: customer.name, service: booking.serviceName, day: dayText(booking.startsAt, timeZone, locale) };
  const said = {
    requested: { heading: words.ownerRequestedHeading, subject: words.ownerRequestedSubject },
    booked: { heading: words.ownerBookedHeading, subject: words.ownerBookedSubject },
    moved: { heading: words.ownerMovedHeading, subject: words.ownerMovedSubject },
    cancelled: { heading: words.ownerCancelledHeading, subject: words.ownerCancelledSubject },
  }[about];
  const money = (amountMinor: number) => formatMoney(amountMinor, booking.currency, locale);
  const letter: Letter = {
    locale,
    preheader: `${customer.name}, ${values.day}`,
    businessName: booking.businessName,
    heading: said.heading,
    intro: customer.email ? fill(words.ownerIntro, values) : "",
    rows: [
      { label: words.when, value: whenText(booking.startsAt, booking.endsAt, timeZone, locale) },
      { label: words.service, value: booking.serviceName },
      { label: words.with, value: Object.values(booking.resourceNames).join(", ") },
      ...(booking.quantity > 1 ? [{ label: words.places, value: new Intl.NumberFormat(locale).format(booking.quantity) }] : []),
      { label: words.customer, value: customer.name },
      ...(customer.email ? [{ label: words.email, value: customer.email }] : []),
      ...(customer.phone ? [{ label: words.phone, value: customer.phone }] : []),
      { label: booking.paid ? words.paid : booking.onSite && booking.amountMinor > 0 ? words.priceOnSite : words.price, value: booking.amountMinor === 0 ? words.free : money(booking.amountMinor) },
      ...(about !== "booked" && about !== "requested" && booking.paid && booking.paid.refundedMinor > 0 ? [{ label: words.refund, value: money(booking.paid.refundedMinor) }] : []),
      { label: words.reference, value: booking.reference },
    ],
    notes: about === "requested" ? [words.ownerRequestedNote] : [],
  };
  return {
    to,
    fromName: booking.businessName,
    ...(customer.email && { replyTo: customer.email }),
    subject: fill(said.subject, values),
    html: letterHtml(letter),
    text: letterText(letter),
    messageId,
  };
}
