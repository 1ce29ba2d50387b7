import type { Connection } from "../database/connect.js";
import type { BookedCustomer } from "../contract/bookings.js";
import type { Question } from "../contract/services.js";
import type { Terms } from "../contract/terms.js";
import { isHeard } from "./events.js";

export type HoldStatus = "held" | "paying" | "confirmed" | "released" | "expired";

export interface HoldRow {
  tenantId: string;
  holdId: string;
  serviceId: string;
  slotId: string | null;
  status: HoldStatus;
  startsAt: Date;
  endsAt: Date;
  durationMinutes: number;
  quantity: number;
  /** Sorted. */
  resourceIds: string[];
  sessionKey: string;
  sessionCapacity: number;
  claimStartMs: number;
  claimEndMs: number;
  amountMinor: number;
  currency: string;
  terms: Terms;
  questions: Question[];
  holdSeconds: number;
  expiresAt: Date;
  expiresAtMost: Date;
  extensionsLeft: number;
  checkedOutAt: Date | null;
  customer: BookedCustomer | null;
  answers: Record<string, string | boolean> | null;
  /** The booking that this hold is to move once its payment is settled, and the hold that it would leave. */
  movesBookingId: string | null;
  movesFromHoldId: string | null;
  createdAt: Date;
  /** The database's time when the row was read. */
  now: Date;
}

export const holdColumns = (sql: Connection) => sql`
  tenant_id, hold_id, service_id, slot_id, status, starts_at, ends_at, duration_minutes, quantity, resource_ids,
  session_key, session_capacity, amount_minor, currency, terms, questions, hold_seconds, expires_at, expires_at_most,
  extensions_left, checked_out_at, customer, answers, moves_booking_id, moves_from_hold_id, created_at,
  extract(epoch from lower(during))::float8 * 1000 as claim_start_ms,
  extract(epoch from upper(during))::float8 * 1000 as claim_end_ms,
  holdfast_now() as now`;

export async function findHold(sql: Connection, tenantId: string, holdId: string): Promise<HoldRow | undefined> {
  const [row] = await sql<HoldRow[]>`
    select ${holdColumns(sql)} from holds where tenant_id = ${tenantId} and hold_id = ${holdId}`;
  return row;
}

/**
 * Reads a hold and keeps it for this transaction. Whoever changes a hold comes through here first, so that
 * extend, release, confirm and swap of one hold follow one another.
 */
export async function lockHold(sql: Connection, tenantId: string, holdId: string): Promise<HoldRow | undefined> {
  // The time is read after the lock was won: it may have taken a while.
  const [row] = await sql<HoldRow[]>`
    with locked as materialized (
      select * from holds where tenant_id = ${tenantId} and hold_id = ${holdId} for update
    )
    select ${holdColumns(sql)} from locked`;
  return row;
}

export type NewHold = Pick<
  HoldRow,
  | "tenantId" | "holdId" | "serviceId" | "slotId" | "startsAt" | "endsAt" | "durationMinutes" | "quantity" | "resourceIds"
  | "sessionKey" | "sessionCapacity" | "claimStartMs" | "claimEndMs" | "amountMinor" | "currency" | "terms" | "questions" | "holdSeconds" | "extensionsLeft"
> & {
  clientHash: Buffer | null;
  /** No extension reaches further from its beginning than this. */
  mostSeconds: number;
};

/** A new hold's time begins when its row is written, however long its request had waited. */
export type HoldTimes = Pick<HoldRow, "createdAt" | "expiresAt">;

export async function insertHold(sql: Connection, hold: NewHold): Promise<HoldTimes> {
  const [times] = await sql<HoldTimes[]>`
    with clock as materialized (select holdfast_now() as now)
    insert into holds (tenant_id, hold_id, service_id, slot_id, status, starts_at, ends_at, duration_minutes, quantity,
      resource_ids, session_key, session_capacity, during, amount_minor, currency, terms, questions, client_hash, hold_seconds,
      extensions_left, created_at, expires_at, expires_at_most)
    select ${hold.tenantId}, ${hold.holdId}, ${hold.serviceId}, ${hold.slotId}, 'held', ${hold.startsAt}, ${hold.endsAt},
      ${hold.durationMinutes}, ${hold.quantity}, ${hold.resourceIds}::text[], ${hold.sessionKey}::uuid, ${hold.sessionCapacity},
      tstzrange(to_timestamp(${hold.claimStartMs / 1000}::float8), to_timestamp(${hold.claimEndMs / 1000}::float8)),
      ${hold.amountMinor}, ${hold.currency}, ${sql.json(hold.terms)}, ${sql.json(hold.questions.map((question) => ({ ...question })) as never)}, ${hold.clientHash}::bytea, ${hold.holdSeconds},
      ${hold.extensionsLeft}, now, now + make_interval(secs => ${hold.holdSeconds}), now + make_interval(secs => ${hold.mostSeconds})
    from clock
    returning created_at, expires_at`;
  return times!;
}

export interface HoldFilter {
  serviceId?: string | undefined;
  resourceId?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
  after?: { startsAt: Date; holdId: string } | undefined;
  limit: number;
}

/** Holds that are live now, by start, the earliest first; `holds_live_by_client` finds them by tenant. */
export function listLiveHolds(sql: Connection, tenantId: string, filter: HoldFilter) {
  const only = (condition: unknown, fragment: () => ReturnType<typeof sql>) => (condition === undefined ? sql`` : fragment());
  return sql<HoldRow[]>`
    select ${holdColumns(sql)} from holds
    where tenant_id = ${tenantId} and status in ('held', 'paying') and expires_at > holdfast_now()
      ${only(filter.serviceId, () => sql`and service_id = ${filter.serviceId!}`)}
      ${only(filter.resourceId, () => sql`and ${filter.resourceId!} = any(resource_ids)`)}
      ${only(filter.from, () => sql`and starts_at >= ${filter.from!}`)}
      ${only(filter.to, () => sql`and starts_at < ${filter.to!}`)}
      ${only(filter.after, () => sql`and (starts_at, hold_id) > (${filter.after!.startsAt}, ${filter.after!.holdId})`)}
    order by starts_at, hold_id
    limit ${filter.limit}`;
}

/** Ends a hold; `expired` and `released` ones keep nothing. */
export async function endHold(sql: Connection, tenantId: string, holdId: string, status: "confirmed" | "released" | "expired") {
  await sql`
    update holds set status = ${status}, ended_at = holdfast_now() where tenant_id = ${tenantId} and hold_id = ${holdId}`;
}

export async function extendHold(sql: Connection, tenantId: string, holdId: string, expiresAt: Date) {
  await sql`
    update holds set expires_at = ${expiresAt}, extensions_left = extensions_left - 1
    where tenant_id = ${tenantId} and hold_id = ${holdId}`;
}

/** From now on this hold's payment is for moving a booking to it. */
export async function markMove(sql: Connection, tenantId: string, holdId: string, bookingId: string, fromHoldId: string) {
  await sql`
    update holds set moves_booking_id = ${bookingId}, moves_from_hold_id = ${fromHoldId}
    where tenant_id = ${tenantId} and hold_id = ${holdId}`;
}

/** Keeps what the customer filled in; with `grace`, the hold is paying and lasts until then. */
export async function checkOutHold(
  sql: Connection,
  hold: Pick<HoldRow, "tenantId" | "holdId">,
  details: { customer: BookedCustomer; answers: Record<string, string | boolean>; grace?: Date },
) {
  await sql`
    update holds set customer = ${sql.json({ ...details.customer })}, answers = ${sql.json(details.answers)}
      ${details.grace ? sql`, status = 'paying', checked_out_at = coalesce(checked_out_at, holdfast_now()), expires_at = ${details.grace}, expires_at_most = greatest(expires_at_most, ${details.grace})` : sql``}
    where tenant_id = ${hold.tenantId} and hold_id = ${hold.holdId}`;
}

/**
 * Counts a client's live holds, one request of the client at a time: the lock makes the count true until the
 * transaction ends. `exceptHoldId` is about to be given up.
 */
export async function countLiveHoldsOfClient(sql: Connection, tenantId: string, clientHash: Buffer, exceptHoldId: string | undefined) {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`client ${tenantId} ${clientHash.toString("hex")}`}, 0))`;
  const [row] = await sql<{ count: number; firstFreeAt: Date | null; now: Date }[]>`
    select count(*)::int as count, min(expires_at) as first_free_at, holdfast_now() as now from holds
    where tenant_id = ${tenantId} and client_hash = ${clientHash} and status in ('held', 'paying')
      and expires_at > (select holdfast_now()) and hold_id is distinct from ${exceptHoldId ?? null}`;
  return row!;
}

/**
 * Marks holds that have expired, and frees their claims for those who watch; whoever wants such a slot does not
 * wait for this. Skips what others are working on, so it neither waits nor deadlocks. @returns the expired holds.
 */
export async function expireLapsedHolds(sql: Connection, limit: number) {
  await sql`
    delete from claims using (
      select c.tenant_id, c.resource_id, c.session_key, c.seat
      from (select tenant_id, hold_id from holds where status in ('held', 'paying') and expires_at <= (select holdfast_now())
            order by expires_at limit ${limit}) as lapsed
      join claims c on c.tenant_id = lapsed.tenant_id and c.hold_id = lapsed.hold_id and c.expires_at <= holdfast_now()
      for update of c skip locked
    ) as gone
    where claims.tenant_id = gone.tenant_id and claims.resource_id = gone.resource_id
      and claims.session_key = gone.session_key and claims.seat = gone.seat`;
  return sql<(Pick<HoldRow, "tenantId" | "holdId" | "serviceId" | "resourceIds" | "claimStartMs" | "claimEndMs"> & { isHeard: boolean })[]>`
    update holds set status = 'expired', ended_at = holds.expires_at
    from (
      select tenant_id, hold_id from holds h where status in ('held', 'paying') and expires_at <= (select holdfast_now())
        and not exists (select from claims c where c.tenant_id = h.tenant_id and c.hold_id = h.hold_id)
      order by expires_at limit ${limit} for update skip locked
    ) as over
    where holds.tenant_id = over.tenant_id and holds.hold_id = over.hold_id
    returning holds.tenant_id, holds.hold_id, holds.service_id, holds.resource_ids,
      extract(epoch from lower(holds.during))::float8 * 1000 as claim_start_ms, extract(epoch from upper(holds.during))::float8 * 1000 as claim_end_ms,
      ${isHeard(sql, sql`holds.tenant_id`, "hold.expired")} as is_heard`;
}
