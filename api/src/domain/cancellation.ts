import { percentOf } from "./money.js";

/** Until `hoursBefore` the start, cancelling gives back `refundPercent` of the price. */
export interface CancellationTier {
  hoursBefore: number;
  refundPercent: number;
}

const HOUR_MS = 3_600_000;

/**
 * What cancelling now gives back, in minor units. The tier with the most notice that is still kept counts; with less
 * notice than any tier asks nothing is given back. Without tiers it is everything, until the start.
 */
export function refundFor(tiers: readonly CancellationTier[], priceMinor: number, startMs: number, nowMs: number): number {
  const noticeMs = startMs - nowMs;
  if (tiers.length === 0) return noticeMs > 0 ? priceMinor : 0;
  const kept = tiers.filter(({ hoursBefore }) => noticeMs >= hoursBefore * HOUR_MS).sort((a, b) => b.hoursBefore - a.hoursBefore)[0];
  return kept ? percentOf(priceMinor, kept.refundPercent) : 0;
}
