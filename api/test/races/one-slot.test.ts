import { beforeAll, expect, test } from "vitest";
import { createTestApp } from "../helpers/app.js";
import { createBusiness, type Business } from "../helpers/business.js";
import { RACE_SIZE, race, startAt, tally } from "./rivals.js";
import { deadlocks } from "./deadlocks.js";

const app = await createTestApp({ max: 40 });
let business: Business;

beforeAll(async () => {
  await app.clock.set(new Date("2026-03-01T00:00:00Z"));
  business = await createBusiness(app);
});

const SLOTS = 200 * RACE_SIZE;

test(`50 rivals on each of ${SLOTS} slots: every slot is sold once`, async () => {
  const resource = await business.resource();
  const service = await business.service({ resourceIds: [resource.id] });
  const starts = Array.from({ length: SLOTS }, (_, i) => startAt(Math.floor(i / 16), (i % 16) * 30));
  const before = await deadlocks(app.sql);

  const answers = await race(starts.flatMap((start) => Array.from({ length: 50 }, () => () => business.hold({ serviceId: service.id, start }))));

  expect(tally(answers)).toEqual({ 201: SLOTS, "409 slot_unavailable": SLOTS * 49 });
  const won = answers.filter(({ status }) => status === 201);
  expect(new Set(won.map(({ body }) => body.start)).size).toBe(SLOTS);
  expect(await app.breaches()).toEqual([]);
  expect(await deadlocks(app.sql)).toBe(before);
}, 300_000);

test("any of five resources: exactly five of 60 rivals win each start, whichever resource each tries first", async () => {
  const resources = await Promise.all(Array.from({ length: 5 }, () => business.resource()));
  const service = await business.service({ resourceIds: resources.map(({ id }) => id) });
  const starts = Array.from({ length: 10 }, (_, i) => startAt(0, i * 30));

  const answers = await race(starts.flatMap((start) => Array.from({ length: 60 }, () => () => business.hold({ serviceId: service.id, start }))));

  expect(tally(answers)).toEqual({ 201: 50, "409 slot_unavailable": 550 });
  expect(await app.breaches()).toEqual([]);
}, 120_000);
