import type { HoldfastError } from "../errors.js";

/** Longest pause that is waited out in milliseconds; a server that asks for more is obeyed by giving up. */
const LONGEST_DELAY_MS = 10_000;

const TRANSIENT_STATUS = [429, 502, 503, 504];

/**
 * How long to wait before trying again, in milliseconds; undefined where another attempt can't help.
 * @param attempt - 0 after the first failure.
 * @param random - between 0 and 1: spreads out clients that failed together.
 */
export function retryDelayMs(
  { code, status, retryAfterMs }: HoldfastError,
  attempt: number,
  random: number,
): number | undefined {
  const transient =
    code === "network_error" || code === "timeout" || code === "idempotency_in_flight" || TRANSIENT_STATUS.includes(status);
  const delayMs = Math.max(retryAfterMs ?? 0, 250 * 2 ** attempt * (1 + random));
  return transient && delayMs <= LONGEST_DELAY_MS ? delayMs : undefined;
}
