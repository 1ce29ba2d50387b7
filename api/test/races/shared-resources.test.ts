import { beforeAll, expect, test } from "vitest";
import { createTestApp } from "../helpers/app.js";
import { createBusiness, type Business } from "../helpers/business.js";
import { deadlocks } from "./deadlocks.js";
import { RACE_SIZE, race, shuffled, startAt, tally } from "./rivals.js";

const app = await createTestApp({ max: 40 });
let business: Business;

beforeAll(async () => {
  await app.clock.set(new Date("2026-03-01T00:00:00Z"));
  business = await createBusiness(app);
});

test("services of different lengths and buffers on shared resources: no two sessions ever overlap", async () => {
  const resources = await Promise.all(Array.from({ length: 3 }, () => business.resource()));
  const [a, b, c] = resources.map(({ id }) => id) as [string, string, string];
  const services = await Promise.all([
    business.service({ resourceIds: [a, b], durationMinutes: 30, intervalMinutes: 15, bufferAfterMinutes: 10 }),
    business.service({ resourceIds: [b, c], durationMinutes: 45, intervalMinutes: 15, bufferBeforeMinutes: 5 }),
    business.service({ requirements: [{ resourceIds: [a] }, { resourceIds: [b, c] }], durationMinutes: 60, intervalMinutes: 15 }),
  ]);
  const before = await deadlocks(app.sql);
  const requests = Array.from({ length: 3000 * RACE_SIZE }, (_, i) => {
    const serviceId = services[i % 3]!.id;
    const start = startAt(i % 7, Math.floor(Math.random() * 28) * 15);
    return () => business.hold({ serviceId, start });
  });

  const answers = await race(shuffled(requests));

  expect(Object.keys(tally(answers)).sort()).toEqual(["201", "409 slot_unavailable"]);
  expect(await app.breaches()).toEqual([]);
  expect(await deadlocks(app.sql)).toBe(before);
}, 300_000);

test("two pools at once: as many win as the smaller pool has, and nobody keeps half", async () => {
  const stylists = await Promise.all(Array.from({ length: 3 }, () => business.resource()));
  const chairs = await Promise.all(Array.from({ length: 2 }, () => business.resource()));
  const ids = (list: { id: string }[]) => list.map(({ id }) => id);
  const service = await business.service({ requirements: [{ resourceIds: ids(stylists) }, { resourceIds: ids(chairs) }] });
  const before = await deadlocks(app.sql);
  const starts = Array.from({ length: 16 }, (_, i) => startAt(1, i * 30));

  const answers = await race(starts.flatMap((start) => Array.from({ length: 40 }, () => () => business.hold({ serviceId: service.id, start }))));

  expect(tally(answers)).toEqual({ 201: 32, "409 slot_unavailable": 608 });
  expect(await app.breaches()).toEqual([]);
  expect(await deadlocks(app.sql)).toBe(before);
}, 300_000);
