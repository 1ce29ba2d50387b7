import { beforeAll, beforeEach, expect, test } from "vitest";
import { expireLapsedHolds } from "../../../src/queries/holds.js";
import { createTestApp } from "../../helpers/app.js";
import { backToNow } from "../../helpers/back-to-now.js";
import { type Business, createBusiness } from "../../helpers/business.js";
import { createJourney, type Hold, type Journey } from "../../helpers/journey.js";
import { expectProblem } from "../../helpers/problems.js";
import { monday } from "../../helpers/times.js";

const app = await createTestApp();
let business: Business;
let customer: Journey;

beforeAll(async () => {
  business = await createBusiness(app);
  customer = createJourney(app, business);
});
beforeEach(() => backToNow(app));

const on = (hold: Hold, method: string, verb = "") => app.request(method, `/v1/holds/${hold.id}${verb}`, undefined, { token: hold.token });
const expired = { expiredAt: "2026-03-01T00:05:00.000Z", serverTime: "2026-03-01T00:05:00.000Z" };

test("a millisecond before it expires nobody else gets the slot; at expiry the next request wins it, without the worker", async () => {
  const { serviceId } = await customer.service();
  const hold = await customer.hold({ serviceId, start: monday("10:00") });
  await app.clock.advance(299_999);
  expectProblem(await business.hold({ serviceId, start: monday("10:00") }), "slot_unavailable");
  await app.clock.advance(1);

  await customer.hold({ serviceId, start: monday("10:00") });

  expect((await on(hold, "GET")).body.status).toBe("expired");
  expect(await app.breaches()).toEqual([]);
});

test("an expired hold makes room for every service of its resource, also for part of its time", async () => {
  const { serviceId, resourceId } = await customer.service({ durationMinutes: 120, bufferAfterMinutes: 30 });
  const short = await business.service({ resourceIds: [resourceId], durationMinutes: 15 });
  await customer.hold({ serviceId, start: monday("09:00") });
  await app.clock.advance(300_000);
  await customer.hold({ serviceId: short.id, start: monday("10:15") });
  expect(await app.breaches()).toEqual([]);
});

test("availability shows an expired hold's slot at once", async () => {
  const { serviceId } = await customer.service();
  await customer.hold({ serviceId, start: monday("10:00") });
  const slots = async () => {
    const { body } = await app.request("GET", `/v1/availability?serviceId=${serviceId}&from=2026-03-02&to=2026-03-02&timeZone=Asia/Kolkata`, undefined, { key: business.pk });
    return body.days[0].slots.map(({ localTime }: { localTime: string }) => localTime);
  };
  expect(await slots()).not.toContain("10:00");
  await app.clock.advance(300_000);
  expect(await slots()).toContain("10:00");
});

test("an expired hold is extended, checked out and confirmed no more: 410 says since when", async () => {
  const { serviceId } = await customer.service();
  const hold = await customer.hold({ serviceId, start: monday("10:00") });
  await app.clock.advance(300_000);
  for (const answer of [await on(hold, "POST", "/extend"), await customer.checkOut(hold)]) {
    expectProblem(answer, "hold_expired");
    expect(answer.body).toMatchObject(expired);
  }
  expect((await on(hold, "GET")).body).toMatchObject({ status: "expired", expiresInSeconds: 0 });
});

test("releasing an expired hold is no error, and takes nothing from who has the slot now", async () => {
  const { serviceId } = await customer.service();
  const old = await customer.hold({ serviceId, start: monday("10:00") });
  await app.clock.advance(300_000);
  const next = await customer.hold({ serviceId, start: monday("10:00") });
  for (let again = 0; again < 2; again++) expect((await on(old, "DELETE")).status).toBe(204);
  expect((await customer.checkOut(next)).status).toBe(200);
  expect((await on(old, "GET")).body.status).toBe("expired");
  expect(await app.breaches()).toEqual([]);
});

test("the worker takes as many as it is told, and never one that was extended meanwhile", async () => {
  const { serviceId } = await customer.service();
  const holds = [];
  for (const time of ["10:00", "11:00", "12:00"]) holds.push(await customer.hold({ serviceId, start: monday(time) }));
  await app.clock.advance(299_000);
  await on(holds[1]!, "POST", "/extend");
  await app.clock.advance(1_000);
  const rounds = [];
  for (const limit of [1, 100, 100]) rounds.push(await expireLapsedHolds(app.sql, limit));
  // Other tests left theirs, too.
  expect(rounds.map((round) => round.length)).toEqual([1, expect.any(Number), 0]);
  const ended = rounds.flat().map(({ holdId }) => holdId);
  expect(holds.map(({ id }) => ended.includes(id))).toEqual([true, false, true]);
  expect((await on(holds[1]!, "GET")).body.status).toBe("held");
  expect(await app.breaches()).toEqual([]);
});

test("the hold keeps its time to the last millisecond: then it still becomes a booking, whatever the owner did", async () => {
  const [first, second] = [await business.resource(), await business.resource()];
  const service = await business.service({ resourceIds: [first.id, second.id] });
  const hold = await customer.hold({ serviceId: service.id, start: monday("10:00"), resourceId: first.id });
  const owner = async (method: string, path: string, body?: object) =>
    expect((await app.request(method, path, body, { key: business.sk })).status).toBeLessThan(300);
  await owner("PATCH", `/v1/services/${service.id}`, { active: false, capacity: 1, durationMinutes: 90, resourceIds: [second.id] });
  await owner("POST", `/v1/resources/${first.id}/overrides`, { date: "2026-03-02" });
  await owner("DELETE", `/v1/resources/${first.id}`);
  await owner("DELETE", `/v1/services/${service.id}`);
  await app.clock.advance(299_999);

  const answer = await customer.checkOut(hold);

  expect(answer.body).toMatchObject({ status: "confirmed", booking: { start: monday("10:00"), end: monday("10:30"), resources: [{ id: first.id, name: "Resource" }] } });
  expect(await app.breaches()).toEqual([]);
});
