import { afterAll, beforeAll, expect, test } from "vitest";
import { createApp } from "../../src/app.js";
import { connect } from "../../src/database/connect.js";
import { createTestApp } from "../helpers/app.js";
import { createBusiness, type Business } from "../helpers/business.js";
import { startAt } from "./rivals.js";

const app = await createTestApp({ max: 40 });
// Each process gathers its own requests and keeps them apart by itself; between processes only the constraints do.
const others = Array.from({ length: 3 }, () => connect(app.url, { max: 10 }));
const processes = [app.app, ...others.map((sql) => createApp({ ...app.deps, sql }, { trustProxy: false }))];
const DAYS = 40;
let business: Business;

beforeAll(async () => {
  await app.clock.set(new Date("2026-03-01T00:00:00Z"));
  business = await createBusiness(app);
});
afterAll(() => Promise.all(others.map((sql) => sql.end({ timeout: 5 }))));

test("without its constraints the same race oversells, and the invariant checker names what broke", async () => {
  const resource = await business.resource();
  const services = await Promise.all([30, 45, 60].map((durationMinutes) => business.service({ resourceIds: [resource.id], durationMinutes, intervalMinutes: 15 })));
  await app.sql`alter table claims drop constraint claims_one_session_at_a_time, drop constraint claims_one_holder_per_seat`;

  const headers = { "Content-Type": "application/json", Authorization: `Bearer ${business.sk}` };
  const ask = (process: number, serviceId: string, day: number) =>
    processes[process]!.request("/v1/holds", { method: "POST", headers, body: JSON.stringify({ serviceId, start: startAt(day, 0) }) });
  // Who looks before another has written wins as well, and on each day nobody has looked yet.
  for (let day = 0; day < DAYS; day++) await Promise.all(processes.map((_, process) => ask(process, services[process % services.length]!.id, day)));

  const broken = new Set((await app.breaches()).map(({ invariant }) => invariant));
  // Sessions of different services that overlap, and one seat for two.
  expect([...broken]).toEqual(expect.arrayContaining(["I1", "I2"]));
});
