import ical, { ICalCalendarMethod, ICalEventStatus } from "ical-generator";
import type { BookingDetails, FeedBooking } from "../queries/bookings.js";

const PRODUCT = { company: "Holdfast", product: "Holdfast" };

/** The same in mails, downloads and feeds, so that a calendar that has one of them does not show the other beside it. */
const uidOf = (bookingId: string, publicUrl: string) => `${bookingId}@${new URL(publicUrl).hostname}`;

/** How often calendars should read a feed anew, in seconds; most take their own time. */
const FEED_TTL_SECONDS = 15 * 60;

/** What is booked, as a calendar to subscribe to. The same bookings always give the same bytes. */
export function feedOf(name: string, bookings: readonly FeedBooking[], publicUrl: string): string {
  const calendar = ical({ name, prodId: PRODUCT, method: ICalCalendarMethod.PUBLISH, ttl: FEED_TTL_SECONDS });
  for (const booking of bookings)
    calendar.createEvent({
      id: uidOf(booking.bookingId, publicUrl),
      sequence: booking.sequence,
      stamp: booking.movedAt ?? booking.createdAt,
      start: booking.startsAt,
      end: booking.endsAt,
      summary: `${booking.customer.name} – ${booking.serviceName}${booking.quantity > 1 ? ` (${booking.quantity})` : ""}`,
      description: [Object.values(booking.resourceNames ?? {}).join(", "), `Reference ${booking.reference}`].filter(Boolean).join("\n"),
      status: booking.status === "pending" ? ICalEventStatus.TENTATIVE : ICalEventStatus.CONFIRMED,
    });
  return calendar.toString();
}

/**
 * The booking as an iCalendar file. Its UID stays the same for life and SEQUENCE grows with every change, so that
 * calendars update the entry instead of adding another one.
 */
export function calendarOf(booking: BookingDetails, publicUrl: string): string {
  const cancelled = booking.status === "cancelled";
  const status = booking.status === "pending" ? ICalEventStatus.TENTATIVE : ICalEventStatus.CONFIRMED;
  const calendar = ical({
    prodId: PRODUCT,
    method: cancelled ? ICalCalendarMethod.CANCEL : ICalCalendarMethod.REQUEST,
  });
  calendar.createEvent({
    id: uidOf(booking.bookingId, publicUrl),
    sequence: booking.sequence,
    stamp: booking.cancelledAt ?? booking.movedAt ?? booking.createdAt,
    start: booking.startsAt,
    end: booking.endsAt,
    summary: `${booking.serviceName} – ${booking.businessName}`,
    description: [Object.values(booking.resourceNames).join(", "), `Reference ${booking.reference}`].filter(Boolean).join("\n"),
    status: cancelled ? ICalEventStatus.CANCELLED : status,
    organizer: { name: booking.businessName, email: booking.contactEmail ?? `bookings@${new URL(publicUrl).hostname}` },
    attendees: booking.customer.email ? [{ name: booking.customer.name, email: booking.customer.email }] : [],
  });
  return calendar.toString();
}
