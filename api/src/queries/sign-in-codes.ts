import type { Connection } from "../database/connect.js";

export interface SignInCodeRow {
  tenantId: string;
  addressHash: Buffer;
  codeHash: Buffer;
  /** Address, language and code for the mail. */
  sealed: Buffer;
  requestNo: string;
}

/** Gives an address a code; the one that it had ends. */
export async function putSignInCode(sql: Connection, code: SignInCodeRow, { seconds, tries }: { seconds: number; tries: number }) {
  await sql`
    insert into sign_in_codes (tenant_id, address_hash, code_hash, sealed, request_no, tries_left, expires_at)
    values (${code.tenantId}, ${code.addressHash}, ${code.codeHash}, ${code.sealed}, ${code.requestNo}, ${tries}, holdfast_now() + make_interval(secs => ${seconds}))
    on conflict (tenant_id, address_hash) do update set
      code_hash = excluded.code_hash, sealed = excluded.sealed, request_no = excluded.request_no, tries_left = excluded.tries_left, expires_at = excluded.expires_at`;
}

/** What a request's mail has to say; undefined where its code was replaced or used, or has ended. */
export async function findSignInCode(sql: Connection, tenantId: string, { addressHash, requestNo }: Pick<SignInCodeRow, "addressHash" | "requestNo">): Promise<Buffer | undefined> {
  const [row] = await sql<{ sealed: Buffer }[]>`
    select sealed from sign_in_codes
    where tenant_id = ${tenantId} and address_hash = ${addressHash} and request_no = ${requestNo} and tries_left > 0 and expires_at > holdfast_now()`;
  return row?.sealed;
}

/** Counts a try and tells what it is compared with; undefined where the address has no code, or none that is good. */
export async function trySignInCode(sql: Connection, tenantId: string, addressHash: Buffer): Promise<SignInCodeRow | undefined> {
  const [row] = await sql<SignInCodeRow[]>`
    update sign_in_codes set tries_left = tries_left - 1
    where tenant_id = ${tenantId} and address_hash = ${addressHash} and tries_left > 0 and expires_at > holdfast_now()
    returning tenant_id, address_hash, code_hash, sealed, request_no`;
  return row;
}

/** Uses a code up. Of all who bring it at once exactly one deletes the row. @returns whether it was this one. */
export async function useSignInCode(sql: Connection, { tenantId, addressHash, requestNo }: SignInCodeRow): Promise<boolean> {
  const used = await sql`
    delete from sign_in_codes where tenant_id = ${tenantId} and address_hash = ${addressHash} and request_no = ${requestNo}`;
  return used.count === 1;
}

/** Ends the code of an address. */
export async function dropSignInCode(sql: Connection, tenantId: string, addressHash: Buffer) {
  await sql`delete from sign_in_codes where tenant_id = ${tenantId} and address_hash = ${addressHash}`;
}

/** Forgets some codes that have ended, of whatever tenants. */
export async function forgetEndedCodes(sql: Connection, limit: number): Promise<number> {
  const gone = await sql`
    delete from sign_in_codes using (
      select tenant_id, address_hash from sign_in_codes where expires_at < holdfast_now() limit ${limit} for update skip locked
    ) as ended
    where sign_in_codes.tenant_id = ended.tenant_id and sign_in_codes.address_hash = ended.address_hash`;
  return gone.count;
}
