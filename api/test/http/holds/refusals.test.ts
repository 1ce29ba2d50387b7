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

/** The refusal of a hold. */
async function refusal(body: object) {
  const answer = await business.hold(body);
  expectProblem(answer, "slot_unavailable", "start");
  return answer.body;
}
const starts = (problem: { alternatives: { start: string }[] }) => problem.alternatives.map(({ start }) => start);

test("held: who comes second is told when it may be free, and the three nearest starts", async () => {
  const { serviceId, resourceId } = await customer.service();
  await customer.hold({ serviceId, start: monday("12:00") });

  const problem = await refusal({ serviceId, start: monday("12:00") });

  expect(problem).toMatchObject({ reason: "held", freesAt: "2026-03-01T00:05:00.000Z" });
  expect(starts(problem)).toEqual([monday("11:30"), monday("12:30"), monday("11:00")]);
  expect(problem.alternatives[0]).toEqual({
    start: monday("11:30"),
    end: monday("12:00"),
    date: "2026-03-02",
    localTime: "11:30",
    utcOffset: "+05:30",
    timeZone: "Asia/Kolkata",
    remaining: 1,
    resourceIds: [resourceId],
  });
});

test("held for a party: free when enough of the holds in the way have expired", async () => {
  const { serviceId } = await customer.service({ capacity: 3 });
  await customer.hold({ serviceId, start: monday("12:00"), quantity: 2 });
  await app.clock.advance(60_000);
  await customer.hold({ serviceId, start: monday("12:00") });

  expect(await refusal({ serviceId, start: monday("12:00"), quantity: 2 })).toMatchObject({ reason: "held", freesAt: "2026-03-01T00:05:00.000Z" });
  expect(await refusal({ serviceId, start: monday("12:00"), quantity: 3 })).toMatchObject({ reason: "held", freesAt: "2026-03-01T00:06:00.000Z" });
});

test("booked: no time is named at which it might be free", async () => {
  const { serviceId } = await customer.service();
  await customer.book({ serviceId, start: monday("12:00") });

  const problem = await refusal({ serviceId, start: monday("12:00") });
  expect(problem.reason).toBe("booked");
  expect(problem).not.toHaveProperty("freesAt");
  expect(problem.alternatives).toHaveLength(3);
});

test("booked on the other resource of two pools: the service can't be had, its other resource is no help", async () => {
  const [stylist, chair] = await Promise.all([business.resource(), business.resource()]);
  const both = await business.service({ requirements: [{ resourceIds: [stylist.id] }, { resourceIds: [chair.id] }] });
  const wash = await business.service({ resourceIds: [chair.id] });
  await customer.book({ serviceId: wash.id, start: monday("12:00") });
  expect((await refusal({ serviceId: both.id, start: monday("12:00") })).reason).toBe("booked");
});

test.each([
  ["before opening", "08:30"],
  ["after closing", "17:00"],
  ["where it would end after closing", "16:45"],
  ["off the grid of starts", "12:07"],
])("closed: %s", async (_, time) => {
  const { serviceId } = await customer.service();
  const problem = await refusal({ serviceId, start: monday(time) });
  expect(problem.reason).toBe("closed");
  expect(problem.alternatives).toHaveLength(3);
});

test("too_soon: within the notice that the service asks for", async () => {
  const { serviceId } = await customer.service({ minNoticeMinutes: 36 * 60 });
  const problem = await refusal({ serviceId, start: monday("12:00") });
  expect(problem.reason).toBe("too_soon");
  // 36 hours from Sunday, 05:30, is Monday, 17:30, after closing.
  expect(starts(problem)).toEqual(["09:00", "09:30", "10:00"].map((time) => kolkata(`2026-03-03 ${time}`)));
});

test("too_far: beyond the horizon, with the last that can be had", async () => {
  const { serviceId } = await customer.service({ horizonDays: 7 });
  const problem = await refusal({ serviceId, start: kolkata("2026-03-20 12:00") });
  expect(problem.reason).toBe("too_far");
  expect(starts(problem)).toEqual(["16:30", "16:00", "15:30"].map((time) => kolkata(`2026-03-07 ${time}`)));
});

test("past: never sold, also a moment after its start", async () => {
  const { serviceId } = await customer.service();
  expect((await refusal({ serviceId, start: kolkata("2026-02-20 12:00") })).reason).toBe("past");
  await app.clock.set(new Date(Date.parse(monday("12:00")) + 1));
  const problem = await refusal({ serviceId, start: monday("12:00") });
  expect(problem.reason).toBe("past");
  expect(starts(problem)).toEqual([monday("12:30"), monday("13:00"), monday("13:30")]);
});

test("the very instant of the start can still be held", async () => {
  const { serviceId } = await customer.service();
  await app.clock.set(new Date(monday("12:00")));
  await customer.hold({ serviceId, start: monday("12:00") });
});

test("alternatives fit the party, the duration and the resource that were asked for", async () => {
  const [one, two] = await Promise.all([business.resource(), business.resource()]);
  const service = await business.service({
    resourceIds: [one.id, two.id],
    capacity: 4,
    durations: [{ durationMinutes: 60, price: { amount: 0, currency: "INR" } }],
  });
  const wish = { serviceId: service.id, resourceId: one.id, durationMinutes: 60, quantity: 4 };
  await customer.hold({ ...wish, start: monday("12:00") });
  await customer.hold({ ...wish, start: monday("13:00"), quantity: 1 });

  const problem = await refusal({ ...wish, start: monday("12:00") });
  expect(starts(problem)).toEqual([monday("11:00"), monday("10:30"), monday("10:00")]);
  for (const { resourceIds, end, start } of problem.alternatives) {
    expect(resourceIds).toEqual([one.id]);
    expect(Date.parse(end) - Date.parse(start)).toBe(3_600_000);
  }
});

test("every alternative can be held", async () => {
  const { serviceId } = await customer.service();
  await customer.hold({ serviceId, start: monday("12:00") });
  for (const start of starts(await refusal({ serviceId, start: monday("12:00") }))) await customer.hold({ serviceId, start });
});

test("a service that is never open has no alternatives", async () => {
  const { serviceId } = await customer.service({}, { weekly: {} });
  expect(await refusal({ serviceId, start: monday("12:00") })).toMatchObject({ reason: "closed", alternatives: [] });
});
