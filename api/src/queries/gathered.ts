import type { Connection } from "../database/connect.js";
import type { ApiKeyRow } from "./api-keys.js";
import type { LiveClaimRow } from "./claims.js";
import type { PublishedSlotRow } from "./slots-published.js";
import type { WallWindow } from "../domain/hours.js";

// Each asks for many at once, with the rows of each question marked by its index `i`. Hashes travel as hexadecimal text:
// postgres.js has no arrays of bytea.

/** Keys by hash. */
export function findKeysByHash(sql: Connection, asked: readonly { tenantId: string; keyHash: Buffer }[]) {
  return sql<(Pick<ApiKeyRow, "keyId" | "kind" | "allowedOrigins" | "revokedAt"> & { i: number })[]>`
    select q.i::int - 1 as i, k.key_id, k.kind, k.allowed_origins, k.revoked_at
    from unnest(${asked.map(({ tenantId }) => tenantId)}::text[], ${asked.map(({ keyHash }) => keyHash.toString("hex"))}::text[]) with ordinality as q(tenant_id, key_hash, i)
    join api_keys k on k.tenant_id = q.tenant_id and k.key_hash = decode(q.key_hash, 'hex')`;
}

/** The stored answers of Idempotency-Keys. */
export function findAnswers(sql: Connection, asked: readonly { tenantId: string; keyHash: Buffer }[]) {
  return sql<{ i: number; requestHash: Buffer; answer: Buffer }[]>`
    select q.i::int - 1 as i, k.request_hash, k.answer
    from unnest(${asked.map(({ tenantId }) => tenantId)}::text[], ${asked.map(({ keyHash }) => keyHash.toString("hex"))}::text[]) with ordinality as q(tenant_id, key_hash, i)
    join idempotency_keys k on k.tenant_id = q.tenant_id and k.key_hash = decode(q.key_hash, 'hex')
    where k.expires_at > holdfast_now()`;
}

/** What a look at a time asks: whose resources, and from when to when, in seconds since 1970. */
export interface TimeOnResource {
  i: number;
  tenantId: string;
  resourceId: string;
  startMs: number;
  endMs: number;
}

/** Claims on these resources at these times, those that have expired and were not retired yet marked as lapsed. */
export function findClaimsAt(sql: Connection, asked: readonly TimeOnResource[]) {
  return sql<(LiveClaimRow & { i: number; lapsed: boolean })[]>`
    select q.i, c.resource_id, c.session_key, c.seat, c.hold_id, c.expires_at <= holdfast_now() as lapsed,
      extract(epoch from lower(c.during))::float8 * 1000 as start_ms,
      extract(epoch from upper(c.during))::float8 * 1000 as end_ms,
      extract(epoch from c.expires_at)::float8 * 1000 as expires_at_ms
    from unnest(${asked.map(({ i }) => i)}::int[], ${asked.map(({ tenantId }) => tenantId)}::text[], ${asked.map(({ resourceId }) => resourceId)}::text[],
      ${asked.map(({ startMs }) => startMs / 1000)}::float8[], ${asked.map(({ endMs }) => endMs / 1000)}::float8[]) as q(i, tenant_id, resource_id, start_s, end_s)
    join claims c on c.tenant_id = q.tenant_id and c.resource_id = q.resource_id
      and c.during && tstzrange(to_timestamp(q.start_s), to_timestamp(q.end_s))`;
}

/** The published sessions of services that start in these ranges. */
export function findPublishedAt(sql: Connection, asked: readonly { tenantId: string; serviceId: string; startMs: number; endMs: number }[]) {
  return sql<(PublishedSlotRow & { i: number })[]>`
    select q.i::int - 1 as i, s.slot_id, s.capacity, s.resource_ids, s.session_key,
      extract(epoch from s.starts_at)::float8 * 1000 as start_ms,
      extract(epoch from s.ends_at)::float8 * 1000 as end_ms
    from unnest(${asked.map(({ tenantId }) => tenantId)}::text[], ${asked.map(({ serviceId }) => serviceId)}::text[],
      ${asked.map(({ startMs }) => startMs / 1000)}::float8[], ${asked.map(({ endMs }) => endMs / 1000)}::float8[]) with ordinality as q(tenant_id, service_id, start_s, end_s, i)
    join slots s on s.tenant_id = q.tenant_id and s.service_id = q.service_id and s.withdrawn_at is null
      and s.starts_at >= to_timestamp(q.start_s) and s.starts_at < to_timestamp(q.end_s)
    order by s.starts_at`;
}

/** The dates whose hours differ, of these resources. */
export function findOverridesAt(sql: Connection, asked: readonly { i: number; tenantId: string; resourceId: string; from: string; to: string }[]) {
  return sql<{ i: number; resourceId: string; date: string; windows: WallWindow[] }[]>`
    select q.i, o.resource_id, o.date, o.windows
    from unnest(${asked.map(({ i }) => i)}::int[], ${asked.map(({ tenantId }) => tenantId)}::text[], ${asked.map(({ resourceId }) => resourceId)}::text[],
      ${asked.map(({ from }) => from)}::text[], ${asked.map(({ to }) => to)}::text[]) as q(i, tenant_id, resource_id, from_date, to_date)
    join resource_overrides o on o.tenant_id = q.tenant_id and o.resource_id = q.resource_id and o.date between q.from_date::date and q.to_date::date`;
}
