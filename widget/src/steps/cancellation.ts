import type { I18n } from "../i18n/i18n.js";
import type { Hold } from "../model.js";

/** The cancellation terms as sentences, from the earliest tier to the latest. */
export function cancellationLines(tiers: Hold["terms"]["cancellation"], i18n: I18n): string[] {
  if (tiers.length === 0) return [i18n.t("cancelFree")];
  const sorted = tiers.toSorted((a, b) => b.hoursBefore - a.hoursBefore);
  const lines = sorted
    .filter(({ refundPercent }) => refundPercent > 0)
    .map(({ hoursBefore: n, refundPercent: percent }) => i18n.t(percent === 100 ? "cancelFull" : "cancelPart", { n, percent }));
  return [...lines, i18n.t("cancelNone")];
}
