import type { MeView, MyBookingView } from "../contract/customers.js";
import { refundFor } from "../domain/cancellation.js";
import type { Keyring } from "../keyring.js";
import type { BookingDetails } from "../queries/bookings.js";
import type { CustomerRow } from "../queries/customers.js";
import { bookingView } from "./booking.js";

/** A customer as they see themselves. */
export const meView = ({ customerId, name, email, phone, locale }: CustomerRow): MeView => ({ id: customerId, name, email: email!, phone, locale });

/** A booking as its customer sees it, with what cancelling it at `now` would do. */
export function myBookingView(keyring: Keyring, booking: BookingDetails, now: Date): MyBookingView {
  const { status, startsAt, onSite, amountMinor, terms, currency, paid } = booking;
  const allowed = (status === "confirmed" || status === "pending") && startsAt > now;
  const owed = allowed && !onSite ? refundFor(terms.cancellation, amountMinor, startsAt.getTime(), now.getTime(), currency) : 0;
  return {
    ...bookingView(keyring, booking, { withToken: true }),
    // No more than what was paid and is still here.
    cancellation: { allowed, refundAmount: Math.min(owed, paid ? paid.amountMinor - paid.refundedMinor : 0) },
  };
}
