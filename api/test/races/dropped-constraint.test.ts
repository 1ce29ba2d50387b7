import { beforeAll, expect, test } from "vitest";
import { createTestApp } from "../helpers/app.js";
import { createBusiness, type Business } from "../helpers/business.js";
import { race, startAt } from "./rivals.js";

const app = await createTestApp({ max: 40 });
let business: Business;

beforeAll(async () => {
  await app.clock.set(new Date("2026-03-01T00:00:00Z"));
  business = await createBusiness(app);
});

test("without its constraints the same race oversells, and the invariant checker names what broke", async () => {
  const resource = await business.resource();
  const services = await Promise.all([30, 45, 60].map((durationMinutes) => business.service({ resourceIds: [resource.id], durationMinutes, intervalMinutes: 15 })));
  await app.sql`alter table claims drop constraint claims_one_session_at_a_time, drop constraint claims_one_holder_per_seat`;

  await race(Array.from({ length: 300 }, (_, i) => () => business.hold({ serviceId: services[i % 3]!.id, start: startAt(0, (i % 10) * 15) })));

  const broken = new Set((await app.breaches()).map(({ invariant }) => invariant));
  expect(broken).toContain("I1");
});
