import { formatMoney } from "../domain/money.js";
import type { Mail } from "../gateways/mailer.js";
import type { BookingDetails } from "../queries/bookings.js";
import { calendarOf } from "./calendar.js";
import { type Letter, letterHtml, letterText } from "./layout.js";
import { dayText, whenText } from "./when.js";
import { fill, wordsFor } from "./words.js";

export interface BookingMailContext {
  messageId: string;
  about: "requested" | "confirmed" | "moved" | "cancelled" | "declined" | "reminder";
  publicUrl: string;
  /** Where the customer sees and changes the booking; the link carries its token. */
  manageUrl: string | undefined;
}

/** The mail that says a booking was asked for, is confirmed, moved, declined, cancelled or near, in the customer's language and zone. */
export function bookingMail(booking: BookingDetails & { customer: { email: string } }, { messageId, about, publicUrl, manageUrl }: BookingMailContext): Mail {
  const cancelled = about === "cancelled" || about === "declined";
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
    { label: booking.paid ? words.paid : booking.onSite && booking.amountMinor > 0 && !cancelled ? words.priceOnSite : words.price, value: booking.amountMinor === 0 ? words.free : money(booking.amountMinor) },
    ...((cancelled || about === "moved") && booking.paid && booking.paid.refundedMinor > 0 ? [{ label: words.refund, value: money(booking.paid.refundedMinor) }] : []),
    { label: words.reference, value: booking.reference },
  ];
  const said = {
    requested: { heading: words.requestedHeading, intro: words.requestedIntro, subject: words.requestedSubject },
    confirmed: { heading: words.confirmedHeading, intro: words.confirmedIntro, subject: words.confirmedSubject },
    moved: { heading: words.movedHeading, intro: words.movedIntro, subject: words.movedSubject },
    cancelled: { heading: words.cancelledHeading, intro: words.cancelledIntro, subject: words.cancelledSubject },
    declined: { heading: words.declinedHeading, intro: words.declinedIntro, subject: words.declinedSubject },
    reminder: { heading: words.reminderHeading, intro: words.reminderIntro, subject: words.reminderSubject },
  }[about];
  const letter: Letter = {
    locale,
    preheader: `${booking.serviceName}, ${values.day}`,
    businessName: booking.businessName,
    heading: said.heading,
    intro: fill(said.intro, values),
    ...(cancelled && booking.cancellationMessage && { message: booking.cancellationMessage }),
    rows,
    ...(manageUrl && !cancelled && { button: { label: words.manage, url: manageUrl } }),
    notes: [...(about === "requested" && booking.paid ? [words.requestedNote] : []), ...(cancelled || about === "reminder" ? [] : [words.calendarNote]), ...(booking.contactEmail ? [words.contactNote] : [])],
  };
  return {
    to: { name: booking.customer.name, address: booking.customer.email },
    fromName: booking.senderName ?? booking.businessName,
    ...(booking.contactEmail && { replyTo: booking.contactEmail }),
    subject: fill(said.subject, values),
    html: letterHtml(letter),
    text: letterText(letter),
    // A reminder tells calendars nothing that they don't know.
    ...(about !== "reminder" && { ics: { method: cancelled ? "CANCEL" : "REQUEST", content: calendarOf(booking, publicUrl) } as const }),
    messageId,
  };
}
