import type { CustomerDetails } from "../contract/holds.js";
import type { Connection } from "../database/connect.js";
import { type EventRow, isHeard, tellOf } from "./events.js";
import { keyFields, type StoredAnswer } from "./gathered-holds.js";
import { holdColumns, type HoldRow } from "./holds.js";

/** A hold with what is shown beside the booking that it becomes. */
export interface HoldToBook extends HoldRow {
  serviceName: string;
  businessName: string;
  timeZone: string;
  resourceNames: Record<string, string>;
  /** Whether an endpoint of the tenant's wants to be told of the booking. */
  bookingIsHeard: boolean;
}

/** Holds of many requests by one statement, marked by the request's index `i`. */
export function findHoldsToBook(sql: Connection, asked: readonly { tenantId: string; holdId: string }[]) {
  return sql<(HoldToBook & { i: number })[]>`
    select q.i::int - 1 as i, h.*, s.name as service_name, t.name as business_name, coalesce(r.time_zone, t.time_zone) as time_zone,
      ${isHeard(sql, sql`q.tenant_id`, "booking.confirmed")} as booking_is_heard,
      (select json_object_agg(r.resource_id, r.name) from resources r where r.tenant_id = q.tenant_id and r.resource_id = any(h.resource_ids)) as resource_names
    from unnest(${asked.map(({ tenantId }) => tenantId)}::text[], ${asked.map(({ holdId }) => holdId)}::text[]) with ordinality as q(tenant_id, hold_id, i)
    cross join lateral (select ${holdColumns(sql)} from holds where holds.tenant_id = q.tenant_id and holds.hold_id = q.hold_id) as h
    join tenants t on t.tenant_id = q.tenant_id
    join services s on s.tenant_id = q.tenant_id and s.service_id = h.service_id
    left join resources r on r.tenant_id = q.tenant_id and r.resource_id = h.resource_ids[1]`;
}

export interface BookingToMake {
  tenantId: string;
  holdId: string;
  bookingId: string;
  reference: string;
  /** Of the customer, where the tenant has none with this address yet. */
  customerId: string;
  messageId: string;
  customer: CustomerDetails;
  answers: Record<string, string | boolean>;
  /** What its Idempotency-Key will answer. */
  stored?: StoredAnswer | undefined;
}

export type BookingOutcome = "booked" | "in_flight" | "undecided";

/**
 * Makes bookings of many free holds by one call of `book_holds` (migrations/0004-book-holds.sql), each whole or not at all.
 * @param asked - no hold twice.
 * @param events - what endpoints are told, `about` the place in `asked` of what has to be booked for it.
 * @returns the outcome of each, in their order.
 */
export async function bookHolds(sql: Connection, asked: readonly BookingToMake[], bookedAt: Date, events: readonly (EventRow & { about: string })[] = []): Promise<BookingOutcome[]> {
  const call = sql`select * from book_holds(${sql.json(asked.map(elementOf) as never)}, ${bookedAt})`;
  const rows = await sql<{ element: number; outcome: BookingOutcome }[]>`${
    events.length === 0
      ? call
      : sql`with booked as materialized (${call}), ${tellOf(sql, events, sql`e.about::int in (select element from booked where outcome = 'booked')`)} select * from booked`
  }`;
  const outcomes: BookingOutcome[] = [];
  for (const { element, outcome } of rows) outcomes[element] = outcome;
  return outcomes;
}

function elementOf({ customer, stored, ...booking }: BookingToMake) {
  return {
    tenant_id: booking.tenantId,
    hold_id: booking.holdId,
    booking_id: booking.bookingId,
    reference: booking.reference,
    customer_id: booking.customerId,
    message_id: booking.messageId,
    email: customer.email.toLowerCase(),
    name: customer.name,
    phone: customer.phone ?? null,
    customer,
    answers: booking.answers,
    ...keyFields(stored),
  };
}
