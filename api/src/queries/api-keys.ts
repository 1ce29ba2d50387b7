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

/** The key with this hash, revoked or not. */
export async function findKeyByHash(sql: Connection, tenantId: string, keyHash: Buffer) {
  const [row] = await sql<Pick<ApiKeyRow, "keyId" | "kind" | "allowedOrigins" | "revokedAt">[]>`
    select key_id, kind, allowed_origins, revoked_at from api_keys
    where tenant_id = ${tenantId} and key_hash = ${keyHash}`;
  return row;
}
