import type { Connection } from "../database/connect.js";
import type { TimeOnResource } from "./gathered.js";
import type { NewHold } from "./holds.js";

/** How hashes travel: postgres.js has no arrays of bytea. */
const hex = (bytes: Buffer) => bytes.toString("hex");

/** Takes idempotency keys for this transaction, without waiting, and reads the clock. */
export async function tryLockKeys(tx: Connection, places: readonly string[]): Promise<{ now: Date; locked: boolean[] }> {
  const [row] = await tx<{ now: Date; locked: boolean[] }[]>`
    select holdfast_now() as now, array(
      select pg_try_advisory_xact_lock(hashtextextended('idempotency ' || place, 0))
      from unnest(${[...places]}::text[]) with ordinality as q(place, i) order by i) as locked`;
  return row!;
}

export interface Client {
  tenantId: string;
  clientHash: Buffer;
}

/** Counts live holds per client, one transaction at a time for each: the locks make the counts true until this one ends. */
export async function countLiveHoldsOfClients(tx: Connection, clients: readonly Client[]): Promise<number[]> {
  const tenants = clients.map(({ tenantId }) => tenantId);
  const hashes = clients.map(({ clientHash }) => clientHash.toString("hex"));
  const [, rows] = await Promise.all([
    tx`
      select pg_advisory_xact_lock(hashtextextended('client ' || tenant_id || ' ' || client_hash, 0))
      from (select * from unnest(${tenants}::text[], ${hashes}::text[]) as q(tenant_id, client_hash) order by tenant_id, client_hash) as sorted`,
    // A statement of its own: it has to see what those wrote who had the locks before.
    tx<{ count: number }[]>`
      select (select count(*)::int from holds h where h.tenant_id = q.tenant_id and h.client_hash = decode(q.client_hash, 'hex')
        and h.status in ('held', 'paying') and h.expires_at > holdfast_now()) as count
      from unnest(${tenants}::text[], ${hashes}::text[]) with ordinality as q(tenant_id, client_hash, i) order by i`,
  ]);
  return rows.map(({ count }) => count);
}

/** Like `retireLapsedClaims`, for many times at once; rows are locked in everybody's order. */
export async function retireLapsedAt(tx: Connection, times: readonly TimeOnResource[]) {
  await tx`
    delete from claims using (
      select c.tenant_id, c.resource_id, c.session_key, c.seat
      from unnest(${times.map(({ tenantId }) => tenantId)}::text[], ${times.map(({ resourceId }) => resourceId)}::text[],
        ${times.map(({ startMs }) => startMs / 1000)}::float8[], ${times.map(({ endMs }) => endMs / 1000)}::float8[]) as q(tenant_id, resource_id, start_s, end_s)
      join claims c on c.tenant_id = q.tenant_id and c.resource_id = q.resource_id
        and c.during && tstzrange(to_timestamp(q.start_s), to_timestamp(q.end_s)) and c.expires_at <= holdfast_now()
      order by c.tenant_id, c.resource_id collate "C", c.session_key, c.seat
      for update of c
    ) as lapsed
    where claims.tenant_id = lapsed.tenant_id and claims.resource_id = lapsed.resource_id
      and claims.session_key = lapsed.session_key and claims.seat = lapsed.seat
      and claims.expires_at <= holdfast_now()`;
}

export interface GatheredHold extends NewHold {
  seats: number[];
  createdAt: Date;
  expiresAt: Date;
  /** What its Idempotency-Key will answer. */
  stored?: { keyHash: Buffer; requestHash: Buffer; answer: Buffer } | undefined;
}

/**
 * Inserts many holds with all their claims, and their stored answers. Rivals meet in the claims' constraints, each
 * resource in everybody's order, so that whole batches queue behind one another instead of deadlocking.
 * @returns by hold id how many claims were won, and which stored answers could be kept.
 */
export async function insertHoldsWithClaims(tx: Connection, holds: readonly GatheredHold[]) {
  const claims = holds.flatMap(({ tenantId, holdId, resourceIds, seats }) =>
    resourceIds.flatMap((resourceId) => seats.map((seat) => ({ tenantId, holdId, resourceId, seat }))),
  );
  const stored = holds.flatMap(({ tenantId, stored }) => (stored ? [{ tenantId, ...stored }] : []));
  const text = <T>(items: readonly T[], of: (item: T) => string | null) => items.map(of);
  return tx<{ holdId: string | null; claims: number; keyHash: Buffer | null }[]>`
    with new_holds as (
      select * from unnest(
        ${text(holds, (h) => h.tenantId)}::text[], ${text(holds, (h) => h.holdId)}::text[], ${text(holds, (h) => h.serviceId)}::text[], ${text(holds, (h) => h.slotId)}::text[],
        ${holds.map((h) => h.startsAt.getTime() / 1000)}::float8[], ${holds.map((h) => h.endsAt.getTime() / 1000)}::float8[], ${holds.map((h) => h.durationMinutes)}::int[],
        ${holds.map((h) => h.quantity)}::int[], ${text(holds, (h) => h.resourceIds.join(","))}::text[], ${text(holds, (h) => h.sessionKey)}::uuid[], ${holds.map((h) => h.sessionCapacity)}::int[],
        ${holds.map((h) => h.claimStartMs / 1000)}::float8[], ${holds.map((h) => h.claimEndMs / 1000)}::float8[], ${holds.map((h) => h.amountMinor)}::bigint[], ${text(holds, (h) => h.currency)}::text[],
        ${text(holds, (h) => JSON.stringify(h.terms))}::text[], ${text(holds, (h) => JSON.stringify(h.questions))}::text[], ${text(holds, (h) => h.clientHash && hex(h.clientHash))}::text[], ${holds.map((h) => h.holdSeconds)}::int[],
        ${holds.map((h) => h.mostSeconds)}::int[], ${holds.map((h) => h.extensionsLeft)}::int[], ${holds.map((h) => h.createdAt.getTime() / 1000)}::float8[], ${holds.map((h) => h.expiresAt.getTime() / 1000)}::float8[]
      ) as h(tenant_id, hold_id, service_id, slot_id, starts_s, ends_s, duration_minutes, quantity, resource_ids, session_key, session_capacity,
        claim_start_s, claim_end_s, amount_minor, currency, terms, questions, client_hash, hold_seconds, most_seconds, extensions_left, created_s, expires_s)
    ), inserted_holds as (
      insert into holds (tenant_id, hold_id, service_id, slot_id, status, starts_at, ends_at, duration_minutes, quantity, resource_ids, session_key,
        session_capacity, during, amount_minor, currency, terms, questions, client_hash, hold_seconds, extensions_left, created_at, expires_at, expires_at_most)
      select tenant_id, hold_id, service_id, slot_id, 'held', to_timestamp(starts_s), to_timestamp(ends_s), duration_minutes, quantity,
        string_to_array(resource_ids, ','), session_key, session_capacity, tstzrange(to_timestamp(claim_start_s), to_timestamp(claim_end_s)),
        amount_minor, currency, terms::jsonb, questions::jsonb, decode(client_hash, 'hex'), hold_seconds, extensions_left,
        to_timestamp(created_s), to_timestamp(expires_s), to_timestamp(created_s) + make_interval(secs => most_seconds)
      from new_holds
    ), inserted_claims as (
      insert into claims (tenant_id, resource_id, session_key, seat, capacity, during, expires_at, hold_id)
      select h.tenant_id, c.resource_id, h.session_key, c.seat, h.session_capacity,
        tstzrange(to_timestamp(h.claim_start_s), to_timestamp(h.claim_end_s)), to_timestamp(h.expires_s), h.hold_id
      from unnest(${text(claims, (c) => c.holdId)}::text[], ${text(claims, (c) => c.resourceId)}::text[], ${claims.map((c) => c.seat)}::int[]) as c(hold_id, resource_id, seat)
      join new_holds h on h.hold_id = c.hold_id
      order by h.tenant_id, c.resource_id collate "C", h.claim_start_s, h.session_key, c.seat
      on conflict do nothing
      returning hold_id
    ), kept as (
      insert into idempotency_keys as known (tenant_id, key_hash, request_hash, answer, expires_at)
      select tenant_id, decode(key_hash, 'hex'), decode(request_hash, 'hex'), decode(answer, 'hex'), holdfast_now() + interval '24 hours'
      from unnest(${text(stored, (s) => s.tenantId)}::text[], ${text(stored, (s) => hex(s.keyHash))}::text[], ${text(stored, (s) => hex(s.requestHash))}::text[], ${text(stored, (s) => hex(s.answer))}::text[])
        as s(tenant_id, key_hash, request_hash, answer)
      order by tenant_id, key_hash
      on conflict on constraint idempotency_keys_one_effect do update
      set request_hash = excluded.request_hash, answer = excluded.answer, expires_at = excluded.expires_at
      -- A key that is still good had an effect meanwhile: this one must have none.
      where known.expires_at <= holdfast_now()
      returning key_hash
    )
    select hold_id, count(*)::int as claims, null::bytea as key_hash from inserted_claims group by hold_id
    union all
    select null, 0, key_hash from kept`;
}

/** Takes back what lost: as if it had never been tried. */
export async function undoHolds(tx: Connection, lost: readonly GatheredHold[]) {
  const ids = lost.map(({ holdId }) => holdId);
  const tenants = [...new Set(lost.map(({ tenantId }) => tenantId))];
  const stored = lost.flatMap(({ tenantId, stored }) => (stored ? [{ tenantId, keyHash: stored.keyHash, answer: stored.answer }] : []));
  await Promise.all([
    tx`delete from claims where tenant_id = any(${tenants}) and hold_id = any(${ids})`,
    tx`delete from holds where tenant_id = any(${tenants}) and hold_id = any(${ids})`,
    tx`
      delete from idempotency_keys k using unnest(${stored.map(({ tenantId }) => tenantId)}::text[], ${stored.map(({ keyHash }) => hex(keyHash))}::text[], ${stored.map(({ answer }) => hex(answer))}::text[])
        as mine(tenant_id, key_hash, answer)
      where k.tenant_id = mine.tenant_id and k.key_hash = decode(mine.key_hash, 'hex') and k.answer = decode(mine.answer, 'hex')`,
  ]);
}
