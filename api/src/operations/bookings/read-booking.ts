import type { BookingView } from "../../contract/bookings.js";
import type { Connection } from "../../database/connect.js";
import type { Deps } from "../../deps.js";
import { notFound } from "../../errors.js";
import { findBooking } from "../../queries/bookings.js";
import { bookingView } from "../../views/booking.js";

/** One booking. @throws `not_found`. */
export async function readBooking(sql: Connection, keyring: Deps["keyring"], tenantId: string, bookingId: string, options: { withToken?: boolean; withNotes?: boolean } = {}): Promise<BookingView> {
  const booking = await findBooking(sql, tenantId, bookingId);
  if (!booking) throw notFound("booking");
  return bookingView(keyring, booking, options);
}
