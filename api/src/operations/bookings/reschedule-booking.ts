import type { RescheduleBooking, RescheduleResultView } from "../../contract/bookings.js";
import { inTransaction } from "../../database/begin.js";
import type { Transaction } from "../../database/connect.js";
import { chargeProblem } from "../../domain/money.js";
import type { Deps } from "../../deps.js";
import { BookingError, invalidField, notFound } from "../../errors.js";
import { type BookingRow, findBooking, lockBooking } from "../../queries/bookings.js";
import { findHold, type HoldRow, lockHold, markMove } from "../../queries/holds.js";
import { assertLive } from "../holds/live-hold.js";
import { once, type Once, recall, type RequestKey } from "../idempotency/once.js";
import { announceHolds } from "../live/announce.js";
import { type Order, orderOf, requestPayment } from "../payments/create-order.js";
import { assertChangeable } from "./cancel-booking.js";
import { moveBooking } from "./move-booking.js";
import { readBooking } from "./read-booking.js";

/**
 * Moves a booking to the time of a hold. The old time is kept until the new one is won: at once where the new one does
 * not cost more (what it costs less is given back), else by the payment of the difference, which settles the move.
 * Asking again for the same hold gives the same answer.
 *
 * @throws `not_found` for booking or hold, `booking_not_active`, `hold_expired`, `hold_not_active`, `validation_failed`
 * for a hold of another service, `payments_not_configured`, `payment_provider_unavailable`.
 */
export async function rescheduleBooking(
  deps: Deps,
  tenantId: string,
  bookingId: string,
  by: "customer" | "owner",
  { holdId, holdToken }: RescheduleBooking,
  requestKey?: RequestKey,
): Promise<Once<RescheduleResultView>> {
  const stored = await recall<RescheduleResultView>(deps.sql, deps.keyring, tenantId, requestKey);
  if (stored) return stored;
  const named = deps.keyring.readToken(holdToken, "hold");
  // The hold first: where it is confirmed already, the booking that is read after it tells that it was moved.
  const hold = await findHold(deps.sql, tenantId, holdId);
  const booking = await findBooking(deps.sql, tenantId, bookingId);
  if (!booking) throw notFound("booking");
  if (!hold || named?.id !== holdId || named.tenantId !== tenantId)
    throw new BookingError("not_found", "There is no such hold to move to.", { errors: [{ path: "holdId", message: "Is not a hold that this token belongs to." }] });
  const moved = booking.holdId === holdId;
  // What is paid on site is settled there.
  const difference = booking.onSite ? 0 : hold.amountMinor - booking.amountMinor;
  // Before the transaction, like every call to the provider; what it was made for is checked again inside.
  if (!moved) assertMovable({ ...booking, now: hold.now }, hold, by);
  const problem = !moved && difference > 0 ? chargeProblem(difference, hold.currency) : undefined;
  if (problem) throw new BookingError("conflict", `The price difference can't be paid by itself. ${problem}`);
  const order = !moved && difference > 0 ? await orderOf(deps, hold, difference) : undefined;

  const result = await inTransaction(deps.sql, (tx) =>
    once(tx, deps.keyring, tenantId, requestKey, async (): Promise<RescheduleResultView> => {
      const locked = (await lockBooking(tx, tenantId, bookingId))!;
      if (locked.holdId !== holdId) {
        const to = (await lockHold(tx, tenantId, holdId))!;
        assertMovable(locked, to, by);
        if (order && to.amountMinor > locked.amountMinor) return askForDifference(deps, tx, locked, to, order);
        if (to.status === "paying") throw new BookingError("hold_not_active", "This hold is being paid.");
        // Moved to another price meanwhile: what was asked for is not what is owed.
        if (!locked.onSite && to.amountMinor > locked.amountMinor) throw new BookingError("conflict");
        await moveBooking(tx, locked, to, { by });
      }
      return readBooking(tx, deps.keyring, tenantId, bookingId);
    }),
  );
  deps.wakeOutbox();
  await announceHolds(deps, tenantId, holdId, booking.holdId);
  return result;
}

function assertMovable(booking: BookingRow & { now: Date }, hold: HoldRow, by: "customer" | "owner") {
  assertChangeable(booking, by);
  if (booking.status === "pending")
    throw new BookingError("conflict", by === "owner" ? "This request waits for your answer. Approve it first, then move it." : "Your request waits for an answer. Cancel it and ask for another time.");
  if (hold.serviceId !== booking.serviceId) throw invalidField("holdId", "Must be a hold of the service that is booked.");
  if (hold.currency !== booking.currency) throw invalidField("holdId", `Must be priced in ${booking.currency}, like the booking.`);
  assertLive(hold);
  const forThis = hold.movesBookingId === booking.bookingId && hold.movesFromHoldId === booking.holdId;
  if (hold.status === "paying" && !forThis) throw new BookingError("hold_not_active", "This hold is being paid for something else.");
}

async function askForDifference(deps: Deps, tx: Transaction, booking: BookingRow, hold: HoldRow, order: Order): Promise<RescheduleResultView> {
  if (order.amountMinor !== hold.amountMinor - booking.amountMinor) throw new BookingError("conflict");
  await markMove(tx, booking.tenantId, hold.holdId, booking.bookingId, booking.holdId);
  return requestPayment(deps, tx, hold, { customer: booking.customer, answers: booking.answers }, order, "reschedule");
}
