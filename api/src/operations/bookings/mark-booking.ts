import type { BookingView } from "../../contract/bookings.js";
import { inTransaction } from "../../database/begin.js";
import type { Deps } from "../../deps.js";
import { BookingError, notFound } from "../../errors.js";
import { findBooking, markBookingRow, type Outcome, OUTCOMES } from "../../queries/bookings.js";
import { tellOfBooking } from "../events/tell.js";
import { once, type Once, type RequestKey } from "../idempotency/once.js";
import { readBooking } from "./read-booking.js";

export type { Outcome };

const EVENT_OF = { completed: "booking.completed", no_show: "booking.no_show", confirmed: "booking.reopened" } as const;

/**
 * Says what became of a booking once it has begun: it took place, or nobody came; `confirmed` takes either back. What it
 * keeps of the past stays kept. Asking for what is so already changes nothing and tells nobody.
 *
 * One conditional UPDATE decides: of two that say different things at once one does, and the other is refused.
 * @throws `not_found`; `booking_not_started`; `booking_not_active` where it is cancelled, or something else was said.
 */
export async function markBooking(deps: Deps, tenantId: string, bookingId: string, outcome: Outcome, requestKey?: RequestKey): Promise<Once<BookingView>> {
  const result = await inTransaction(deps.sql, (tx) =>
    once(tx, deps.keyring, tenantId, requestKey, async () => {
      if (await markBookingRow(tx, tenantId, bookingId, outcome)) await tellOfBooking(tx, tenantId, EVENT_OF[outcome], bookingId);
      else {
        const booking = await findBooking(tx, tenantId, bookingId);
        if (!booking) throw notFound("booking");
        if (booking.status !== outcome) throw whyNot(booking.status, outcome);
      }
      return readBooking(tx, deps.keyring, tenantId, bookingId);
    }),
  );
  deps.wakeOutbox();
  return result;
}

function whyNot(status: BookingView["status"], outcome: Outcome): BookingError {
  const known = `This booking is ${status.replace("_", " ")}.`;
  if (status === "confirmed") return new BookingError("booking_not_started");
  return new BookingError("booking_not_active", status !== outcome && OUTCOMES.some((one) => one === status) ? `${known} Reopen it first.` : known);
}
