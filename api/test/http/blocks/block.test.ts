import { beforeAll, beforeEach, expect, test, vi } from "vitest";
import { createTestApp } from "../../helpers/app.js";
import { backToNow } from "../../helpers/back-to-now.js";
import { type Business, createBusiness } from "../../helpers/business.js";
import { createJourney, type Journey } from "../../helpers/journey.js";
import { expectProblem } from "../../helpers/problems.js";
import { kolkata, MINUTE_MS, monday } from "../../helpers/times.js";

const app = await createTestApp();
let business: Business;
let customer: Journey;
let serviceId: string;
let resourceId: string;

beforeAll(async () => {
  business = await createBusiness(app);
  customer = createJourney(app, business);
});
beforeEach(async () => {
  await backToNow(app);
  ({ serviceId, resourceId } = await customer.service());
});

const block = (body: object = {}, options: object = {}) =>
  app.request("POST", `/v1/resources/${resourceId}/blocks`, { start: monday("10:00"), end: monday("12:00"), ...body }, { key: business.sk, ...options });
const unblock = (id: string, key = business.sk) => app.request("DELETE", `/v1/blocks/${id}`, undefined, { key });
const starts = async () => {
  const { body } = await app.request("GET", `/v1/availability?serviceId=${serviceId}&from=2026-03-02&to=2026-03-02&timeZone=Asia/Kolkata`, undefined, { key: business.pk });
  return body.days[0].slots.map(({ localTime }: { localTime: string }) => localTime) as string[];
};

test("what is blocked is offered to nobody and held by nobody, until it is given back", async () => {
  const { status, body } = await block({ reason: "Dentist" });
  expect({ status, body }).toMatchObject({ status: 201, body: { id: expect.stringMatching(/^block_/), resourceId, start: monday("10:00"), end: monday("12:00"), reason: "Dentist" } });
  expect(await starts()).toEqual(["09:00", "09:30", "12:00", "12:30", "13:00", "13:30", "14:00", "14:30", "15:00", "15:30", "16:00", "16:30"]);
  expectProblem(await business.hold({ serviceId, start: monday("11:30") }), "slot_unavailable");
  // Nor does the owner, by hand.
  const byHand = { serviceId, start: monday("11:30"), customer: { name: "Meera" }, outsideHours: true };
  expectProblem(await app.request("POST", "/v1/bookings", byHand, { key: business.sk }), "slot_unavailable");
  expect(await app.breaches()).toEqual([]);
  expect((await unblock(body.id)).status).toBe(204);
  expect(await starts()).toHaveLength(16);
  expectProblem(await unblock(body.id), "not_found");
  expect(await app.breaches()).toEqual([]);
});

test("a booking, a hold, a session and a block in the way are named by their ids", async () => {
  const booking = await customer.book({ serviceId, start: monday("10:30") });
  const hold = await customer.hold({ serviceId, start: monday("11:00") });
  const { id: slotId } = await business.create("/v1/slots", { serviceId, start: monday("12:00") });
  const { body: first } = await block({ start: monday("13:00"), end: monday("14:00") });
  const answer = await block({ end: monday("15:00") });
  expectProblem(answer, "resource_in_use");
  expect(answer.body.inTheWay).toEqual([
    { kind: "booking", id: booking.id, start: monday("10:30"), end: monday("11:00"), reference: booking.reference },
    { kind: "hold", id: hold.id, start: monday("11:00"), end: monday("11:30") },
    { kind: "slot", id: slotId, start: monday("12:00"), end: monday("12:30") },
    { kind: "block", id: first.id, start: monday("13:00"), end: monday("14:00") },
  ]);
  expect(answer.body.detail).toBe("This time is taken by 1 booking and 1 published session and 1 hold and 1 block. Move or cancel the bookings first.");
  expect(await app.sql`select from blocks where resource_id = ${resourceId}`).toHaveLength(1);
});

test("once the booking is cancelled and the hold has expired, nothing is in the way", async () => {
  const booking = await customer.book({ serviceId, start: monday("10:30") });
  await customer.hold({ serviceId, start: monday("11:00") });
  await app.request("POST", `/v1/bookings/${booking.id}/cancel`, {}, { key: business.sk });
  await app.clock.advance(6 * MINUTE_MS);
  expect((await block()).status).toBe(201);
  expect(await app.breaches()).toEqual([]);
});

test("a block and holds that want the same time at the same moment: one side has it, in either order", async () => {
  for (let round = 0; round < 8; round++) {
    const day = `2026-03-${10 + round}`;
    const attempts = [() => block({ start: kolkata(`${day} 10:00`), end: kolkata(`${day} 11:00`) }), () => business.hold({ serviceId, start: kolkata(`${day} 10:00`) }), () => business.hold({ serviceId, start: kolkata(`${day} 10:30`) })];
    const [blocked, ...held] = round % 2 ? (await Promise.all(attempts.toReversed().map((attempt) => attempt()))).toReversed() : await Promise.all(attempts.map((attempt) => attempt()));
    const wins = held.filter(({ status }) => status === 201).length;
    expect(blocked!.status === 201 ? wins === 0 : blocked!.body.code === "resource_in_use" && wins === 2, `${blocked!.status}, ${wins} held`).toBe(true);
  }
  expect(await app.breaches()).toEqual([]);
});

test("who watches availability is told of a block, and of its end", async () => {
  const changed = vi.spyOn(app.deps.live, "changed");
  const { body } = await block();
  await unblock(body.id);
  const change = { tenantId: business.tenantId, resourceIds: [resourceId], startMs: Date.parse(monday("10:00")), endMs: Date.parse(monday("12:00")) };
  expect(changed.mock.calls).toEqual([[change], [change]]);
  changed.mockRestore();
});

test("all places of a class are blocked, and every service of the resource", async () => {
  const yoga = await business.service({ resourceIds: [resourceId], capacity: 10 });
  await block();
  for (const id of [serviceId, yoga.id]) expectProblem(await business.hold({ serviceId: id, start: monday("10:00") }), "slot_unavailable");
});

test("those of a resource and those of all are listed where they overlap what is asked", async () => {
  const { body: first } = await block();
  const { body: second } = await block({ start: monday("15:00"), end: monday("16:00") });
  const list = async (query: string) => (await app.request("GET", query, undefined, { key: business.sk })).body.data?.map(({ id }: { id: string }) => id);
  expect(await list(`/v1/resources/${resourceId}/blocks`)).toEqual([first.id, second.id]);
  expect(await list(`/v1/resources/${resourceId}/blocks?from=${monday("11:00").replace("+", "%2B")}&to=${monday("14:00")}`)).toEqual([first.id]);
  expect(await list(`/v1/blocks?from=${monday("12:00")}`)).toContain(second.id);
  expect(await list(`/v1/blocks?resourceId=${resourceId}&to=${monday("10:00")}`)).toEqual([]);
});

test("time that makes no sense is refused; the same key blocks once", async () => {
  expectProblem(await block({ end: monday("10:00") }), "validation_failed", "end");
  expectProblem(await block({ end: kolkata("2027-06-01 10:00") }), "validation_failed", "end");
  expectProblem(await block({ start: kolkata("2026-02-01 10:00"), end: kolkata("2026-02-02 10:00") }), "validation_failed", "end");
  const [one, again] = [await block({}, { idempotencyKey: "dentist" }), await block({}, { idempotencyKey: "dentist" })];
  expect(again.body).toEqual(one.body);
  expectProblem(await block({}, { key: business.pk }), "wrong_credential");
});

test("verify names a block that lost its claim, or keeps another time", async () => {
  const { body } = await block();
  await app.sql`update claims set during = tstzrange(lower(during), upper(during) - interval '1 minute') where block_id = ${body.id}`;
  expect((await app.breaches()).map(({ finding }) => finding)).toEqual([expect.stringContaining(`block ${body.id} keeps ${resourceId}`)]);
  await app.sql`delete from claims where block_id = ${body.id}`;
  expect((await app.breaches()).map(({ finding }) => finding)).toEqual([expect.stringContaining(`block ${body.id} keeps nothing`)]);
  await unblock(body.id);
});
