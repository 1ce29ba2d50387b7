import { beforeAll, beforeEach, expect, test } from "vitest";
import { createTestApp } from "../../helpers/app.js";
import { backToNow } from "../../helpers/back-to-now.js";
import { type Business, createBusiness } from "../../helpers/business.js";
import { createJourney, type Journey } from "../../helpers/journey.js";
import { expectProblem } from "../../helpers/problems.js";
import { kolkata, monday } from "../../helpers/times.js";

const app = await createTestApp();
let business: Business;
let customer: Journey;

beforeAll(async () => {
  business = await createBusiness(app);
  customer = createJourney(app, business);
});
beforeEach(() => backToNow(app));

const call = (method: string, path = "", body?: object) => app.request(method, `/v1/slots${path}`, body, { key: business.sk });
const publish = (body: object) => call("POST", "", body);

test("a session has the service's duration and places, unless it says otherwise", async () => {
  const { serviceId, resourceId } = await customer.service({ capacity: 4 });
  const plain = await publish({ serviceId, start: monday("20:00") });
  expect([plain.status, plain.body]).toEqual([201, { id: expect.stringMatching(/^slt_/), serviceId, start: monday("20:00"), end: monday("20:30"), capacity: 4, remaining: 4, resourceIds: [resourceId] }]);
  expect((await publish({ serviceId, start: monday("21:00"), durationMinutes: 75, capacity: 9 })).body).toMatchObject({ end: monday("22:15"), capacity: 9 });
  expect((await publish({ serviceId, start: monday("22:30"), end: monday("23:00") })).body).toMatchObject({ end: monday("23:00") });
  expect((await call("GET", `/${plain.body.id}`)).body).toEqual(plain.body);
});

test("against live claims it is refused: held, booked or published, buffers included", async () => {
  const { serviceId, resourceId } = await customer.service({ bufferAfterMinutes: 15, intervalMinutes: 15 });
  const other = await business.service({ resourceIds: [resourceId] });
  await customer.hold({ serviceId, start: monday("10:00") });
  await customer.book({ serviceId, start: monday("12:00") });
  await publish({ serviceId, start: monday("14:00") });
  for (const time of ["10:00", "10:30", "12:15", "14:30", "14:00"]) {
    const answer = await publish({ serviceId: other.id, start: monday(time) });
    expectProblem(answer, "slot_unavailable", "start");
    expect(answer.body.reason).toBe("booked");
  }
  expect((await publish({ serviceId: other.id, start: monday("10:45") })).status).toBe(201);
  expect(await app.breaches()).toEqual([]);
});

test("an expired hold is no hindrance", async () => {
  const { serviceId } = await customer.service();
  await customer.hold({ serviceId, start: monday("10:00") });
  await app.clock.advance(300_000);
  expect((await publish({ serviceId, start: monday("10:00") })).status).toBe(201);
  expect(await app.breaches()).toEqual([]);
});

test("many at once: all are published, or none, and the one in the way is named", async () => {
  const { serviceId } = await customer.service();
  await customer.book({ serviceId, start: monday("10:00") });
  const slots = ["08:00", "08:30", "10:00", "20:00"].map((time) => ({ serviceId, start: monday(time) }));
  expectProblem(await publish({ slots }), "slot_unavailable", "slots[2].start");
  expect((await call("GET", `?serviceId=${serviceId}`)).body.data).toEqual([]);

  const good = await publish({ slots: slots.filter((_, i) => i !== 2) });
  expect(good.status).toBe(201);
  expect(good.body.data.map(({ start }: { start: string }) => start)).toEqual([monday("08:00"), monday("08:30"), monday("20:00")]);
});

test("two that overlap each other in one request are refused as well", async () => {
  const { serviceId } = await customer.service();
  expectProblem(await publish({ slots: [{ serviceId, start: monday("20:00") }, { serviceId, start: monday("20:15") }] }), "slot_unavailable", "slots[1].start");
  expect((await call("GET", `?serviceId=${serviceId}`)).body.data).toEqual([]);
});

test("500 at once", async () => {
  const { serviceId } = await customer.service({ durationMinutes: 10 });
  const slots = Array.from({ length: 500 }, (_, i) => ({ serviceId, start: new Date(Date.parse(monday("18:00")) + i * 600_000).toISOString() }));
  expect((await publish({ slots })).body.data).toHaveLength(500);
});

test("rivals of a session and a customer of its time: one of them has it", async () => {
  const { serviceId } = await customer.service();
  const [held, ...published] = await Promise.all([business.hold({ serviceId, start: monday("10:00") }), ...Array.from({ length: 4 }, () => publish({ serviceId, start: monday("10:00") }))]);
  const won = published.filter(({ status }) => status === 201).length;
  expect(won).toBeLessThanOrEqual(1);
  // Where the session came first, the hold is a place in it.
  expect(held!.status === 201 || won === 1).toBe(true);
  expect(await app.breaches()).toEqual([]);
});

test("named resources are one of each pool; any free ones are chosen else", async () => {
  const [a, b, room] = [(await business.resource()).id, (await business.resource()).id, (await business.resource()).id];
  const { id: serviceId } = await business.service({ requirements: [{ resourceIds: [a, b] }, { resourceIds: [room] }] });
  expect((await publish({ serviceId, start: monday("20:00"), resourceIds: [room, b] })).body.resourceIds.sort()).toEqual([b, room].sort());
  expectProblem(await publish({ serviceId, start: monday("21:00"), resourceIds: [a] }), "validation_failed", "resourceIds");
  expectProblem(await publish({ serviceId, start: monday("21:00"), resourceIds: [a, b] }), "validation_failed", "resourceIds");
  expectProblem(await publish({ serviceId, start: monday("21:00"), resourceIds: [a, (await business.resource()).id] }), "not_found", "resourceIds[1]");
});

test.each<[string, object, string]>([
  ["in the past", { start: "2026-02-28T00:00:00Z" }, "start"],
  ["that ends before it starts", { end: monday("19:00") }, "end"],
  ["that ends as it starts", { end: monday("20:00") }, "end"],
  ["of more than a week", { end: "2026-03-10T00:00:00Z" }, "end"],
  ["with an end and a duration", { end: monday("21:00"), durationMinutes: 60 }, "end"],
])("a session %s is bad input", async (_, change, path) => {
  const { serviceId } = await customer.service();
  expectProblem(await publish({ serviceId, start: monday("20:00"), ...change }), "validation_failed", path);
  expectProblem(await publish({ slots: [{ serviceId, start: monday("20:00"), ...change }] }), "validation_failed", `slots[0].${path}`);
});

test("withdrawn it is gone and its time is free; with a place taken it is not withdrawn", async () => {
  const { serviceId } = await customer.service({ capacity: 3 });
  const slot = (await publish({ serviceId, start: monday("10:00") })).body;
  const hold = await customer.hold({ serviceId, start: monday("10:00"), quantity: 2 });
  expect((await call("GET", `/${slot.id}`)).body.remaining).toBe(1);
  const refused = await call("DELETE", `/${slot.id}`);
  expectProblem(refused, "resource_in_use");
  expect(refused.body.detail).toContain("2");

  await app.request("DELETE", `/v1/holds/${hold.id}`, undefined, { token: hold.token });
  expect((await call("DELETE", `/${slot.id}`)).status).toBe(204);
  for (const method of ["GET", "DELETE"]) expectProblem(await call(method, `/${slot.id}`), "not_found");
  await customer.hold({ serviceId, start: monday("10:00") });
  expect(await app.breaches()).toEqual([]);
});

test("they are listed by start, filtered by service and time, a page at a time", async () => {
  const { serviceId } = await customer.service();
  const days = ["05", "03", "04", "06", "07"].map((day) => kolkata(`2026-03-${day} 20:00`));
  await publish({ slots: days.map((start) => ({ serviceId, start })) });
  const sorted = days.toSorted();
  const list = async (query = "") => {
    const { body } = await call("GET", `?serviceId=${serviceId}${query}`);
    return [body.data.map(({ start }: { start: string }) => start), body.nextCursor];
  };
  expect(await list()).toEqual([sorted, null]);
  // From is included, to is not.
  expect(await list(`&from=${sorted[1]}&to=${sorted[3]}`)).toEqual([sorted.slice(1, 3), null]);
  const [first, cursor] = await list("&limit=2");
  expect(first).toEqual(sorted.slice(0, 2));
  expect((await list(`&limit=3&cursor=${cursor}`))).toEqual([sorted.slice(2), null]);
});
