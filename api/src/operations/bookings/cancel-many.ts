import type { CancelBookings, CancellationView } from "../../contract/cancellations.js";
import { inTransaction } from "../../database/begin.js";
import type { Deps } from "../../deps.js";
import { invalidField, notFound } from "../../errors.js";
import { newId } from "../../ids.js";
import { lockBooking } from "../../queries/bookings.js";
import { type AffectedBooking, findAffected, findCancellation, finishCancellationOf, insertCancellation, type Refunds } from "../../queries/cancellations.js";
import { insertOutboxMessages } from "../../queries/outbox.js";
import { cancellationView } from "../../views/cancellation.js";
import { once, type Once, type RequestKey } from "../idempotency/once.js";
import { announceHolds } from "../live/announce.js";
import { newMessageId } from "../outbox/messages.js";
import { cancelLocked } from "./cancel-booking.js";

const MOST_DAYS = 62;
const MOST_BOOKINGS = 2000;

/**
 * Cancels every booking that starts in a period, each with all of its money. What is meant is decided here and answered
 * at once; the work leaves through the outbox, a message for each booking, so that a process that dies loses none, and
 * one that can't be cancelled keeps no other waiting. With `dryRun` it only tells what would be.
 * @throws `validation_failed` for a period that is empty, too long, or has too many bookings.
 */
export async function cancelMany(deps: Deps, tenantId: string, input: CancelBookings, requestKey?: RequestKey): Promise<Once<CancellationView>> {
  const { from, to, dryRun } = input;
  if (Date.parse(to) <= Date.parse(from)) throw invalidField("to", "Must be after `from`.");
  if (Date.parse(to) - Date.parse(from) > MOST_DAYS * 86_400_000) throw invalidField("to", `Must be at most ${MOST_DAYS} days after \`from\`.`);
  if (dryRun) return { answer: previewOf(input, await affectedBy(deps.sql, tenantId, input)), replayed: false };
  const begun = await inTransaction(deps.sql, (tx) =>
    once(tx, deps.keyring, tenantId, requestKey, async () => {
      const affected = await affectedBy(tx, tenantId, input);
      const cancellationId = newId("cancellation");
      const bookingIds = affected.map(({ bookingId }) => bookingId);
      await insertCancellation(tx, tenantId, { ...input, cancellationId, reason: input.reason, message: input.message, refunds: totals(affected) }, bookingIds);
      await insertOutboxMessages(tx, bookingIds.map((bookingId) => ({ tenantId, messageId: newMessageId(), message: { topic: "booking.cancel", bookingId, cancellationId } })));
      return cancellationView((await findCancellation(tx, tenantId, cancellationId))!);
    }),
  );
  deps.wakeOutbox();
  return begun;
}

/** How far it has come. @throws `not_found`. */
export async function readCancellation({ sql }: Deps, tenantId: string, cancellationId: string): Promise<CancellationView> {
  const row = await findCancellation(sql, tenantId, cancellationId);
  if (!row) throw notFound("cancellation");
  return cancellationView(row);
}

/**
 * Cancels one of its bookings, if it still is one. The note that it was done commits with it: however often, and by
 * however many processes, it is asked for, there is one cancellation, one refund and one mail.
 */
export async function cancelOneOfMany(deps: Deps, tenantId: string, cancellationId: string, bookingId: string): Promise<void> {
  const holdId = await inTransaction(deps.sql, async (tx) => {
    const booking = await lockBooking(tx, tenantId, bookingId);
    const cancellation = await findCancellation(tx, tenantId, cancellationId);
    if (!booking || !cancellation) return undefined;
    const isActive = booking.status === "confirmed" || booking.status === "pending";
    if (!(await finishCancellationOf(tx, tenantId, cancellationId, bookingId, isActive ? "cancelled" : "skipped")) || !isActive) return undefined;
    await cancelLocked(tx, booking, { by: "owner", reason: cancellation.reason ?? undefined, message: cancellation.message ?? undefined, ownersKnow: true });
    return booking.holdId;
  });
  if (!holdId) return;
  deps.wakeOutbox();
  await announceHolds(deps, tenantId, holdId);
}

async function affectedBy(sql: Parameters<typeof findAffected>[0], tenantId: string, input: CancelBookings): Promise<AffectedBooking[]> {
  const affected = await findAffected(sql, tenantId, input, MOST_BOOKINGS + 1);
  if (affected.length > MOST_BOOKINGS) throw invalidField("to", `There are more than ${MOST_BOOKINGS} bookings in this period. Choose a shorter one.`);
  return affected;
}

function totals(affected: readonly AffectedBooking[]): Refunds[] {
  const sums = new Map<string, number>();
  for (const { currency, refundMinor } of affected) if (refundMinor > 0) sums.set(currency, (sums.get(currency) ?? 0) + refundMinor);
  return [...sums].map(([currency, amount]) => ({ amount, currency }));
}

const previewOf = ({ from, to }: CancelBookings, affected: readonly AffectedBooking[]): CancellationView => ({
  id: null,
  status: "preview",
  from: new Date(from).toISOString(),
  to: new Date(to).toISOString(),
  total: affected.length,
  done: 0,
  cancelled: 0,
  refunds: totals(affected),
  withoutEmail: affected.filter(({ hasEmail }) => !hasEmail).length,
  createdAt: null,
});
