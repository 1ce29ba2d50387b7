import { beforeAll, beforeEach, expect, test } from "vitest";
import type { AvailabilityView } from "../../../src/contract/availability.js";
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

const ask = (query: Record<string, string | number>, options: object = {}) => {
  const given = { from: "2026-03-02", to: query.from ?? "2026-03-02", timeZone: "Asia/Kolkata", ...query };
  const text = new URLSearchParams(Object.entries(given).map(([name, value]) => [name, String(value)]));
  return app.request<AvailabilityView>("GET", `/v1/availability?${text}`, undefined, { key: business.pk, ...options });
};
async function list(query: Record<string, string | number>, options: object = {}): Promise<AvailabilityView> {
  const answer = await ask(query, options);
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  return answer.body;
}
const times = ({ days }: AvailabilityView) => days.flatMap(({ slots }) => slots.map(({ localTime }) => localTime));
const slotAt = (view: AvailabilityView, time: string) => view.days.flatMap(({ slots }) => slots).find(({ localTime }) => localTime === time);

test("a day's slots, each with its instant, its local time and who serves", async () => {
  const { serviceId, resourceId } = await customer.service({}, { weekly: { mon: [["09:00", "10:00"], ["14:00", "14:45"]] } });
  expect(await list({ serviceId })).toEqual({
    timeZone: "Asia/Kolkata",
    days: [{
      date: "2026-03-02",
      slots: ["09:00", "09:30", "14:00"].map((time) => ({
        start: monday(time), end: new Date(Date.parse(monday(time)) + 1_800_000).toISOString(),
        localTime: time, utcOffset: "+05:30", remaining: 1, resourceIds: [resourceId],
      })),
    }],
    nextAvailable: null,
  });
});

test("days without a slot are there, and empty", async () => {
  const { serviceId } = await customer.service({}, { weekly: { wed: [["09:00", "09:30"]] } });
  const { days } = await list({ serviceId, from: "2026-03-02", to: "2026-03-05" });
  expect(days.map(({ date, slots }) => [date, slots.length])).toEqual([["2026-03-02", 0], ["2026-03-03", 0], ["2026-03-04", 1], ["2026-03-05", 0]]);
});

test("the days are those of the zone that is asked: a morning in Kolkata is an evening in New York", async () => {
  const { serviceId } = await customer.service({ durationMinutes: 60 }, { weekly: { mon: [["09:00", "11:00"]] } });
  const view = await list({ serviceId, from: "2026-03-01", to: "2026-03-02", timeZone: "America/New_York" });
  expect(view.days.map(({ date, slots }) => [date, slots.map(({ localTime, utcOffset }) => `${localTime} ${utcOffset}`)])).toEqual([
    ["2026-03-01", ["22:30 -05:00", "23:30 -05:00"]],
    ["2026-03-02", []],
  ]);
});

test("an override closes a date, or opens it otherwise; the other dates stay", async () => {
  const { serviceId, resourceId } = await customer.service({}, { weekly: { mon: [["09:00", "10:00"]], tue: [["09:00", "10:00"]], wed: [["09:00", "10:00"]] } });
  const closed = await business.create(`/v1/resources/${resourceId}/overrides`, { date: "2026-03-02" });
  await business.create(`/v1/resources/${resourceId}/overrides`, { date: "2026-03-03", windows: [["20:00", "21:00"]] });
  const query = { serviceId, from: "2026-03-02", to: "2026-03-04" };
  expect(times(await list(query))).toEqual(["20:00", "20:30", "09:00", "09:30"]);
  await app.request("DELETE", `/v1/resources/${resourceId}/overrides/${closed.id}`, undefined, { key: business.sk });
  expect(times(await list(query))).toEqual(["09:00", "09:30", "20:00", "20:30", "09:00", "09:30"]);
});

test("notice: what is too soon is not listed, to the minute", async () => {
  const { serviceId } = await customer.service({ minNoticeMinutes: 24 * 60 }, { weekly: { mon: [["05:00", "06:30"]] } });
  expect(times(await list({ serviceId }))).toEqual(["05:30", "06:00"]);
  await app.clock.advance(1);
  expect(times(await list({ serviceId }))).toEqual(["06:00"]);
});

test("horizon: what is too far is not listed, and nothing beyond it is next", async () => {
  const { serviceId } = await customer.service({ horizonDays: 7, durationMinutes: 480 });
  const { days } = await list({ serviceId, from: "2026-03-06", to: "2026-03-10" });
  expect(days.map(({ slots }) => slots.length)).toEqual([1, 1, 0, 0, 0]);
  expect((await list({ serviceId, from: "2026-03-09" })).nextAvailable).toBeNull();
});

test("what is past is not listed", async () => {
  const { serviceId } = await customer.service();
  await app.clock.set(new Date(monday("16:00")));
  expect(times(await list({ serviceId }))).toEqual(["16:00", "16:30"]);
  await app.clock.advance(1);
  expect(times(await list({ serviceId }))).toEqual(["16:30"]);
});

test("remaining tells the places that are left; a party sees only where it fits", async () => {
  const { serviceId } = await customer.service({ capacity: 5, durationMinutes: 240 });
  await customer.hold({ serviceId, start: monday("09:00"), quantity: 2 });
  await customer.book({ serviceId, start: monday("09:00") });
  expect(slotAt(await list({ serviceId }), "09:00")?.remaining).toBe(2);
  expect(times(await list({ serviceId, quantity: 2 }))).toEqual(["09:00", "13:00"]);
  expect(times(await list({ serviceId, quantity: 3 }))).toEqual(["13:00"]);
  expect(times(await list({ serviceId, quantity: 6 }))).toEqual([]);
});

test("each duration has starts of its own; an unknown one is bad input", async () => {
  const price = { amount: 0, currency: "INR" };
  const { serviceId } = await customer.service({ durations: [{ durationMinutes: 90, price }] }, { weekly: { mon: [["09:00", "11:00"]] } });
  expect(times(await list({ serviceId }))).toEqual(["09:00", "09:30", "10:00", "10:30"]);
  expect(times(await list({ serviceId, durationMinutes: 90 }))).toEqual(["09:00", "09:30"]);
  expectProblem(await ask({ serviceId, durationMinutes: 60 }), "validation_failed", "durationMinutes");
});

test("with one resource named only its slots are listed; without, all of theirs", async () => {
  const [early, late] = [await business.resource({ weekly: { mon: [["09:00", "10:00"]] } }), await business.resource({ weekly: { mon: [["09:30", "10:30"]] } })];
  const { id: serviceId } = await business.service({ resourceIds: [early.id, late.id] });
  const all = await list({ serviceId });
  expect(times(all)).toEqual(["09:00", "09:30", "10:00"]);
  expect(slotAt(all, "09:30")).toMatchObject({ remaining: 2, resourceIds: [early.id, late.id] });
  expect(times(await list({ serviceId, resourceId: late.id }))).toEqual(["09:30", "10:00"]);
  expectProblem(await ask({ serviceId, resourceId: (await business.resource()).id }), "not_found");
});

test("the caller's own hold stays in the list, marked; for everybody else it is gone", async () => {
  const { serviceId } = await customer.service();
  const hold = await customer.hold({ serviceId, start: monday("10:00") });
  const other = await customer.hold({ serviceId, start: monday("12:00") });
  const mine = await list({ serviceId }, { token: hold.token });
  expect(slotAt(mine, "10:00")).toMatchObject({ heldByYou: true });
  expect(slotAt(mine, "12:00")).toBeUndefined();
  expect(slotAt(mine, "11:00")).not.toHaveProperty("heldByYou");
  for (const token of [undefined, other.token, "nonsense", `${hold.token}x`]) expect(slotAt(await list({ serviceId }, { token }), "10:00")).toBeUndefined();

  await app.clock.advance(300_000);
  expect(slotAt(await list({ serviceId }, { token: hold.token }), "10:00")).not.toHaveProperty("heldByYou");
});

test("another tenant's token marks nothing", async () => {
  const stranger = await createBusiness(app);
  const theirs = createJourney(app, stranger);
  const hold = await theirs.hold({ serviceId: (await theirs.service()).serviceId, start: monday("10:00") });
  const { serviceId } = await customer.service();
  expect(JSON.stringify(await list({ serviceId }, { token: hold.token }))).not.toContain("heldByYou");
});

test("nextAvailable: an empty range names the first start after it, a full one none", async () => {
  const { serviceId } = await customer.service({ horizonDays: 365, durationMinutes: 480 });
  expect((await list({ serviceId })).nextAvailable).toBeNull();
  await customer.book({ serviceId, start: monday("09:00") });
  await customer.hold({ serviceId, start: kolkata("2026-03-03 09:00") });
  expect((await list({ serviceId })).nextAvailable).toBe(kolkata("2026-03-04 09:00"));
  expect((await list({ serviceId, from: "2026-02-01", to: "2026-02-10" })).nextAvailable).toBe(kolkata("2026-03-01 09:00"));
});

test("nextAvailable looks as far as the horizon, over months without a slot", async () => {
  const { serviceId, resourceId } = await customer.service({ horizonDays: 365 }, { weekly: {} });
  await business.create(`/v1/resources/${resourceId}/overrides`, { date: "2026-12-24", windows: [["18:00", "19:00"]] });
  expect((await list({ serviceId })).nextAvailable).toBe(kolkata("2026-12-24 18:00"));
});

test("62 days at once, and no more", async () => {
  const { serviceId } = await customer.service({ horizonDays: 90 });
  const { days } = await list({ serviceId, from: "2026-03-02", to: "2026-05-02" });
  expect(days).toHaveLength(62);
  expect(days.every(({ slots }) => slots.length === 16)).toBe(true);
  expectProblem(await ask({ serviceId, from: "2026-03-02", to: "2026-05-03" }), "validation_failed", "to");
});

test("published sessions are listed beside hours and outside of them, with their own places", async () => {
  const { serviceId } = await customer.service({}, { weekly: { mon: [["09:00", "10:00"]] } });
  await business.create("/v1/slots", { serviceId, start: monday("21:15"), durationMinutes: 90, capacity: 12 });
  const view = await list({ serviceId });
  expect(times(view)).toEqual(["09:00", "09:30", "21:15"]);
  expect(slotAt(view, "21:15")).toMatchObject({ end: monday("22:45"), remaining: 12 });
  await customer.hold({ serviceId, start: monday("21:15"), quantity: 5 });
  expect(slotAt(await list({ serviceId }), "21:15")?.remaining).toBe(7);
});

test("a published session takes its resources' hours away from every service of theirs", async () => {
  const { serviceId, resourceId } = await customer.service({ bufferAfterMinutes: 30 }, { weekly: { mon: [["09:00", "12:00"]] } });
  const other = await business.service({ resourceIds: [resourceId] });
  await business.create("/v1/slots", { serviceId, start: monday("10:00"), durationMinutes: 60 });
  expect(times(await list({ serviceId: other.id }))).toEqual(["09:00", "09:30", "11:30"]);
});

test("every slot that is listed can be held, and nothing else", async () => {
  const [a, b] = [await business.resource({ weekly: { mon: [["09:00", "11:00"]] } }), await business.resource({ weekly: { mon: [["09:15", "10:45"]] } })];
  const { id: serviceId } = await business.service({ requirements: [{ resourceIds: [a.id] }, { resourceIds: [b.id] }], intervalMinutes: 15, bufferAfterMinutes: 10 });
  await customer.book({ serviceId, start: monday("09:30") });
  const listed = new Set(times(await list({ serviceId })));
  for (let minute = 9 * 60; minute <= 11 * 60; minute += 5) {
    const time = `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;
    const answer = await business.hold({ serviceId, start: monday(time) });
    expect(answer.status, time).toBe(listed.has(time) ? 201 : 409);
    if (answer.status === 201) await app.request("DELETE", `/v1/holds/${answer.body.id}`, undefined, { token: answer.body.token });
  }
});

test("an unknown, hidden or archived service is not found", async () => {
  const hidden = await customer.service({ active: false });
  const archived = await customer.service();
  await app.request("DELETE", `/v1/services/${archived.serviceId}`, undefined, { key: business.sk });
  for (const serviceId of [hidden.serviceId, archived.serviceId, "svc_000000000000"]) expectProblem(await ask({ serviceId }), "not_found");
});

test("the answer is never kept by a cache", async () => {
  const { serviceId } = await customer.service();
  expect((await ask({ serviceId })).headers.get("Cache-Control")).toBe("no-store");
});
