import type { BookingView } from "../../contract/bookings.js";
import { inTransaction } from "../../database/begin.js";
import type { Deps } from "../../deps.js";
import { refundFor } from "../../domain/cancellation.js";
import { BookingError, notFound } from "../../errors.js";
import { cancelBookingRow, lockBooking } from "../../queries/bookings.js";
import { deleteClaimsOfHold } from "../../queries/claims.js";
import { findPaymentOfHold, updatePayment } from "../../queries/payments.js";
import { once, type Once, type RequestKey } from "../idempotency/once.js";
import { leaveMessage } from "../outbox/messages.js";
import { readBooking } from "./read-booking.js";

/**
 * Cancels a confirmed booking and frees its slot. A customer gets back what the terms of the hold say; the owner
 * gives back all of it, and may cancel after the start, too.
 * @throws `booking_not_active` where it is cancelled or over, or has begun; `not_found`.
 */
export async function cancelBooking(
  deps: Deps,
  tenantId: string,
  bookingId: string,
  by: "customer" | "owner",
  reason: string | undefined,
  requestKey?: RequestKey,
): Promise<Once<BookingView>> {
  const result = await inTransaction(deps.sql, (tx) =>
    once(tx, deps.keyring, tenantId, requestKey, async () => {
      const booking = await lockBooking(tx, tenantId, bookingId);
      if (!booking) throw notFound("booking");
      if (booking.status !== "confirmed" && booking.status !== "pending")
        throw new BookingError("booking_not_active", `This booking is ${booking.status.replace("_", " ")}.`);
      if (by === "customer" && booking.startsAt <= booking.now)
        throw new BookingError("booking_not_active", "This booking has already begun; ask the business to change it.");
      await cancelBookingRow(tx, tenantId, bookingId, reason ?? null);
      await deleteClaimsOfHold(tx, tenantId, booking.holdId);

      const payment = await findPaymentOfHold(tx, tenantId, booking.holdId, "for update");
      const amountMinor = by === "owner" ? booking.amountMinor : refundFor(booking.terms.cancellation, booking.amountMinor, booking.startsAt.getTime(), booking.now.getTime());
      if (payment?.providerPaymentId && amountMinor > 0) {
        // Known from now on: the answer and the mail tell it, whichever of them comes before the provider's answer.
        await updatePayment(tx, tenantId, payment.paymentId, { status: "refund_pending", refundedMinor: amountMinor });
        await leaveMessage(tx, tenantId, { topic: "payment.refund", paymentId: payment.paymentId, providerPaymentId: payment.providerPaymentId, amountMinor });
      }
      await leaveMessage(tx, tenantId, { topic: "mail.booking_cancelled", bookingId });
      return readBooking(tx, deps.keyring, tenantId, bookingId);
    }),
  );
  deps.wakeOutbox();
  return result;
}
