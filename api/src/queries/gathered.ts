import type { Connection } from "../database/connect.js";
import type { ApiKeyRow } from "./api-keys.js";

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
