import type { Deps } from "../../deps.js";
import { notFound } from "../../errors.js";
import { calendarOf } from "../../notifications/calendar.js";
import { findBooking } from "../../queries/bookings.js";

/** The booking as an iCalendar file. @throws `not_found`. */
export async function bookingCalendar({ sql, publicUrl }: Deps, tenantId: string, bookingId: string): Promise<string> {
  const booking = await findBooking(sql, tenantId, bookingId);
  if (!booking) throw notFound("booking");
  return calendarOf(booking, publicUrl);
}
