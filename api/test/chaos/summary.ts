import type { Finding } from "./journal.js";
import type { Town } from "./town.js";

/** Findings of one rule that are shown in full. */
const SHOWN = 8;

const table = (title: string, counts: ReadonlyMap<string, number>) =>
  [title, ...[...counts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, count]) => `  ${String(count).padStart(8)}  ${name}`)].join("\n");

/** What happened in a run, for people. */
export function summarize({ journal, processes }: Pick<Town, "journal" | "processes">, seed: string, seconds: number): string {
  return [
    table("payments at the provider", journal.payments),
    table("how journeys ended", journal.endings),
    table("what went on", journal.counts),
    `${processes.kills} processes killed; ${journal.paymentsMade} payments in ${seconds.toFixed(0)} s, ${(journal.paymentsMade / seconds).toFixed(1)} a second; CHAOS_SEED=${seed}`,
  ].join("\n");
}

/** The findings by rule, a few of each; empty when there is none. */
export function describeFindings(findings: readonly Finding[], seed: string): string {
  if (findings.length === 0) return "";
  const rules = [...new Set(findings.map(({ rule }) => rule))].sort();
  const parts = rules.map((rule) => {
    const texts = findings.filter((finding) => finding.rule === rule).map(({ text }) => text);
    const more = texts.length > SHOWN ? [`  … and ${texts.length - SHOWN} more`] : [];
    return [`rule ${rule}: ${texts.length}`, ...texts.slice(0, SHOWN).map((text) => `  ${text}`), ...more].join("\n");
  });
  return [`${findings.length} findings; CHAOS_SEED=${seed} replays the run`, ...parts].join("\n");
}
