import type { BookingView, CreateBooking } from "../../contract/bookings.js";
import { inTransaction } from "../../database/begin.js";
import type { Deps } from "../../deps.js";
import { invalidField, notFound } from "../../errors.js";
import { checkOutHold, lockHold } from "../../queries/holds.js";
import { DAY_MS } from "../availability/slot-state.js";
import { readsOn } from "../availability/reads.js";
import { checkAnswers } from "../holds/check-answers.js";
import { readWish, winClaims } from "../holds/place-hold.js";
import { describeRefusal, Refused } from "../holds/refusal.js";
import type { Wish } from "../holds/wish.js";
import { once, type Once, type RequestKey } from "../idempotency/once.js";
import { announceHolds } from "../live/announce.js";
import { createBooking } from "./create-booking.js";
import { readBooking } from "./read-booking.js";

/** How long ago what is entered afterwards may have begun, in days. */
const MOST_DAYS_AGO = 62;

/**
 * Books for a customer who called or stands at the counter: hold and booking in one transaction, or nothing. It meets
 * its rivals in the same constraints as everybody's holds. What it costs is paid on site.
 * @throws `slot_unavailable` with reason and alternatives, `not_found`, `validation_failed`.
 */
export async function bookByHand(deps: Deps, tenantId: string, input: CreateBooking, requestKey?: RequestKey): Promise<Once<BookingView>> {
  const service = await readsOn(deps.sql).service(tenantId, input.serviceId);
  // What is hidden from customers can still be booked for them.
  if (!service || service.archived) throw notFound("service");
  const wish: Wish = { ...readWish(service, input), byOwner: { outsideHours: input.outsideHours ?? false, free: input.payment === "none" } };
  if (wish.startMs < service.now.getTime() - MOST_DAYS_AGO * DAY_MS) throw invalidField("start", `Must be at most ${MOST_DAYS_AGO} days ago.`);
  const details = { customer: input.customer, answers: checkAnswers(service.questions, input.answers, { allRequired: false }) };
  try {
    const made = await inTransaction(deps.sql, (tx) =>
      once(tx, deps.keyring, tenantId, requestKey, async () => {
        const { holdId } = await winClaims(tx, tenantId, service, wish, null);
        const hold = (await lockHold(tx, tenantId, holdId))!;
        await checkOutHold(tx, hold, details);
        const bookingId = await createBooking(tx, { ...hold, ...details }, { madeBy: "owner", notes: input.notes });
        return readBooking(tx, deps.keyring, tenantId, bookingId, { withToken: true, withNotes: true });
      }),
    );
    deps.wakeOutbox();
    await announceHolds(deps, tenantId, made.answer.holdId);
    return made;
  } catch (error) {
    if (error instanceof Refused) throw await describeRefusal(deps.sql, tenantId, service, error, undefined);
    throw error;
  }
}
