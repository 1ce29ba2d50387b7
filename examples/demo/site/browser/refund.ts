import type { Booking } from "@holdfast/sdk";

const HOUR_MS = 3_600_000;

/**
 * What cancelling at `nowMs` gives back, in minor units: the first tier that is still far enough from the start counts;
 * without tiers everything does. It is told in advance only; the server decides with its own clock.
 */
export function refundIfCancelled({ start, price, terms }: Pick<Booking, "start" | "price" | "terms">, nowMs: number): number {
  if (terms.cancellation.length === 0) return price.amount;
  const hoursLeft = (Date.parse(start) - nowMs) / HOUR_MS;
  const tier = [...terms.cancellation]
    .sort((a, b) => b.hoursBefore - a.hoursBefore)
    .find(({ hoursBefore }) => hoursLeft >= hoursBefore);
  return Math.floor((price.amount * (tier?.refundPercent ?? 0)) / 100);
}
