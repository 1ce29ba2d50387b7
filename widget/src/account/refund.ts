import { fractionDigits } from "@holdfast/sdk";
import type { Booking } from "../model.js";

const HOUR_MS = 3_600_000;

/**
 * What cancelling at `nowMs` gives back, in minor units, by the terms that were agreed: the first tier that is still
 * far enough from the start counts; without tiers it is everything, and nothing from the start on. It is told in
 * advance only: the server decides, with its own clock.
 */
export function refundIfCancelled({ start, price, terms }: Pick<Booking, "start" | "price" | "terms">, nowMs: number): number {
  const hoursLeft = (Date.parse(start) - nowMs) / HOUR_MS;
  if (hoursLeft <= 0) return 0;
  if (terms.cancellation.length === 0) return price.amount;
  const tier = terms.cancellation.toSorted((a, b) => b.hoursBefore - a.hoursBefore).find(({ hoursBefore }) => hoursLeft >= hoursBefore);
  return partOf(price, tier?.refundPercent ?? 0);
}

/** Nobody gives back a single fils, or less than a rupee. */
function partOf({ amount, currency }: Booking["price"], percent: number): number {
  const step = fractionDigits(currency) === 3 ? 10 : 1;
  const part = step * Math.round((amount * percent) / (100 * step));
  return currency === "INR" && part > 0 ? Math.min(amount, Math.max(part, 100)) : part;
}
