import { formatMoney } from "../domain/money.js";
import type { Mail } from "../gateways/mailer.js";
import type { BookingDetails } from "../queries/bookings.js";
import { calendarOf } from "./calendar.js";
import { type Letter, letterHtml, letterText } from "./layout.js";
import { dayText, whenText } from "./when.js";
import { fill, wordsFor } from "./words.js";

export interface BookingMailContext {
  messageId: string;
  /** Whether it tells of another time than the mail before. */
  moved: boolean;
  publicUrl: string;
  /** Where the customer sees and changes the booking; the link carries its token. */
  manageUrl: string | undefined;
}

/** The mail that says a booking is confirmed, moved or cancelled, in the customer's language and zone. */
export function bookingMail(booking: BookingDetails, { messageId, moved, publicUrl, manageUrl }: BookingMailContext): Mail {
  const cancelled = booking.status === "cancelled";
  const locale = booking.customer.locale ?? booking.businessLocale;
  const words = wordsFor(locale);
  const timeZone = booking.customer.timeZone ?? booking.timeZone;
  const values = { name: booking.customer.name, service: booking.serviceName, day: dayText(booking.startsAt, timeZone, locale) };
  const money = (amountMinor: number) => formatMoney(amountMinor, booking.currency, locale);
  const rows = [
    { label: words.service, value: booking.serviceName },
    { label: words.when, value: whenText(booking.startsAt, booking.endsAt, timeZone, locale) },
    { label: words.with, value: Object.values(booking.resourceNames).join(", ") },
    ...(booking.quantity > 1 ? [{ label: words.places, value: new Intl.NumberFormat(locale).format(booking.quantity) }] : []),
    { label: booking.paid ? words.paid : words.price, value: booking.amountMinor === 0 ? words.free : money(booking.amountMinor) },
    ...((cancelled || moved) && booking.paid && booking.paid.refundedMinor > 0 ? [{ label: words.refund, value: money(booking.paid.refundedMinor) }] : []),
    { label: words.reference, value: booking.reference },
  ];
  const said = cancelled
    ? { heading: words.cancelledHeading, intro: words.cancelledIntro, subject: words.cancelledSubject }
    : moved
      ? { heading: words.movedHeading, intro: words.movedIntro, subject: words.movedSubject }
      : { heading: words.confirmedHeading, intro: words.confirmedIntro, subject: words.confirmedSubject };
  const letter: Letter = {
    locale,
    preheader: `${booking.serviceName}, ${values.day}`,
    businessName: booking.businessName,
    heading: said.heading,
    intro: fill(said.intro, values),
    rows,
    ...(manageUrl && !cancelled && { button: { label: words.manage, url: manageUrl } }),
    notes: [...(cancelled ? [] : [words.calendarNote]), ...(booking.contactEmail ? [words.contactNote] : [])],
  };
  return {
    to: { name: booking.customer.name, address: booking.customer.email },
    fromName: booking.businessName,
    ...(booking.contactEmail && { replyTo: booking.contactEmail }),
    subject: fill(said.subject, values),
    html: letterHtml(letter),
    text: letterText(letter),
    ics: { method: cancelled ? "CANCEL" : "REQUEST", content: calendarOf(booking, publicUrl) },
    messageId,
  };
}
