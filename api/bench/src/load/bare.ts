import type { Bench, Figure } from "../part.js";
import type { Database } from "../server/databases.js";
import { runBareClient } from "./bare-client.js";
import { cpuSecondsEach, p99Ms, perSecond, ratio, type Subject, type Summary } from "./compare.js";
import { findPgbench, runPgbench, scriptOf, type Transactions } from "./pgbench.js";

/** More than a slice can use: no two slices write the same rows, on whatever database. */
const IDS_PER_SLICE = 10_000_000;
let slices = 0;

/**
 * The yardstick: the same rows with nothing around them. By pgbench as a plain program would write them, a statement
 * after the other, and once more with all of a transaction sent at once; where there is no pgbench by a client of our own.
 */
export function bareSubjects(bench: Bench, database: Database, transactions: Transactions): Subject[] {
  const nextBase = () => ++slices * IDS_PER_SLICE;
  const pgbench = findPgbench(bench.settings.pgbench);
  if (!pgbench) {
    bench.log("pgbench is not here (Debian: apt-get install postgresql): 16 connections of postgres.js stand in for it.");
    return [{ name: "postgres.js, bare rows", run: (seconds) => runBareClient(database, transactions, seconds, nextBase()) }];
  }
  return [false, true].map((pipelined) => {
    const script = scriptOf(transactions, { pipelined });
    return {
      name: pipelined ? "pgbench, pipelined" : "pgbench",
      hasOwnClient: true,
      run: (seconds) => runPgbench(pgbench, database, script, seconds, nextBase()),
    };
  });
}

/** Ours against the yardstick. The goals are about the plain way; the pipelined one is for information. */
export function againstBare(summaries: readonly Summary[], bareCount: number, goal: number): Figure[] {
  const bares = summaries.slice(0, bareCount);
  return summaries.slice(bareCount).flatMap((ours) => bares.flatMap((bare, index): Figure[] => {
    const name = `${ours.name} ÷ ${bare.name}`;
    const throughput: Figure = { name: `${name}: throughput`, value: ratio(ours, bare, perSecond), unit: "×" };
    if (index > 0) return [throughput];
    return [
      { ...throughput, goal: { atLeast: goal } },
      { name: `${name}: p99`, value: ratio(ours, bare, p99Ms), unit: "×", goal: { atMost: 2 } },
      // On a machine that others use as well, throughput tells most of how many processes share it; this does not.
      { name: `${name}: CPU of server, database and client for each`, value: cpuSecondsEach(ours) / cpuSecondsEach(bare), unit: "×" },
    ];
  }));
}
