import { median } from "../load/statistics.js";
import type { Summary } from "../load/compare.js";
import type { Figure, Findings } from "../part.js";
import { digits, table } from "./table.js";

/** Whether a figure is as it should be; undefined where it is for information. */
export function isReached({ value, goal, must }: Figure): boolean | undefined {
  if (must) return value === must.be;
  if (!goal) return undefined;
  return "atLeast" in goal ? value >= goal.atLeast : value <= goal.atMost;
}

/** Something that no speed excuses: a seat sold twice, say. */
export const isBroken = (figure: Figure): boolean => figure.must !== undefined && isReached(figure) === false;

/** A part's findings, as people read them. */
export function describeFindings({ figures, summaries = [], notes = [] }: Findings): string {
  const figureRows = figures.map((figure) => [figure.name, `${digits(figure.value)}${figure.unit && ` ${figure.unit}`}`, goalText(figure), reachedText(figure)]);
  const summaryRows = summaries.map((summary) => [summary.name, ...summaryCells(summary)]);
  return [
    table([["", "measured", "goal", "reached"], ...figureRows]),
    ...(summaryRows.length > 0 ? [table([["", "/s", "p50 ms", "p99 ms", "server", "database", "client", "RSS MB"], ...summaryRows])] : []),
    ...(summaryRows.length > 0 ? ["(medians of the rounds; server, database, client: CPU seconds per 1,000)"] : []),
    ...notes,
  ].join("\n\n");
}

function goalText({ goal, must }: Figure): string {
  if (must) return `= ${digits(must.be)}`;
  if (!goal) return "";
  return "atLeast" in goal ? `≥ ${goal.atLeast}` : `≤ ${goal.atMost}`;
}

function reachedText(figure: Figure): string {
  const reached = isReached(figure);
  if (reached === undefined) return "";
  if (reached) return "yes";
  return figure.must ? "BROKEN" : "no";
}

function summaryCells({ perSecond, p50Ms, p99Ms, cpuPerThousand, residentMb }: Summary): string[] {
  const { server, database, client } = cpuPerThousand;
  return [median(perSecond), median(p50Ms), median(p99Ms), server, database, client, residentMb].map(digits);
}
