import ical, { ICalCalendarMethod, ICalEventStatus } from "ical-generator";
import type { BookingDetails } from "../queries/bookings.js";

/**
 * The booking as an iCalendar file. Its UID stays the same for life and SEQUENCE grows with every change, so that
 * calendars update the entry instead of adding another one.
 */
export function calendarOf(booking: BookingDetails, publicUrl: string): string {
  const cancelled = booking.status === "cancelled";
  const calendar = ical({
    prodId: { company: "Holdfast", product: "Holdfast" },
    method: cancelled ? ICalCalendarMethod.CANCEL : ICalCalendarMethod.REQUEST,
  });
  calendar.createEvent({
    id: `${booking.bookingId}@${new URL(publicUrl).hostname}`,
    sequence: booking.sequence,
    stamp: booking.cancelledAt ?? booking.movedAt ?? booking.createdAt,
    start: booking.startsAt,
    end: booking.endsAt,
    summary: `${booking.serviceName} – ${booking.businessName}`,
    description: [Object.values(booking.resourceNames).join(", "), `Reference ${booking.reference}`].filter(Boolean).join("\n"),
    status: cancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    organizer: { name: booking.businessName, email: booking.contactEmail ?? `bookings@${new URL(publicUrl).hostname}` },
    attendees: booking.customer.email ? [{ name: booking.customer.name, email: booking.customer.email }] : [],
  });
  return calendar.toString();
}
