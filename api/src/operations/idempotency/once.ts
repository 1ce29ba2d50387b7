import { createHash } from "node:crypto";
import type { Connection, Sql } from "../../database/connect.js";
import { gather } from "../../database/gather.js";
import { BookingError } from "../../errors.js";
import type { Keyring } from "../../keyring.js";
import { findAnswers } from "../../queries/gathered.js";
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
function placeOfKey(tenantId: string, { scope, key }: Pick<RequestKey, "scope" | "key">) {
  const keyHash = createHash("sha256").update(`${scope}\n${key}`).digest();
  return { keyHash, place: `${tenantId}/${keyHash.toString("hex")}` };
}

/** An answer as it is stored for its key: encrypted, and bound to its place. */
export function sealAnswer(keyring: Keyring, tenantId: string, requestKey: RequestKey, answer: unknown) {
  const { keyHash, place } = placeOfKey(tenantId, requestKey);
  return { place, keyHash, requestHash: requestKey.fingerprint, answer: keyring.seal(JSON.stringify(answer), place) };
}

/** What a stored answer gives again. @throws `idempotency_key_reused` where it was another request's. */
export function openAnswer<T>(keyring: Keyring, tenantId: string, requestKey: RequestKey, stored: { requestHash: Buffer; answer: Buffer }): Once<T> {
  if (!stored.requestHash.equals(requestKey.fingerprint)) throw new BookingError("idempotency_key_reused");
  return { answer: JSON.parse(keyring.unseal(stored.answer, placeOfKey(tenantId, requestKey).place)) as T, replayed: true };
}

/**
 * The answer this key got before, or undefined. For operations that do something before their transaction.
 * @throws `idempotency_key_reused` where it was another request's.
 */
export async function recall<T>(sql: Connection, keyring: Keyring, tenantId: string, requestKey: RequestKey | undefined): Promise<Once<T> | undefined> {
  if (!requestKey) return undefined;
  const stored = await findAnswer(sql, tenantId, placeOfKey(tenantId, requestKey).keyHash);
  return stored && openAnswer(keyring, tenantId, requestKey, stored);
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
  const { place } = placeOfKey(tenantId, requestKey);
  // A lock that is only tried: a second request is told to come back instead of queueing behind the first.
  if (!(await tryLockKey(tx, place)))
    throw new BookingError("idempotency_in_flight", undefined, { retryAfterSeconds: 1 });
  const stored = await recall<T>(tx, keyring, tenantId, requestKey);
  if (stored) return stored;
  const answer = await effect();
  const sealed = sealAnswer(keyring, tenantId, requestKey, answer);
  await insertAnswer(tx, tenantId, sealed.keyHash, sealed.requestHash, sealed.answer);
  return { answer, replayed: false };
}

const gatheredRecalls = new WeakMap<Sql, (asked: { tenantId: string; keyHash: Buffer }) => Promise<{ requestHash: Buffer; answer: Buffer } | undefined>>();

/** Like {@link recall}, for all requests of one turn of the event loop by one statement. */
export async function recallGathered<T>(sql: Sql, keyring: Keyring, tenantId: string, requestKey: RequestKey | undefined): Promise<Once<T> | undefined> {
  if (!requestKey) return undefined;
  let find = gatheredRecalls.get(sql);
  if (!find) {
    find = gather(async (asked) => {
      const found = new Map((await findAnswers(sql, asked)).map((row) => [row.i, row]));
      return asked.map((_, i) => found.get(i));
    });
    gatheredRecalls.set(sql, find);
  }
  const stored = await find({ tenantId, keyHash: placeOfKey(tenantId, requestKey).keyHash });
  return stored && openAnswer(keyring, tenantId, requestKey, stored);
}
