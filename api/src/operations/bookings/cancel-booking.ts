import type { BookingView, CancelBooking } from "../../contract/bookings.js";
import { inTransaction } from "../../database/begin.js";
import type { Transaction } from "../../database/connect.js";
import type { Deps } from "../../deps.js";
import { refundFor } from "../../domain/cancellation.js";
import { chargeProblem } from "../../domain/money.js";
import { BookingError, invalidField, notFound } from "../../errors.js";
import { type BookingRow, cancelBookingRow, lockBooking } from "../../queries/bookings.js";
import { deleteClaimsOfHold } from "../../queries/claims.js";
import { lockPaymentsOfBooking } from "../../queries/payments.js";
import { tellOfBooking } from "../events/tell.js";
import { once, type Once, type RequestKey } from "../idempotency/once.js";
import { announceHolds } from "../live/announce.js";
import { leaveMessage } from "../outbox/messages.js";
import { refundBooking } from "../payments/request-refund.js";
import { readBooking } from "./read-booking.js";

/**
 * Cancels a confirmed booking and frees its slot. A customer gets back what the terms of the hold say; the owner
 * gives back all of it or what they name, and may cancel after the start, too.
 * @throws `booking_not_active` where it is cancelled or over, or has begun; `not_found`; `validation_failed` for an
 * amount that a customer names, or that is more than the price, or that the currency has no money for.
 */
export async function cancelBooking(
  deps: Deps,
  tenantId: string,
  bookingId: string,
  by: "customer" | "owner",
  { reason, message, refundAmount }: CancelBooking,
  requestKey?: RequestKey,
): Promise<Once<BookingView>> {
  if (by === "customer" && refundAmount !== undefined) throw invalidField("refundAmount", "Only the business decides this; leave it out.");
  if (by === "customer" && message !== undefined) throw invalidField("message", "Only the business writes one; leave it out.");
  const result = await inTransaction(deps.sql, (tx) =>
    once(tx, deps.keyring, tenantId, requestKey, async () => {
      const booking = await lockBooking(tx, tenantId, bookingId);
      if (!booking) throw notFound("booking");
      assertChangeable(booking, by);
      if (refundAmount !== undefined) assertRefundable(booking, refundAmount);
      await cancelLocked(tx, booking, { by, reason, message, refundAmount });
      return readBooking(tx, deps.keyring, tenantId, bookingId);
    }),
  );
  deps.wakeOutbox();
  await announceHolds(deps, tenantId, result.answer.holdId);
  return result;
}

export interface HowToCancel {
  by: "customer" | "owner";
  reason: string | undefined;
  /** What its customer is told. */
  message: string | undefined;
  /** The owner's choice, in minor units. Default is all. */
  refundAmount?: number | undefined;
  /** Whether the owners are told elsewhere. Default is false. */
  ownersKnow?: boolean;
  /** Whether the business answers a request with it. Default is false. */
  declines?: boolean;
}

/** Cancels a locked booking that may be cancelled: frees its slot, and what is owed and told leaves with the same commit. */
export async function cancelLocked(tx: Transaction, booking: BookingRow & { now: Date }, { by, reason, message, refundAmount, ownersKnow, declines = false }: HowToCancel): Promise<void> {
  const { tenantId, bookingId, terms, amountMinor, currency, startsAt, now, onSite } = booking;
  await cancelBookingRow(tx, tenantId, bookingId, { reason: reason ?? null, message: message ?? null });
  await deleteClaimsOfHold(tx, tenantId, booking.holdId);
  // Terms bind both sides or neither: what the business has not agreed to costs nothing.
  const owed = by === "owner" || booking.status === "pending" ? (refundAmount ?? amountMinor) : refundFor(terms.cancellation, amountMinor, startsAt.getTime(), now.getTime(), currency);
  // Known from now on: the answer and the mail tell it, whichever of them comes before the provider's answer.
  if (owed > 0 && !onSite) await refundBooking(tx, await lockPaymentsOfBooking(tx, tenantId, bookingId), owed, "cancelled");
  await leaveMessage(tx, tenantId, { topic: declines ? "mail.booking_declined" : "mail.booking_cancelled", bookingId, ...(ownersKnow && { ownersKnow: "yes" as const }) });
  await tellOfBooking(tx, tenantId, "booking.cancelled", bookingId);
}

function assertRefundable({ amountMinor, currency, onSite }: BookingRow, refundAmount: number) {
  if (onSite && refundAmount > 0) throw invalidField("refundAmount", "This booking is paid on site: give it back there.");
  if (refundAmount > amountMinor) throw invalidField("refundAmount", `Must be at most ${amountMinor}, the price of the booking.`);
  const problem = refundAmount < amountMinor && chargeProblem(refundAmount, currency);
  if (problem) throw invalidField("refundAmount", problem);
}

/** @throws `booking_not_active` where it is cancelled or over, or, for a customer, has begun. */
export function assertChangeable(booking: BookingRow & { now: Date }, by: "customer" | "owner") {
  if (booking.status !== "confirmed" && booking.status !== "pending")
    throw new BookingError("booking_not_active", `This booking is ${booking.status.replace("_", " ")}.`);
  if (by === "customer" && booking.startsAt <= booking.now)
    throw new BookingError("booking_not_active", "This booking has already begun; ask the business to change it.");
}
