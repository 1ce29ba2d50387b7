import type { Connection } from "../database/connect.js";

export interface LiveClaimRow {
  resourceId: string;
  sessionKey: string;
  seat: number;
  startMs: number;
  endMs: number;
  /** Infinity once it is confirmed or published. */
  expiresAtMs: number;
  holdId: string | null;
}

/** Everything that keeps these resources between two instants, and has not expired. */
export function findLiveClaims(sql: Connection, tenantId: string, resourceIds: string[], startMs: number, endMs: number) {
  return sql<LiveClaimRow[]>`
    select resource_id, session_key, seat, hold_id,
      extract(epoch from lower(during))::float8 * 1000 as start_ms,
      extract(epoch from upper(during))::float8 * 1000 as end_ms,
      extract(epoch from expires_at)::float8 * 1000 as expires_at_ms
    from claims
    where tenant_id = ${tenantId} and resource_id = any(${resourceIds})
      and during && tstzrange(to_timestamp(${startMs / 1000}::float8), to_timestamp(${endMs / 1000}::float8))
      and expires_at > holdfast_now()`;
}

/**
 * Makes room: deletes the expired claims that overlap this time on these resources (I8). Their holds are over
 * from the instant they expired, whether or not the worker has marked them yet. Rows are locked in the order
 * in which everybody inserts.
 */
export async function retireLapsedClaims(sql: Connection, tenantId: string, resourceIds: string[], startMs: number, endMs: number) {
  await sql`
    delete from claims using (
      select tenant_id, resource_id, session_key, seat from claims
      where tenant_id = ${tenantId} and resource_id = any(${resourceIds})
        and during && tstzrange(to_timestamp(${startMs / 1000}::float8), to_timestamp(${endMs / 1000}::float8))
        and expires_at <= holdfast_now()
      order by resource_id collate "C", session_key, seat
      for update
    ) as lapsed
    where claims.tenant_id = lapsed.tenant_id and claims.resource_id = lapsed.resource_id
      and claims.session_key = lapsed.session_key and claims.seat = lapsed.seat
      and claims.expires_at <= holdfast_now()`;
}

export interface ClaimsWanted {
  tenantId: string;
  holdId: string;
  /** Sorted. */
  resourceIds: string[];
  sessionKey: string;
  seats: number[];
  capacity: number;
  startMs: number;
  endMs: number;
  expiresAt: Date;
}

/**
 * Takes every seat on every resource that nobody else has. Who races for one of them waits here, and then finds
 * it taken: the constraints `claims_one_session_at_a_time` and `claims_one_holder_per_seat` decide, in the order
 * of the resources, so that rivals queue instead of deadlocking.
 * @returns how many were won; fewer than resources × seats means the attempt is lost and must be rolled back.
 */
export async function insertClaims(sql: Connection, wanted: ClaimsWanted): Promise<number> {
  const won = await sql`
    insert into claims (tenant_id, resource_id, session_key, seat, capacity, during, expires_at, hold_id)
    select ${wanted.tenantId}, resource_id, ${wanted.sessionKey}, seat, ${wanted.capacity},
      tstzrange(to_timestamp(${wanted.startMs / 1000}::float8), to_timestamp(${wanted.endMs / 1000}::float8)),
      ${wanted.expiresAt}, ${wanted.holdId}
    from unnest(${wanted.resourceIds}::text[]) as resource_id, unnest(${wanted.seats}::int[]) as seat
    order by resource_id collate "C", seat
    on conflict do nothing`;
  return won.count;
}

/** Frees what a hold keeps, on one resource or on all. @returns how many claims that were. */
export async function deleteClaimsOfHold(sql: Connection, tenantId: string, holdId: string, resourceId?: string): Promise<number> {
  const deleted = await sql`
    delete from claims where tenant_id = ${tenantId} and hold_id = ${holdId}
      ${resourceId === undefined ? sql`` : sql`and resource_id = ${resourceId}`}`;
  return deleted.count;
}

/**
 * Keeps the claims of a hold until a later instant. A claim that somebody has taken meanwhile is not there any
 * more, so the count tells the truth. @returns how many are kept.
 */
export async function keepClaimsUntil(sql: Connection, tenantId: string, holdId: string, expiresAt: Date | "infinity"): Promise<number> {
  const kept = await sql`
    update claims set expires_at = ${expiresAt === "infinity" ? sql`'infinity'::timestamptz` : expiresAt}
    where tenant_id = ${tenantId} and hold_id = ${holdId}`;
  return kept.count;
}

/** Locks a resource against other swaps, until the transaction ends. */
export async function lockResourceForSwap(sql: Connection, tenantId: string, resourceId: string) {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`swap ${tenantId} ${resourceId}`}, 0))`;
}
