import type { Sql } from "@holdfast/api";
import { RESOURCES, type Shape, stepOf } from "./shape.js";

export interface BookingsWanted {
  /** All tenants, the busy ones, or all but those. */
  of: "all" | "busy" | "others";
  /** Which bookings of each resource: 0 is the first of tomorrow, -1 the last before. */
  from: number;
  to: number;
}

/** Hours of a day that a resource is booked in, the first half of each: the other half is free for the load. */
const HOURS_A_DAY = 8;
const CUSTOMERS = 20;

/**
 * Bookings with all that belongs to them (customer, hold, claim, mail), for many tenants in one statement a table. The
 * claims of past bookings are there as well: a booking keeps its claims for good. @returns how many bookings.
 */
export async function generateBookings(sql: Sql, shape: Shape, { of, from, to }: BookingsWanted): Promise<number> {
  const step = stepOf(shape);
  const isBusy = `t % ${step} = 0 and t / ${step} < ${shape.busyTenants}`;
  const chosen = { all: "true", busy: isBusy, others: `not (${isBusy})` }[of];
  // n tells one booking of a tenant from all others, whether of the past or the future.
  const bookings = `
    select 'ten_' || digits as tenant_id, 'svc_' || digits as service_id, 'res_' || digits || r as resource_id, name, starts_at,
      'hold_' || name as hold_id, 'bkg_' || name as booking_id, 'cus_' || digits || lpad((n % ${CUSTOMERS})::text, 4, '0') as customer_id,
      md5(name)::uuid as session_key, tstzrange(starts_at, starts_at + interval '30 minutes') as during, 'HF-' || lpad(to_hex(n), 8, '0') as reference
    from generate_series(0, ${shape.tenants - 1}) as t, generate_series(${from}, ${to - 1}) as k, generate_series(1, ${RESOURCES}) as r,
      lateral (select lpad(t::text, 16, '0') as digits, (k + 50000000) * ${RESOURCES} + r - 1 as n) as _1,
      lateral (select digits || lpad(n::text, 9, '0') as name,
        date_trunc('day', now(), 'UTC') + interval '1 day 3 hours' + floor(k / ${HOURS_A_DAY}.0) * interval '1 day' + (k - floor(k / ${HOURS_A_DAY}.0) * ${HOURS_A_DAY}) * interval '1 hour' as starts_at) as _2
    where ${chosen}`;
  const terms = `'{"tax": null, "total": {"amount": 0, "currency": "INR"}, "quantity": 1, "unitPrice": {"amount": 0, "currency": "INR"}, "cancellation": []}'::jsonb`;
  const customer = `'{"name": "Asha Rao", "email": "asha@bench.test", "phone": "+919876543210"}'::jsonb`;
  const statements = [
    `insert into customers (tenant_id, customer_id, email, name)
      select 'ten_' || digits, 'cus_' || digits || lpad(c::text, 4, '0'), 'customer' || c || '@bench.test', 'Asha Rao'
      from generate_series(0, ${shape.tenants - 1}) as t, generate_series(0, ${CUSTOMERS - 1}) as c, lateral (select lpad(t::text, 16, '0') as digits) as _1
      where ${chosen} on conflict do nothing`,
    `insert into holds (tenant_id, hold_id, service_id, status, starts_at, ends_at, duration_minutes, quantity, resource_ids, session_key, session_capacity,
        during, amount_minor, currency, terms, questions, hold_seconds, expires_at, expires_at_most, extensions_left, customer, answers, created_at, ended_at)
      select tenant_id, hold_id, service_id, 'confirmed', starts_at, upper(during), 30, 1, array[resource_id], session_key, 1,
        during, 0, 'INR', ${terms}, '[]', 3600, starts_at, starts_at, 10, ${customer}, '{}', starts_at - interval '30 days', starts_at - interval '30 days'
      from (${bookings}) as b`,
    `insert into bookings (tenant_id, booking_id, reference, hold_id, service_id, customer_id, status, starts_at, ends_at, quantity, resource_ids,
        amount_minor, currency, terms, customer, created_at)
      select tenant_id, booking_id, reference, hold_id, service_id, customer_id, 'confirmed', starts_at, upper(during), 1, array[resource_id],
        0, 'INR', ${terms}, ${customer}, starts_at - interval '30 days'
      from (${bookings}) as b`,
    `insert into claims (tenant_id, resource_id, session_key, seat, capacity, during, expires_at, hold_id)
      select tenant_id, resource_id, session_key, 1, 1, during, 'infinity', hold_id from (${bookings}) as b`,
    `insert into outbox (tenant_id, message_id, topic, payload, attempts, done_at)
      select tenant_id, 'msg_' || md5(name), 'mail.booking_confirmed', jsonb_build_object('bookingId', booking_id), 1, now() from (${bookings}) as b`,
  ];
  let written = 0;
  await sql.begin(async (tx) => {
    // Foreign keys are right by how the rows are made; ten million look-ups would say no more.
    await tx`set local session_replication_role = replica`;
    for (const statement of statements) written = (await tx.unsafe(statement)).count;
  });
  return written;
}
