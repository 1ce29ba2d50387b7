import type { Checkout, CheckoutResultView } from "../../contract/holds.js";
import { inTransaction } from "../../database/begin.js";
import type { Deps } from "../../deps.js";
import { BookingError, notFound } from "../../errors.js";
import { checkOutHold as checkOutRow, type HoldRow } from "../../queries/holds.js";
import { createBooking } from "../bookings/create-booking.js";
import { readBooking } from "../bookings/read-booking.js";
import { once, type Once, recallGathered, type RequestKey } from "../idempotency/once.js";
import { orderOf, requestPayment } from "../payments/create-order.js";
import { bookGathered, findHoldToBook } from "./book-gathered.js";
import { checkAnswers } from "./check-answers.js";
import { assertLive, lockLiveHold } from "./live-hold.js";

/**
 * Takes the customer's details. A free hold becomes a booking at once, together with those of other requests (or, where
 * the business approves, a request that waits for it); a paid one gets its order, and one bounded grace to pay it.
 *
 * The order is created before the transaction: its receipt is the hold's id, so that however often this is
 * tried there is one order, and no connection waits for the provider.
 *
 * @throws `hold_expired`, `hold_not_active`, `validation_failed`, `payments_not_configured`,
 * `payment_provider_unavailable` (the hold stays as it was).
 */
export async function checkOutHold(deps: Deps, tenantId: string, holdId: string, input: Checkout, requestKey?: RequestKey): Promise<Once<CheckoutResultView>> {
  const [stored, hold] = await Promise.all([
    recallGathered<CheckoutResultView>(deps.sql, deps.keyring, tenantId, requestKey),
    findHoldToBook(deps.sql, { tenantId, holdId }),
  ]);
  if (stored) return stored;
  if (!hold) throw notFound("hold");
  assertLive(hold);
  assertNoMove(hold);
  const details = { customer: input.customer, answers: checkAnswers(hold.questions, input.answers) };
  if (hold.amountMinor === 0 && !hold.terms.requiresApproval) {
    const booked = await bookGathered(deps, { hold, ...details, requestKey });
    if (booked !== "alone") {
      deps.wakeOutbox();
      return { answer: booked, replayed: false };
    }
  }
  const order = hold.amountMinor > 0 ? await orderOf(deps, hold, hold.amountMinor) : undefined;

  const result = await inTransaction(deps.sql, (tx) =>
    once(tx, deps.keyring, tenantId, requestKey, async (): Promise<CheckoutResultView> => {
      const locked = await lockLiveHold(tx, tenantId, holdId);
      assertNoMove(locked);
      if (order) return requestPayment(deps, tx, locked, details, order);
      await checkOutRow(tx, locked, details);
      const bookingId = await createBooking(tx, { ...locked, ...details });
      const booking = await readBooking(tx, deps.keyring, tenantId, bookingId, { withToken: true });
      return { status: locked.terms.requiresApproval ? "pending" : "confirmed", booking };
    }),
  );
  deps.wakeOutbox();
  return result;
}

function assertNoMove({ movesBookingId }: HoldRow) {
  if (movesBookingId) throw new BookingError("hold_not_active", "This hold is for moving a booking. Place another one for a new booking.");
}
