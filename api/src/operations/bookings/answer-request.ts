import type { BookingView, DeclineBooking } from "../../contract/bookings.js";
import { inTransaction } from "../../database/begin.js";
import type { Deps } from "../../deps.js";
import { BookingError, notFound } from "../../errors.js";
import { approveBookingRow, findBooking, listUnanswered, lockBooking } from "../../queries/bookings.js";
import { tellOfBooking } from "../events/tell.js";
import { once, type Once, type RequestKey } from "../idempotency/once.js";
import { announceHolds } from "../live/announce.js";
import { leaveMessage } from "../outbox/messages.js";
import { cancelLocked } from "./cancel-booking.js";
import { readBooking } from "./read-booking.js";

/**
 * Confirms a request. One conditional UPDATE decides: of two answers at once one counts, and who asked for the same finds
 * it done. Money was taken with the request; nothing is done about it here.
 * @throws `not_found`; `booking_not_active` where it was declined, or cancelled by its customer.
 */
export async function approveBooking(deps: Deps, tenantId: string, bookingId: string, requestKey?: RequestKey): Promise<Once<BookingView>> {
  const result = await inTransaction(deps.sql, (tx) =>
    once(tx, deps.keyring, tenantId, requestKey, async () => {
      if (await approveBookingRow(tx, tenantId, bookingId)) {
        await leaveMessage(tx, tenantId, { topic: "mail.booking_confirmed", bookingId, ownersKnow: "yes" });
        await tellOfBooking(tx, tenantId, "booking.confirmed", bookingId);
      } else {
        const booking = await findBooking(tx, tenantId, bookingId);
        if (!booking) throw notFound("booking");
        if (booking.status === "cancelled") throw new BookingError("booking_not_active", "This request was declined or cancelled. Its time may be taken by somebody else.");
      }
      return readBooking(tx, deps.keyring, tenantId, bookingId, { withNotes: true });
    }),
  );
  deps.wakeOutbox();
  return result;
}

/**
 * Declines a request: its time is free again, and everything that was paid goes back.
 * @throws `not_found`; `conflict` where it was approved.
 */
export async function declineBooking(deps: Deps, tenantId: string, bookingId: string, { reason, message }: DeclineBooking, requestKey?: RequestKey): Promise<Once<BookingView>> {
  const result = await inTransaction(deps.sql, (tx) =>
    once(tx, deps.keyring, tenantId, requestKey, async () => {
      const booking = await lockBooking(tx, tenantId, bookingId);
      if (!booking) throw notFound("booking");
      if (booking.status === "pending") await cancelLocked(tx, booking, { by: "owner", reason, message, declines: true });
      else if (booking.status !== "cancelled") throw new BookingError("conflict", "This request was approved. Cancel the booking instead.");
      return readBooking(tx, deps.keyring, tenantId, bookingId, { withNotes: true });
    }),
  );
  deps.wakeOutbox();
  await announceHolds(deps, tenantId, result.answer.holdId);
  return result;
}

/**
 * Declines what nobody has answered in time, so that nobody waits at a door for an answer.
 * @returns how many there were, at most `limit`.
 */
export async function declineUnanswered(deps: Deps, limit: number): Promise<number> {
  const unanswered = await listUnanswered(deps.sql, limit);
  for (const { tenantId, bookingId } of unanswered)
    await declineBooking(deps, tenantId, bookingId, { reason: "Nobody answered in time." }).catch((error: unknown) => {
      // Approved at the last moment.
      if (!(error instanceof BookingError && error.code === "conflict")) throw error;
    });
  return unanswered.length;
}
