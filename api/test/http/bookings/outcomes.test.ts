import { beforeAll, beforeEach, expect, test } from "vitest";
import { createTestApp } from "../../helpers/app.js";
import { backToNow } from "../../helpers/back-to-now.js";
import { type Business, createBusiness } from "../../helpers/business.js";
import { type Booking, createJourney, type Journey } from "../../helpers/journey.js";
import { expectProblem } from "../../helpers/problems.js";
import { monday } from "../../helpers/times.js";

const app = await createTestApp();
let business: Business;
let customer: Journey;
let booking: Booking;

beforeAll(async () => {
  business = await createBusiness(app);
  customer = createJourney(app, business);
  await business.create("/v1/webhook-endpoints", { url: "https://hooks.example.com/" });
});
beforeEach(async () => {
  await backToNow(app);
  booking = await customer.book({ serviceId: (await customer.service()).serviceId, start: monday("10:00") });
});

const say = (verb: "complete" | "no-show" | "reopen", options: object = {}) => app.request("POST", `/v1/bookings/${booking.id}/${verb}`, undefined, { key: business.sk, ...options });
const toldOf = async () =>
  (await app.sql<{ type: string }[]>`select type from events where payload::jsonb -> 'data' ->> 'id' = ${booking.id} `).map(({ type }) => type).filter((type) => type !== "booking.confirmed").toSorted();

test("before its start nothing is known of a booking: not even by the owner", async () => {
  await app.clock.set(new Date(Date.parse(monday("10:00")) - 1));
  for (const verb of ["complete", "no-show"] as const) expectProblem(await say(verb), "booking_not_started");
  await app.clock.set(new Date(monday("10:00")));
  expect((await say("complete")).body).toMatchObject({ id: booking.id, status: "completed" });
});

test("what became of it is told once however often it is said, and can be taken back", async () => {
  await app.clock.set(new Date(monday("10:05")));
  for (const verb of ["no-show", "no-show", "reopen", "reopen", "complete"] as const) expect((await say(verb)).status).toBe(200);
  expect(await toldOf()).toEqual(["booking.completed", "booking.no_show", "booking.reopened"]);
  expect(await app.breaches()).toEqual([]);
});

test("two who say different things at once: one is heard, the other is told what it is now", async () => {
  await app.clock.set(new Date(monday("10:05")));
  const answers = await Promise.all([say("complete"), say("no-show"), say("complete"), say("no-show")]);
  const heard = answers.filter(({ status }) => status === 200).map(({ body }) => body.status);
  expect(heard).toHaveLength(2);
  expect(new Set(heard).size).toBe(1);
  for (const answer of answers.filter(({ status }) => status !== 200)) {
    expectProblem(answer, "booking_not_active");
    expect(answer.body.detail).toMatch(/^This booking is (completed|no show)\. Reopen it first\.$/);
  }
  expect(await toldOf()).toHaveLength(1);
});

test("a cancelled booking has no outcome, and an over one is neither cancelled nor reminded of", async () => {
  await app.clock.set(new Date(monday("10:05")));
  await say("complete");
  expectProblem(await app.request("POST", `/v1/bookings/${booking.id}/cancel`, {}, { key: business.sk }), "booking_not_active");
  await say("reopen");
  expect(await app.sql`select from bookings where booking_id = ${booking.id} and remind_at is not null`).toHaveLength(0);
  await app.request("POST", `/v1/bookings/${booking.id}/cancel`, {}, { key: business.sk });
  for (const verb of ["complete", "no-show", "reopen"] as const) expectProblem(await say(verb), "booking_not_active");
});

test("an Idempotency-Key gives its first answer again, whatever was said since", async () => {
  await app.clock.set(new Date(monday("10:05")));
  await say("complete", { idempotencyKey: "first" });
  await say("reopen");
  const again = await say("complete", { idempotencyKey: "first" });
  expect(again.body.status).toBe("completed");
  expect((await app.request("GET", `/v1/bookings/${booking.id}`, undefined, { key: business.sk })).body.status).toBe("confirmed");
});

test("a customer does not decide whether they came", async () => {
  await app.clock.set(new Date(monday("10:05")));
  expectProblem(await app.request("POST", `/v1/bookings/${booking.id}/complete`, undefined, { token: booking.token }), "unauthorized");
  expectProblem(await say("no-show", { key: business.pk }), "wrong_credential");
});
