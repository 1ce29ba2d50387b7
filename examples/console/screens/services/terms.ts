import type { CancellationTier } from "@holdfast/sdk/server";
import { plural } from "../../parts/time.js";

const hoursText = (hours: number): string => (hours > 0 && hours % 24 === 0 ? plural(hours / 24, "day") : plural(hours, "hour"));

/** What cancelling gives back, as a sentence: `All until 1 day before, half until 2 hours before, then nothing.` */
export function termsText(tiers: readonly CancellationTier[]): string {
  if (tiers.length === 0) return "All, until it starts.";
  const parts = [...tiers]
    .sort((a, b) => b.hoursBefore - a.hoursBefore)
    .map(({ hoursBefore, refundPercent }) => `${refundPercent === 100 ? "all" : refundPercent === 0 ? "nothing" : `${refundPercent} %`} until ${hoursBefore === 0 ? "it starts" : `${hoursText(hoursBefore)} before`}`);
  const text = [...parts, "then nothing"].join(", ");
  return `${text[0]!.toUpperCase()}${text.slice(1)}.`;
}
