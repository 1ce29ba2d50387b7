import { expect, onTestFinished, test } from "vitest";
import { chooseSeed, Random } from "../helpers/random.js";
import { temporaryFolder } from "../helpers/temporary-folder.js";
import { pause, until } from "../helpers/until.js";
import { Customers } from "./customers.js";
import { FAULTS } from "./faults.js";
import { Ledger } from "./ledger.js";
import { openSite, untilServing } from "./site.js";
import { SIZE } from "./size.js";
import { judge } from "./verdict.js";

const seed = chooseSeed("FAULTS_SEED");
const isFullSize = process.env.MODE === "faults";
const WEIGHTS = Object.fromEntries(Object.entries(FAULTS).map(([name, { weight }]) => [name, weight]));

/** Everything once, in some order; then by chance, until there were enough kills. */
function* drawFaults(random: Random): Generator<string> {
  let kills = 0;
  const count = (name: string) => ((kills += FAULTS[name]!.kills ? 1 : 0), name);
  yield* random.shuffled(Object.keys(FAULTS)).map(count);
  while (kills < SIZE.kills) yield count(random.weighted(WEIGHTS));
}

test(`${SIZE.kills} kills and more, of API processes and of PostgreSQL under load: what was answered is there, and everybody is served again`, async () => {
  console.log(`faults: FAULTS_SEED=${seed} draws the same faults again`);
  const random = new Random(seed);
  const site = await openSite(await temporaryFolder());
  onTestFinished(() => site.close(), 60_000);
  const ledger = new Ledger();
  const customers = new Customers(SIZE.customers, site.processes, site.shop, ledger, random.fork("customers"));
  const recoveries: number[] = [];
  const times = new Map<string, number>();
  let kills = 0;
  for (const [round, name] of [...drawFaults(random.fork("faults"))].entries()) {
    const before = ledger.effects;
    await until("customers are served", () => ledger.effects - before, (effects) => effects >= 10);
    await pause(random.between(0, 300));
    await FAULTS[name]!.happen(site, random.fork(round));
    recoveries.push(await untilServing(site));
    const after = ledger.effects;
    await until("customers are served again", () => ledger.effects - after, (effects) => effects >= 10);
    await customers.pause();
    expect(await judge(site.admin, ledger), `round ${round}, ${name}; FAULTS_SEED=${seed}`).toEqual([]);
    customers.goOn();
    times.set(name, (times.get(name) ?? 0) + 1);
    if (FAULTS[name]!.kills) kills += 1;
    if (isFullSize) console.log(`round ${round}: ${name}; ready after ${Math.round(recoveries.at(-1)!)} ms; ${ledger.booked.size} bookings so far`);
  }
  await customers.stop();
  expect(await judge(site.admin, ledger), `at the end; FAULTS_SEED=${seed}`).toEqual([]);
  expect(site.processes.deaths).toEqual([]);
  expect(kills).toBeGreaterThanOrEqual(SIZE.kills);
  if (!isFullSize) return;
  const sorted = recoveries.toSorted((a, b) => a - b);
  console.log([
    ...[...times].map(([name, count]) => `${String(count).padStart(5)}  ${name}`),
    `${kills} kills; ${ledger.held.size} holds, ${ledger.booked.size} bookings, ${ledger.cancelled.size} cancellations were answered, and are there.`,
    `answers: ${[...ledger.answers].map(([answer, count]) => `${answer}: ${count}`).join(", ")}`,
    `ready again after the fault was over: median ${Math.round(sorted[sorted.length >> 1]!)} ms, at most ${Math.round(sorted.at(-1)!)} ms; FAULTS_SEED=${seed}`,
  ].join("\n"));
}, 3_600_000);
