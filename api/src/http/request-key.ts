import { createHash } from "node:crypto";
import type { Context } from "hono";
import { invalidField } from "../errors.js";
import type { RequestKey } from "../operations/idempotency/once.js";
import type { Env } from "./env.js";

/**
 * The request's Idempotency-Key with a fingerprint of what it asks, or undefined without one.
 * @param scope - whose key it is: two callers may use the same text.
 * @throws `validation_failed` where the key is not 1 to 256 characters of visible ASCII.
 */
export function requestKey(c: Context<Env>, scope: string, input: unknown): RequestKey | undefined {
  const key = c.req.header("Idempotency-Key");
  if (key === undefined) return undefined;
  if (!/^[\x21-\x7e](?:[\x20-\x7e]{0,254}[\x21-\x7e])?$/.test(key))
    throw invalidField("Idempotency-Key", "Must have 1 to 256 characters.");
  const fingerprint = createHash("sha256").update(`${c.req.method} ${c.req.path}\n${JSON.stringify(input)}`).digest();
  return { scope, key, fingerprint };
}
