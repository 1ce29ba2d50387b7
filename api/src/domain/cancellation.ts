import { chargeStep, minimumCharge, percentOf } from "./money.js";

/** Until `hoursBefore` the start, cancelling gives back `refundPercent` of the price. */
export interface CancellationTier {
  hoursBefore: number;
  refundPercent: number;
}

const HOUR_MS = 3_600_000;

/**
 * What cancelling now gives back, in minor units. The tier with the most notice that is still kept counts; with less
 * notice than any tier asks nothing is given back. Without tiers it is everything. From the start on it is nothing.
 * A part is one that the provider can give back: whole steps of the currency, halves up, and no less than its minimum.
 */
export function refundFor(tiers: readonly CancellationTier[], priceMinor: number, startMs: number, nowMs: number, currency: string): number {
  const noticeMs = startMs - nowMs;
  if (noticeMs <= 0) return 0;
  if (tiers.length === 0) return priceMinor;
  const [kept] = tiers.filter(({ hoursBefore }) => noticeMs >= hoursBefore * HOUR_MS).sort((a, b) => b.hoursBefore - a.hoursBefore);
  if (!kept || kept.refundPercent === 0) return 0;
  if (kept.refundPercent === 100) return priceMinor;
  const part = percentOf(priceMinor, kept.refundPercent, chargeStep(currency));
  return part === 0 ? 0 : Math.min(priceMinor, Math.max(part, minimumCharge(currency)));
}

/** What is wrong with a service's tiers, as a sentence; undefined when nothing is. Their order does not matter. */
export function validateTiers(tiers: readonly CancellationTier[]): string | undefined {
  for (const { hoursBefore, refundPercent } of tiers) {
    if (!(Number.isFinite(hoursBefore) && hoursBefore >= 0)) return "hoursBefore must be 0 or more.";
    if (!(refundPercent >= 0 && refundPercent <= 100)) return "refundPercent must lie between 0 and 100.";
  }
  const sorted = tiers.toSorted((a, b) => a.hoursBefore - b.hoursBefore);
  for (const [i, tier] of sorted.entries()) {
    const later = sorted[i - 1];
    if (later?.hoursBefore === tier.hoursBefore) return `There are two tiers for ${tier.hoursBefore} hours before.`;
    if (later && later.refundPercent > tier.refundPercent) return "Cancelling earlier must not give back less.";
  }
  return undefined;
}
