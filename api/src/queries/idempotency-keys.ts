import type { Connection } from "../database/connect.js";

/** Takes the key for this transaction, unless another one has it. */
export async function tryLockKey(sql: Connection, place: string): Promise<boolean> {
  const [row] = await sql<{ locked: boolean }[]>`
    select pg_try_advisory_xact_lock(hashtextextended(${`idempotency ${place}`}, 0)) as locked`;
  return row!.locked;
}

export async function findAnswer(sql: Connection, tenantId: string, keyHash: Buffer) {
  const [row] = await sql<{ requestHash: Buffer; answer: Buffer }[]>`
    select request_hash, answer from idempotency_keys
    where tenant_id = ${tenantId} and key_hash = ${keyHash} and expires_at > holdfast_now()`;
  return row;
}

/** Keeps the answer for 24 hours; a forgotten key of the same name makes room. */
export async function insertAnswer(sql: Connection, tenantId: string, keyHash: Buffer, requestHash: Buffer, answer: Buffer) {
  await sql`
    insert into idempotency_keys (tenant_id, key_hash, request_hash, answer, expires_at)
    values (${tenantId}, ${keyHash}, ${requestHash}, ${answer}, holdfast_now() + interval '24 hours')
    on conflict on constraint idempotency_keys_one_effect do update
    set request_hash = excluded.request_hash, answer = excluded.answer, expires_at = excluded.expires_at`;
}

/** Deletes what nobody can ask for any more. @returns how many. */
export async function deleteForgottenAnswers(sql: Connection): Promise<number> {
  const deleted = await sql`
    delete from idempotency_keys where (tenant_id, key_hash) in (
      select tenant_id, key_hash from idempotency_keys where expires_at <= (select holdfast_now()) limit 1000 for update skip locked)`;
  return deleted.count;
}
