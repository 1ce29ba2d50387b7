import type { Connection } from "../database/connect.js";

export interface CustomerRefreshTokenRow {
  familyId: string;
  customerId: string;
  usedAt: Date | null;
  revokedAt: Date | null;
  expired: boolean;
}

export async function insertCustomerRefreshToken(
  sql: Connection,
  token: { tenantId: string; tokenHash: Buffer; familyId: string; customerId: string; days: number },
) {
  await sql`
    insert into customer_refresh_tokens (tenant_id, token_hash, family_id, customer_id, expires_at)
    values (${token.tenantId}, ${token.tokenHash}, ${token.familyId}, ${token.customerId}, holdfast_now() + make_interval(days => ${token.days}))`;
}

/** Reads a token and keeps it for this transaction, so that it is used once. */
export async function lockCustomerRefreshToken(sql: Connection, tenantId: string, tokenHash: Buffer): Promise<CustomerRefreshTokenRow | undefined> {
  const [row] = await sql<CustomerRefreshTokenRow[]>`
    select family_id, customer_id, used_at, revoked_at, expires_at <= holdfast_now() as expired from customer_refresh_tokens
    where tenant_id = ${tenantId} and token_hash = ${tokenHash} for update`;
  return row;
}

export async function useCustomerRefreshToken(sql: Connection, tenantId: string, tokenHash: Buffer) {
  await sql`update customer_refresh_tokens set used_at = holdfast_now() where tenant_id = ${tenantId} and token_hash = ${tokenHash}`;
}

/** Ends every token that came from one sign-in. */
export async function revokeCustomerFamily(sql: Connection, tenantId: string, familyId: string) {
  await sql`
    update customer_refresh_tokens set revoked_at = holdfast_now()
    where tenant_id = ${tenantId} and family_id = ${familyId} and revoked_at is null`;
}

/** Ends every sign-in of a customer, and forgets that there were any. */
export async function deleteCustomerRefreshTokens(sql: Connection, tenantId: string, customerId: string) {
  await sql`delete from customer_refresh_tokens where tenant_id = ${tenantId} and customer_id = ${customerId}`;
}
