import type { CheckoutResultView, CustomerDetails } from "../../contract/holds.js";
import { gather } from "../../database/gather.js";
import type { Sql } from "../../database/connect.js";
import type { Deps } from "../../deps.js";
import { BookingError } from "../../errors.js";
import { newBookingReference, newId } from "../../ids.js";
import { bookHolds, findHoldsToBook, type HoldToBook } from "../../queries/gathered-bookings.js";
import { bookingView } from "../../views/booking.js";
import { newEvent } from "../events/leave-event.js";
import { type RequestKey, sealAnswer } from "../idempotency/once.js";
import { newMessageId } from "../outbox/messages.js";

interface HoldName {
  tenantId: string;
  holdId: string;
}

const finders = new WeakMap<Sql, (name: HoldName) => Promise<HoldToBook | undefined>>();

/** A hold to book, read for all requests of one turn of the event loop by one statement. */
export function findHoldToBook(sql: Sql, name: HoldName): Promise<HoldToBook | undefined> {
  let find = finders.get(sql);
  if (!find) {
    find = gather(async (asked) => {
      const found = new Map((await findHoldsToBook(sql, asked)).map((row) => [row.i, row]));
      return asked.map((_, i) => found.get(i));
    });
    finders.set(sql, find);
  }
  return find(name);
}

/** A free hold as it was read, and what its customer filled in. */
export interface Booking {
  hold: HoldToBook;
  customer: CustomerDetails;
  answers: Record<string, string | boolean>;
  requestKey: RequestKey | undefined;
}

type Confirmed = Extract<CheckoutResultView, { booking: unknown }>;
/** What became of it: a booking, or to be tried alone, because something is in its way and has to be told. */
export type Booked = Confirmed | "alone";

const bookers = new WeakMap<Sql, (booking: Booking) => Promise<Booked>>();

/**
 * Makes the free holds of all requests of one turn of the event loop bookings by one call, each with its customer, its
 * mail and its Idempotency-Key. Each request keeps its own outcome, and is answered only after the commit.
 */
export function bookGathered(deps: Deps, booking: Booking): Promise<Booked> {
  let book = bookers.get(deps.sql);
  if (!book) bookers.set(deps.sql, (book = gather<Booking, Booked>((bookings) => bookAll(deps, bookings), { atOnce: 1 })));
  return book(booking);
}

async function bookAll(deps: Deps, bookings: readonly Booking[]): Promise<(Booked | Error)[]> {
  const results: (Booked | Error)[] = Array(bookings.length).fill("alone");
  const distinct = withoutTwins(bookings);
  const bookedAt = new Date(Math.max(...bookings.map(({ hold }) => hold.now.getTime())));
  const asked = distinct.map(({ index }) => toMake(deps, bookings[index]!, bookedAt));
  const events = asked.flatMap(({ row, answer }, i) =>
    bookings[distinct[i]!.index]!.hold.bookingIsHeard ? [{ ...newEvent(row.tenantId, "booking.confirmed", bookedAt, answer.booking), about: String(i) }] : [],
  );
  const outcomes = await bookHolds(deps.sql, asked.map(({ row }) => row), bookedAt, events);
  for (const [i, { index }] of distinct.entries()) {
    if (outcomes[i] === "booked") results[index] = asked[i]!.answer;
    else if (outcomes[i] === "in_flight") results[index] = new BookingError("idempotency_in_flight", undefined, { retryAfterSeconds: 1 });
  }
  return results;
}

function toMake(deps: Deps, { hold, customer, answers, requestKey }: Booking, bookedAt: Date) {
  const { tenantId, holdId } = hold;
  const row = { tenantId, holdId, bookingId: newId("booking"), reference: newBookingReference(), customerId: newId("customer"), messageId: newMessageId(), customer, answers };
  const answer: Confirmed = {
    status: "confirmed",
    booking: bookingView(deps.keyring, { ...hold, ...row, status: "confirmed", createdAt: bookedAt, cancelledAt: null, movedAt: null, paid: null, onSite: false, madeBy: "customer", notes: null, cancellationMessage: null }, { withToken: true }),
  };
  return { answer, row: { ...row, stored: requestKey && sealAnswer(deps.keyring, tenantId, requestKey, answer) } };
}

/** The same hold, or the same key, twice at once: the second one finds out what the first one did once it tries alone. */
function withoutTwins(bookings: readonly Booking[]): { index: number }[] {
  const seen = new Set<string>();
  return bookings.flatMap(({ hold: { tenantId, holdId }, requestKey }, index) => {
    const names = [`${tenantId}/${holdId}`, ...(requestKey ? [`${tenantId}\n${requestKey.scope}\n${requestKey.key}`] : [])];
    if (names.some((name) => seen.has(name))) return [];
    for (const name of names) seen.add(name);
    return [{ index }];
  });
}
