import { afterAll, expect, test } from "vitest";
import { createTestDatabase } from "../helpers/database.js";
import { drawPlan } from "./plan.js";
import { chooseSeed, Random } from "../helpers/random.js";
import { run } from "./run.js";
import { SIZE } from "./size.js";
import { describeFindings, summarize } from "./summary.js";
import { foundTown, type Town } from "./town.js";
import { judge } from "./verdict.js";

const database = await createTestDatabase({ max: 8 });
const NOW = new Date("2026-03-01T00:00:00Z");
const seed = chooseSeed("CHAOS_SEED");
const again = `CHAOS_SEED=${seed}`;
const isFullSize = process.env.MODE === "chaos";

let town: Town | undefined;
afterAll(() => town?.close());

test(`${SIZE.leastPayments} payments and more, with every kind of trouble and processes killed in between: every rupee ends in a booking or a refund`, async () => {
  console.log(`chaos: ${again} plays this run again`);
  const random = new Random(seed);
  const plan = drawPlan(random.fork("plan"), SIZE);
  const startedAt = performance.now();
  const secondsSoFar = () => (performance.now() - startedAt) / 1000;
  const tell = (line: string) => isFullSize && console.log(`${secondsSoFar().toFixed(0)} s: ${line}`);
  try {
    town = await foundTown(database, plan, SIZE, NOW);
    await run(town, plan, random.fork("run"), tell);
  } catch (error) {
    throw new Error(`The run broke off; ${again} replays it`, { cause: error });
  }
  const seconds = secondsSoFar();
  const findings = await judge(town);
  if (isFullSize || findings.length > 0) console.log(summarize(town, seed, seconds));
  expect(describeFindings(findings, seed)).toBe("");
  expect(town.journal.paymentsMade, again).toBeGreaterThanOrEqual(SIZE.leastPayments);
  expect(town.processes.kills, again).toBeGreaterThan(0);
}, 3_600_000);
