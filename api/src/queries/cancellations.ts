import type { Connection } from "../database/connect.js";

/** Which bookings are meant: those that are still to be cancelled and start in a period. */
export interface CancellationFilter {
  from: string;
  to: string;
  resourceId?: string | undefined;
  serviceId?: string | undefined;
}

export interface AffectedBooking {
  bookingId: string;
  holdId: string;
  /** What was paid for it here and has not gone back, at most its price. */
  refundMinor: number;
  currency: string;
  hasEmail: boolean;
}

/** The bookings of a filter by start, each with what cancelling it gives back. */
export function findAffected(sql: Connection, tenantId: string, { from, to, resourceId, serviceId }: CancellationFilter, limit: number) {
  return sql<AffectedBooking[]>`
    select b.booking_id, b.hold_id, b.currency, b.customer ->> 'email' is not null as has_email,
      case when b.on_site then 0 else least(b.amount_minor, (
        select coalesce(sum(p.amount_minor - p.refunded_minor), 0) from payments p
        where p.tenant_id = b.tenant_id and p.booking_id = b.booking_id and p.status <> 'lapsed'))::float8 end as refund_minor
    from bookings b
    where b.tenant_id = ${tenantId} and b.status in ('confirmed', 'pending') and b.starts_at >= ${from} and b.starts_at < ${to}
      ${resourceId === undefined ? sql`` : sql`and ${resourceId} = any(b.resource_ids)`}
      ${serviceId === undefined ? sql`` : sql`and b.service_id = ${serviceId}`}
    order by b.starts_at, b.booking_id limit ${limit}`;
}

export interface Refunds {
  amount: number;
  currency: string;
}

export interface CancellationRow {
  cancellationId: string;
  startsFrom: Date;
  startsBefore: Date;
  message: string | null;
  reason: string | null;
  refunds: Refunds[];
  createdAt: Date;
  total: number;
  done: number;
  cancelled: number;
  withoutEmail: number;
}

/** Notes what is to be cancelled, each booking once. */
export async function insertCancellation(
  sql: Connection,
  tenantId: string,
  cancellation: CancellationFilter & { cancellationId: string; reason: string | undefined; message: string | undefined; refunds: readonly Refunds[] },
  bookingIds: readonly string[],
) {
  const { cancellationId, from, to, resourceId, serviceId, reason, message, refunds } = cancellation;
  await sql`
    insert into cancellations (tenant_id, cancellation_id, starts_from, starts_before, resource_id, service_id, reason, message, refunds)
    values (${tenantId}, ${cancellationId}, ${from}, ${to}, ${resourceId ?? null}, ${serviceId ?? null}, ${reason ?? null}, ${message ?? null}, ${sql.json(refunds.map((one) => ({ ...one })))})`;
  await sql`
    insert into cancellation_bookings (tenant_id, cancellation_id, booking_id)
    select ${tenantId}, ${cancellationId}, booking_id from unnest(${[...bookingIds]}::text[]) as booking_id`;
}

export async function findCancellation(sql: Connection, tenantId: string, cancellationId: string): Promise<CancellationRow | undefined> {
  const [row] = await sql<CancellationRow[]>`
    select c.cancellation_id, c.starts_from, c.starts_before, c.reason, c.message, c.refunds, c.created_at,
      i.total, i.done, i.cancelled, i.without_email
    from cancellations c cross join lateral (
      select count(*)::int as total, count(*) filter (where cb.outcome is not null)::int as done,
        count(*) filter (where cb.outcome = 'cancelled')::int as cancelled, count(*) filter (where b.customer ->> 'email' is null)::int as without_email
      from cancellation_bookings cb join bookings b on b.tenant_id = cb.tenant_id and b.booking_id = cb.booking_id
      where cb.tenant_id = c.tenant_id and cb.cancellation_id = c.cancellation_id
    ) as i
    where c.tenant_id = ${tenantId} and c.cancellation_id = ${cancellationId}`;
  return row;
}

/**
 * Notes what became of one of its bookings, in the transaction that does it.
 * @returns false where that was noted before: whoever comes second has nothing to do.
 */
export async function finishCancellationOf(sql: Connection, tenantId: string, cancellationId: string, bookingId: string, outcome: "cancelled" | "skipped"): Promise<boolean> {
  const finished = await sql`
    update cancellation_bookings set outcome = ${outcome}
    where tenant_id = ${tenantId} and cancellation_id = ${cancellationId} and booking_id = ${bookingId} and outcome is null`;
  return finished.count === 1;
}
