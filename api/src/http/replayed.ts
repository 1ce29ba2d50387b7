import type { Context } from "hono";
import type { Once } from "../operations/idempotency/once.js";

/** Tells whether the answer is the stored one of an earlier request, whose `serverTime` is old. */
export function markReplayed<T>(c: Context, { answer, replayed }: Once<T>): T {
  if (replayed) c.header("Idempotency-Replayed", "true");
  return answer;
}
