import type { Connection } from "../database/connect.js";

export interface RefreshTokenRow {
  familyId: string;
  ownerId: string;
  usedAt: Date | null;
  revokedAt: Date | null;
  expired: boolean;
}

export async function insertRefreshToken(sql: Connection, token: { tenantId: string; tokenHash: Buffer; familyId: string; ownerId: string; days: number }) {
  await sql`
    insert into refresh_tokens (tenant_id, token_hash, family_id, owner_id, expires_at)
    values (${token.tenantId}, ${token.tokenHash}, ${token.familyId}, ${token.ownerId}, holdfast_now() + make_interval(days => ${token.days}))`;
}

/** Reads a token and keeps it for this transaction, so that it is used once. */
export async function lockRefreshToken(sql: Connection, tenantId: string, tokenHash: Buffer): Promise<RefreshTokenRow | undefined> {
  const [row] = await sql<RefreshTokenRow[]>`
    select family_id, owner_id, used_at, revoked_at, expires_at <= holdfast_now() as expired from refresh_tokens
    where tenant_id = ${tenantId} and token_hash = ${tokenHash} for update`;
  return row;
}

export async function useRefreshToken(sql: Connection, tenantId: string, tokenHash: Buffer) {
  await sql`update refresh_tokens set used_at = holdfast_now() where tenant_id = ${tenantId} and token_hash = ${tokenHash}`;
}

/** Ends every token that came from one sign-in. */
export async function revokeFamily(sql: Connection, tenantId: string, familyId: string) {
  await sql`
    update refresh_tokens set revoked_at = holdfast_now()
    where tenant_id = ${tenantId} and family_id = ${familyId} and revoked_at is null`;
}
