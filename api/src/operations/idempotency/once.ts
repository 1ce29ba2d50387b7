import { createHash } from "node:crypto";
import type { Connection } from "../../database/connect.js";
import { BookingError } from "../../errors.js";
import type { Keyring } from "../../keyring.js";
import { findAnswer, insertAnswer, tryLockKey } from "../../queries/idempotency-keys.js";

/** An Idempotency-Key, who sent it, and what the request asked. */
export interface RequestKey {
  scope: string;
  key: string;
  fingerprint: Buffer;
}

export interface Once<T> {
  answer: T;
  /** True where the answer is the stored one of an earlier request. */
  replayed: boolean;
}

/** Where a key's answer is kept: tenant and a hash, to which the answer's encryption is bound. */
function placeOf(tenantId: string, { scope, key }: RequestKey) {
  const keyHash = createHash("sha256").update(`${scope}\n${key}`).digest();
  return { keyHash, place: `${tenantId}/${keyHash.toString("hex")}` };
}

/**
 * The answer this key got before, or undefined. For operations that do something before their transaction.
 * @throws `idempotency_key_reused` where it was another request's.
 */
export async function recall<T>(sql: Connection, keyring: Keyring, tenantId: string, requestKey: RequestKey | undefined): Promise<Once<T> | undefined> {
  if (!requestKey) return undefined;
  const { keyHash, place } = placeOf(tenantId, requestKey);
  const stored = await findAnswer(sql, tenantId, keyHash);
  if (!stored) return undefined;
  if (!stored.requestHash.equals(requestKey.fingerprint)) throw new BookingError("idempotency_key_reused");
  return { answer: JSON.parse(keyring.unseal(stored.answer, place)) as T, replayed: true };
}

/**
 * Runs `effect` at most once per key and gives the first answer ever after, for 24 hours. Key, answer and effect
 * are of one transaction: a crash or a refusal leaves none of them.
 * @throws `idempotency_key_reused` for another request, `idempotency_in_flight` while the first one runs.
 */
export async function once<T>(
  tx: Connection,
  keyring: Keyring,
  tenantId: string,
  requestKey: RequestKey | undefined,
  effect: () => Promise<T>,
): Promise<Once<T>> {
  if (!requestKey) return { answer: await effect(), replayed: false };
  const { keyHash, place } = placeOf(tenantId, requestKey);
  // A lock that is only tried: a second request is told to come back instead of queueing behind the first.
  if (!(await tryLockKey(tx, place)))
    throw new BookingError("idempotency_in_flight", undefined, { retryAfterSeconds: 1 });
  const stored = await recall<T>(tx, keyring, tenantId, requestKey);
  if (stored) return stored;
  const answer = await effect();
  await insertAnswer(tx, tenantId, keyHash, requestKey.fingerprint, keyring.seal(JSON.stringify(answer), place));
  return { answer, replayed: false };
}
