import { beforeAll, beforeEach, expect, test } from "vitest";
import { deliverMessage } from "../../../src/operations/outbox/deliver-message.js";
import { leaseOutbox } from "../../../src/queries/outbox.js";
import { createTestApp } from "../../helpers/app.js";
import { backToNow } from "../../helpers/back-to-now.js";
import { type Business, createBusiness } from "../../helpers/business.js";
import { type Booking, createJourney, type Journey } from "../../helpers/journey.js";
import { expectProblem } from "../../helpers/problems.js";
import { kolkata, MINUTE_MS, monday } from "../../helpers/times.js";
import { until } from "../../helpers/until.js";

const app = await createTestApp();
let business: Business;
let customer: Journey;
let paid: { serviceId: string; resourceId: string };
let free: { serviceId: string; resourceId: string };

beforeAll(async () => {
  business = await createBusiness(app, { payments: true });
  customer = createJourney(app, business);
});
beforeEach(async () => {
  await app.deliverOutbox();
  await backToNow(app);
  // Days of other tests are over.
  await app.sql`update bookings set status = 'completed' where status = 'confirmed'`;
  paid = await customer.service({ price: { amount: 50_000, currency: "INR" }, cancellation: [{ hoursBefore: 24, refundPercent: 10 }] });
  free = await customer.service();
  app.mails.length = app.ownerMails.length = app.gateway.refunds.length = 0;
});

const DAY = { from: kolkata("2026-03-02 00:00"), to: kolkata("2026-03-03 00:00") };
const cancelMany = (body: object = {}, options: object = {}) => app.request("POST", "/v1/bookings/cancel-many", { ...DAY, ...body }, { key: business.sk, ...options });
const read = async (id: string) => (await app.request("GET", `/v1/bookings/cancel-many/${id}`, undefined, { key: business.sk })).body;
const statusOf = async ({ id }: Booking) => (await app.request("GET", `/v1/bookings/${id}`, undefined, { key: business.sk })).body.status;

/** A day: two paid online, one free, one on site without an address, and one paid on the next day. */
async function fillDay() {
  const online = [await customer.buy({ serviceId: paid.serviceId, start: monday("10:00") }), await customer.buy({ serviceId: paid.serviceId, start: monday("11:00") })];
  const without = await customer.book({ serviceId: free.serviceId, start: monday("10:00") });
  const byHand: Booking = await business.create("/v1/bookings", { serviceId: paid.serviceId, start: monday("12:00"), customer: { name: "Meera", phone: "+91 98450 00000" } });
  const nextDay = await customer.buy({ serviceId: paid.serviceId, start: kolkata("2026-03-03 10:00") });
  await app.deliverOutbox();
  app.mails.length = app.ownerMails.length = 0;
  return { online, day: [...online, without, byHand], nextDay };
}

test("a dry run counts, tells what goes back, and does nothing", async () => {
  const { day } = await fillDay();
  const { status, body } = await cancelMany({ dryRun: true });
  expect({ status, body }).toMatchObject({ status: 200, body: { id: null, status: "preview", total: 4, done: 0, refunds: [{ amount: 100_000, currency: "INR" }], withoutEmail: 1 } });
  await app.deliverOutbox();
  for (const booking of day) expect(await statusOf(booking)).toBe("confirmed");
  expect(app.mails).toEqual([]);
});

test("a day is cancelled: all money goes back whatever the terms say, each customer gets one mail with the owner's words", async () => {
  const { day, nextDay } = await fillDay();
  const { body } = await cancelMany({ message: "The roof leaks.\nWe are sorry!", reason: "Roof" });
  expect(body).toMatchObject({ id: expect.stringMatching(/^cnc_/), status: "running", total: 4, done: 0 });
  await app.deliverOutbox();
  expect(await read(body.id)).toMatchObject({ status: "done", total: 4, done: 4, cancelled: 4, refunds: [{ amount: 100_000, currency: "INR" }] });
  for (const booking of day) expect(await statusOf(booking)).toBe("cancelled");
  expect(await statusOf(nextDay)).toBe("confirmed");
  expect(app.gateway.refunds.map(({ amountMinor }) => amountMinor)).toEqual([50_000, 50_000]);
  const cancelled = app.mails.filter(({ subject }) => subject.startsWith("Cancelled"));
  expect(cancelled).toHaveLength(3);
  for (const { text, html } of cancelled) {
    expect(text).toContain("The roof leaks.\nWe are sorry!");
    expect(html).toContain("The roof leaks.");
  }
  // They did it themselves.
  expect(app.ownerMails).toEqual([]);
  expect(await app.breaches()).toEqual([]);
});

test("only a resource's or a service's bookings are meant where they are named", async () => {
  await fillDay();
  expect((await cancelMany({ dryRun: true, resourceId: free.resourceId })).body).toMatchObject({ total: 1, refunds: [] });
  expect((await cancelMany({ dryRun: true, serviceId: paid.serviceId })).body.total).toBe(3);
});

test("a process that dies in the middle of one loses none and repeats none", async () => {
  const { day } = await fillDay();
  const { body } = await cancelMany();
  const leased = await leaseOutbox(app.sql, "booking", 4, 60);
  await deliverMessage(app.deps, leased[0]!);
  // The second one waits for a lock, with its work half done, when its connection is cut.
  const second = String(leased[1]!.payload["bookingId"]);
  await app.sql.begin(async (tx) => {
    await tx`select from claims where hold_id = (select hold_id from bookings where booking_id = ${second}) for update`;
    const dying = deliverMessage(app.deps, leased[1]!).catch((error: unknown) => error);
    const cut = () => app.sql`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' and query like '%delete from claims%'`;
    await until("it waits", cut, ({ count }) => count > 0);
    expect(await dying).toBeInstanceOf(Error);
  });
  expect(await read(body.id)).toMatchObject({ status: "running", done: 1 });
  // Nobody has finished any message: all are due again once their lease is over, the first one's too.
  await app.clock.advance(2 * MINUTE_MS);
  await app.deliverOutbox();
  expect(await read(body.id)).toMatchObject({ status: "done", done: 4, cancelled: 4 });
  for (const booking of day) expect(await statusOf(booking)).toBe("cancelled");
  expect(app.gateway.refunds).toHaveLength(2);
  expect(app.mails.filter(({ subject }) => subject.startsWith("Cancelled"))).toHaveLength(3);
  expect(await app.breaches()).toEqual([]);
});

test("the same message at two workers at once, and two cancellations of one day: each booking once", async () => {
  await fillDay();
  const [first, second] = [await cancelMany(), await cancelMany({ message: "Again" })];
  const leased = await leaseOutbox(app.sql, "booking", 8, 60);
  await Promise.all([...leased, ...leased].map((message) => deliverMessage(app.deps, message)));
  await app.clock.advance(2 * MINUTE_MS);
  await app.deliverOutbox();
  const states = [await read(first.body.id), await read(second.body.id)];
  for (const state of states) expect(state).toMatchObject({ status: "done", done: 4 });
  expect(states[0].cancelled + states[1].cancelled).toBe(4);
  expect(app.gateway.refunds).toHaveLength(2);
  expect(app.mails.filter(({ subject }) => subject.startsWith("Cancelled"))).toHaveLength(3);
  expect(await app.breaches()).toEqual([]);
});

test("a booking that its customer cancelled meanwhile keeps what its terms gave back", async () => {
  const { online } = await fillDay();
  const { body } = await cancelMany();
  await customer.cancel(online[0]!);
  await app.deliverOutbox();
  expect(await read(body.id)).toMatchObject({ status: "done", done: 4, cancelled: 3 });
  expect(app.gateway.refunds.map(({ amountMinor }) => amountMinor).toSorted()).toEqual([5_000, 50_000]);
  expect(await app.breaches()).toEqual([]);
});

test("one that is asked for with the same key begins once; an empty day is done at once", async () => {
  await fillDay();
  const [one, again] = [await cancelMany({}, { idempotencyKey: "roof" }), await cancelMany({}, { idempotencyKey: "roof" })];
  expect(again.body.id).toBe(one.body.id);
  const day = { from: kolkata("2026-04-01 00:00"), to: kolkata("2026-04-02 00:00") };
  expect((await cancelMany(day)).body).toMatchObject({ status: "done", total: 0 });
});

test("a single cancellation of the owner's can have words for its customer, too; a customer has none to write", async () => {
  const booking = await customer.book({ serviceId: free.serviceId, start: monday("15:00") });
  expectProblem(await customer.cancel(booking, { message: "Hello" }), "validation_failed", "message");
  await app.request("POST", `/v1/bookings/${booking.id}/cancel`, { message: "Sorry, I am ill." }, { key: business.sk });
  await app.deliverOutbox();
  expect(app.mails.at(-1)!.text).toContain("Sorry, I am ill.");
});

test("periods that are empty or too long are refused; others learn nothing of it", async () => {
  expectProblem(await cancelMany({ to: DAY.from }), "validation_failed", "to");
  expectProblem(await cancelMany({ to: kolkata("2026-06-02 00:00") }), "validation_failed", "to");
  expectProblem(await cancelMany({}, { key: business.pk }), "wrong_credential");
  const { body } = await cancelMany();
  const other = await createBusiness(app);
  expectProblem(await app.request("GET", `/v1/bookings/cancel-many/${body.id}`, undefined, { key: other.sk }), "not_found");
  expect((await app.request("POST", "/v1/bookings/cancel-many", { ...DAY, dryRun: true, serviceId: paid.serviceId }, { key: other.sk })).body.total).toBe(0);
});
