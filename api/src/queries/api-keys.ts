import type { Connection } from "../database/connect.js";

export interface ApiKeyRow {
  keyId: string;
  kind: "publishable" | "secret";
  name: string | null;
  hint: string;
  publicKey: string | null;
  allowedOrigins: string[];
  createdAt: Date;
  revokedAt: Date | null;
}

const columns = (sql: Connection) => sql`key_id, kind, name, hint, public_key, allowed_origins, created_at, revoked_at`;

export interface NewApiKey {
  tenantId: string;
  keyId: string;
  kind: ApiKeyRow["kind"];
  name: string | null;
  keyHash: Buffer;
  hint: string;
  publicKey: string | null;
  allowedOrigins: string[];
}

export async function insertApiKey(sql: Connection, key: NewApiKey): Promise<ApiKeyRow> {
  const [row] = await sql<ApiKeyRow[]>`
    insert into api_keys (tenant_id, key_id, kind, name, key_hash, hint, public_key, allowed_origins)
    values (${key.tenantId}, ${key.keyId}, ${key.kind}, ${key.name}, ${key.keyHash}, ${key.hint}, ${key.publicKey}, ${key.allowedOrigins})
    returning ${columns(sql)}`;
  return row!;
}

/** Keys by id, the oldest first. */
export function listApiKeys(sql: Connection, tenantId: string, { afterId = "", limit }: { afterId?: string | undefined; limit: number }) {
  return sql<ApiKeyRow[]>`
    select ${columns(sql)} from api_keys
    where tenant_id = ${tenantId} and key_id > ${afterId} order by key_id limit ${limit}`;
}

/** Changes name and origins of a key that still works; undefined where there is none. */
export async function updateApiKeyRow(sql: Connection, tenantId: string, keyId: string, change: { name?: string | undefined; allowedOrigins?: string[] | undefined }) {
  const [row] = await sql<ApiKeyRow[]>`
    update api_keys set name = coalesce(${change.name ?? null}, name),
      allowed_origins = coalesce(${change.allowedOrigins ?? null}::text[], allowed_origins)
    where tenant_id = ${tenantId} and key_id = ${keyId} and revoked_at is null
    returning ${columns(sql)}`;
  return row;
}

/** @returns the key, revoked now or before; undefined where there is none. */
export async function revokeApiKeyRow(sql: Connection, tenantId: string, keyId: string) {
  const [row] = await sql<ApiKeyRow[]>`
    update api_keys set revoked_at = coalesce(revoked_at, holdfast_now())
    where tenant_id = ${tenantId} and key_id = ${keyId} returning ${columns(sql)}`;
  return row;
}
