import type { Transaction } from "../../database/connect.js";
import { type BookingRow, moveBookingRow } from "../../queries/bookings.js";
import { deleteClaimsOfHold, keepClaimsUntil } from "../../queries/claims.js";
import { endHold, type HoldRow } from "../../queries/holds.js";
import { lockPaymentsOfBooking } from "../../queries/payments.js";
import { tellOfBooking } from "../events/tell.js";
import { holdExpired } from "../holds/live-hold.js";
import { leaveMessage } from "../outbox/messages.js";
import { refundBooking } from "../payments/request-refund.js";

/**
 * Moves a locked booking to a locked, live hold: the new claims are kept for good before the old ones go, and what the
 * new time costs less is given back.
 * @param by - where a customer moves what the business approves, the new time has to be approved, too.
 * @param untold - where the caller tells of it, because what pays for it is noted only afterwards. Default is false.
 * @returns the booking's id.
 * @throws `hold_expired` where the hold's time ended before its claims could be kept.
 */
export async function moveBooking(tx: Transaction, booking: BookingRow, hold: HoldRow, { by, untold = false }: { by: "customer" | "owner"; untold?: boolean }): Promise<string> {
  const { tenantId, bookingId } = booking;
  if ((await keepClaimsUntil(tx, tenantId, hold.holdId, "infinity")) < hold.resourceIds.length * hold.quantity) throw holdExpired(hold);
  await endHold(tx, tenantId, hold.holdId, "confirmed");
  await deleteClaimsOfHold(tx, tenantId, booking.holdId);
  await endHold(tx, tenantId, booking.holdId, "released");
  const asksAgain = by === "customer" && hold.terms.requiresApproval;
  await moveBookingRow(tx, booking, { ...hold, status: asksAgain ? "pending" : booking.status });
  if (!booking.onSite && booking.amountMinor > hold.amountMinor)
    await refundBooking(tx, await lockPaymentsOfBooking(tx, tenantId, bookingId), booking.amountMinor - hold.amountMinor, "rescheduled");
  await leaveMessage(tx, tenantId, { topic: "mail.booking_moved", bookingId });
  if (!untold) await tellOfBooking(tx, tenantId, "booking.moved", bookingId);
  return bookingId;
}
