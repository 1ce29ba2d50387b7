import { beforeAll, expect, test } from "vitest";
import { createTestApp } from "../helpers/app.js";
import { createBusiness, type Business } from "../helpers/business.js";
import { deadlocks } from "./deadlocks.js";
import { RACE_SIZE, race, startAt, tally } from "./rivals.js";

const app = await createTestApp({ max: 40 });
let business: Business;

beforeAll(async () => {
  await app.clock.set(new Date("2026-03-01T00:00:00Z"));
  business = await createBusiness(app);
});

/** Every holder has exactly one live hold, whatever was won or lost. */
async function liveHolds() {
  const [row] = await app.sql<{ count: number }[]>`select count(*)::int as count from holds where status = 'held'`;
  return row!.count;
}

test("swaps that want each other's slots, far and overlapping ones: each holder keeps exactly one slot", async () => {
  const resources = await Promise.all([business.resource(), business.resource()]);
  const service = await business.service({ requirements: resources.map(({ id }) => ({ resourceIds: [id] })), intervalMinutes: 15 });
  const holders = await Promise.all(
    Array.from({ length: 10 }, async (_, i) => (await business.hold({ serviceId: service.id, start: startAt(0, i * 45) })).body),
  );
  expect(holders.every(({ status }) => status === "held")).toBe(true);
  const before = await deadlocks(app.sql);
  const held = new Map(holders.map((hold, i) => [i, hold.id as string]));

  const swap = (holder: number) => async () => {
    const start = startAt(0, Math.floor(Math.random() * 30) * 15);
    const answer = await business.hold({ serviceId: service.id, start, replaces: held.get(holder) });
    if (answer.status === 201) held.set(holder, answer.body.id);
    return answer;
  };
  for (let round = 0; round < 40 * RACE_SIZE; round++) {
    const answers = await race([...held.keys()].map(swap));
    expect(Object.keys(tally(answers)).filter((kind) => kind !== "201" && kind !== "409 slot_unavailable")).toEqual([]);
    expect(await liveHolds()).toBe(10);
  }
  expect(await app.breaches()).toEqual([]);
  expect(await deadlocks(app.sql)).toBe(before);
}, 120_000);
