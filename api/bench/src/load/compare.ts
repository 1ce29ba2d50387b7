import type { Bench } from "../part.js";
import type { Processes } from "../server/processes.js";
import { endedChildrenCpuSeconds } from "../server/usage.js";
import type { Load } from "./closed-loop.js";
import { ascending, median, quantile } from "./statistics.js";

/** One side of a comparison. */
export interface Subject {
  name: string;
  /** The processes that answer, where there are any. */
  processes?: Processes;
  /** Whether a program of its own sends what is sent, and ends with the slice. Default is that this process sends it. */
  hasOwnClient?: boolean;
  run(seconds: number): Promise<Load>;
}

/** What one side did, a value for each round and the totals. */
export interface Summary {
  name: string;
  perSecond: number[];
  p50Ms: number[];
  p99Ms: number[];
  /** CPU seconds per 1,000 operations, by whom. NaN where unknown. */
  cpuPerThousand: { server: number; database: number; client: number };
  /** The most that one process had after a slice. */
  residentMb: number;
}

/**
 * Lets the sides take turns in short slices, forwards and backwards, after one to warm up: what else the machine does
 * then meets all of them. Between the two the database takes its statistics.
 */
export async function compare(bench: Bench, subjects: readonly Subject[]): Promise<Summary[]> {
  const { rounds, seconds } = bench.settings;
  for (const subject of subjects) await subject.run(seconds);
  // All began with empty tables, for which plans are made that no table of any size should have.
  await bench.analyze();
  const slices = new Map<Subject, Slice[]>(subjects.map((subject) => [subject, []]));
  for (let round = 0; round < rounds; round++) {
    for (const subject of round % 2 === 0 ? subjects : subjects.toReversed()) {
      const slice = await measure(bench, subject, seconds);
      slices.get(subject)!.push(slice);
      bench.log(`  round ${round + 1}, ${subject.name}: ${Math.round(slice.perSecond)} a second`);
    }
  }
  return subjects.map((subject) => summarise(subject, slices.get(subject)!));
}

/** How much of the second the first is, by the median of the rounds: each is compared with its neighbour in time. */
export const ratio = (of: Summary, to: Summary, values: (summary: Summary) => number[]): number =>
  median(values(of).map((value, round) => value / values(to)[round]!));

export const perSecond = (summary: Summary) => summary.perSecond;
export const p99Ms = (summary: Summary) => summary.p99Ms;
/** Time for one operation; 1.2 means that it takes a fifth longer. */
export const secondsEach = (summary: Summary) => summary.perSecond.map((value) => 1 / value);

/** CPU seconds for one operation, of everybody who has a part in it. */
export const cpuSecondsEach = ({ cpuPerThousand: { server, database, client } }: Summary) => (server + database + client) / 1000;

interface Slice {
  operations: number;
  perSecond: number;
  p50Ms: number;
  p99Ms: number;
  cpuSeconds: Summary["cpuPerThousand"];
  residentMb: number;
}

async function measure(bench: Bench, { processes, hasOwnClient, run }: Subject, seconds: number): Promise<Slice> {
  const readCpu = () => ({
    server: processes?.cpuSeconds() ?? 0,
    database: bench.databaseCpuSeconds(),
    client: hasOwnClient ? endedChildrenCpuSeconds() : (process.cpuUsage().user + process.cpuUsage().system) / 1e6,
  });
  const before = readCpu();
  const load = await run(seconds);
  const after = readCpu();
  const latenciesMs = ascending(load.latenciesMs);
  return {
    operations: load.operations,
    perSecond: load.operations / load.seconds,
    p50Ms: quantile(latenciesMs, 0.5),
    p99Ms: quantile(latenciesMs, 0.99),
    cpuSeconds: { server: after.server - before.server, database: after.database - before.database, client: after.client - before.client },
    residentMb: processes?.residentMb() ?? NaN,
  };
}

function summarise({ name }: Subject, slices: readonly Slice[]): Summary {
  const operations = slices.reduce((sum, slice) => sum + slice.operations, 0);
  const cpu = (of: keyof Slice["cpuSeconds"]) => (slices.reduce((sum, { cpuSeconds }) => sum + cpuSeconds[of], 0) / operations) * 1000;
  return {
    name,
    perSecond: slices.map((slice) => slice.perSecond),
    p50Ms: slices.map((slice) => slice.p50Ms),
    p99Ms: slices.map((slice) => slice.p99Ms),
    cpuPerThousand: { server: cpu("server"), database: cpu("database"), client: cpu("client") },
    residentMb: Math.max(...slices.map((slice) => slice.residentMb)),
  };
}
