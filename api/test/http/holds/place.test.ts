import { beforeAll, beforeEach, expect, test } from "vitest";
import { createTestApp } from "../../helpers/app.js";
import { backToNow } from "../../helpers/back-to-now.js";
import { type Business, createBusiness } from "../../helpers/business.js";
import { createJourney, type Journey } from "../../helpers/journey.js";
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

test("a hold says what is kept, until when, and for how much", async () => {
  const { serviceId, resourceId } = await customer.service({ price: { amount: 118_000, currency: "INR" }, taxPercent: 18 }, { name: "Court 1" });

  const answer = await business.hold({ serviceId, start: monday("10:00") });

  expect(answer.status).toBe(201);
  expect(answer.body).toEqual({
    id: expect.stringMatching(/^hold_[0-9a-z]{21}$/),
    token: expect.stringMatching(/^hold\./),
    status: "held",
    serviceId,
    start: monday("10:00"),
    end: monday("10:30"),
    timeZone: "Asia/Kolkata",
    quantity: 1,
    durationMinutes: 30,
    resources: [{ id: resourceId, name: "Court 1" }],
    price: { amount: 118_000, currency: "INR" },
    terms: {
      unitPrice: { amount: 118_000, currency: "INR" },
      quantity: 1,
      total: { amount: 118_000, currency: "INR" },
      tax: { percent: 18, amount: 18_000 },
      cancellation: [],
    },
    expiresAt: "2026-03-01T00:05:00.000Z",
    expiresInSeconds: 300,
    serverTime: "2026-03-01T00:00:00.000Z",
    extensionsLeft: 10,
  });
});

test("a start may be given with any offset: the instant counts", async () => {
  const { serviceId } = await customer.service();
  expect((await customer.hold({ serviceId, start: "2026-03-02T10:00:00+05:30" })).start).toBe(monday("10:00"));
  expectProblem(await business.hold({ serviceId, start: monday("10:00") }), "slot_unavailable");
});

test("any resource of the pool serves, each once, then the slot is gone", async () => {
  const pool = await Promise.all([business.resource(), business.resource(), business.resource()]);
  const service = await business.service({ resourceIds: pool.map(({ id }) => id) });

  const won = [];
  for (let i = 0; i < pool.length; i++) won.push(await customer.hold({ serviceId: service.id, start: monday("10:00") }));

  expect(won.map(({ resources }) => resources[0]!.id).sort()).toEqual(pool.map(({ id }) => id).sort());
  expectProblem(await business.hold({ serviceId: service.id, start: monday("10:00") }), "slot_unavailable");
});

test("a named resource is the one that is held, or none", async () => {
  const [first, second] = await Promise.all([business.resource(), business.resource()]);
  const service = await business.service({ resourceIds: [first.id, second.id] });
  const wish = { serviceId: service.id, start: monday("10:00"), resourceId: second.id };

  expect((await customer.hold(wish)).resources).toMatchObject([{ id: second.id }]);
  expectProblem(await business.hold(wish), "slot_unavailable");
  expect((await customer.hold({ ...wish, resourceId: first.id })).resources).toMatchObject([{ id: first.id }]);

  const stranger = await business.resource();
  expectProblem(await business.hold({ ...wish, resourceId: stranger.id }), "not_found", "resourceId");
});

test("a service of two pools keeps one of each, under every other service of them, too", async () => {
  const [stylist, chair] = await Promise.all([business.resource({ name: "Stylist" }), business.resource({ name: "Chair" })]);
  const cut = await business.service({ requirements: [{ resourceIds: [stylist.id] }, { resourceIds: [chair.id] }] });
  const wash = await business.service({ resourceIds: [chair.id] });

  const hold = await customer.hold({ serviceId: cut.id, start: monday("10:00") });

  expect(hold.resources.map(({ name }) => name).sort()).toEqual(["Chair", "Stylist"]);
  expectProblem(await business.hold({ serviceId: wash.id, start: monday("10:00") }), "slot_unavailable");
});

test("buffers are inside the claim: the starts around a hold are gone with it", async () => {
  const { serviceId } = await customer.service({ intervalMinutes: 15, bufferBeforeMinutes: 15, bufferAfterMinutes: 15 });
  await customer.hold({ serviceId, start: monday("12:00") });

  for (const time of ["11:15", "11:30", "11:45", "12:15", "12:30", "12:45"])
    expectProblem(await business.hold({ serviceId, start: monday(time) }), "slot_unavailable");
  for (const time of ["11:00", "13:00"]) await customer.hold({ serviceId, start: monday(time) });
});

test("a party takes as many places as it has people, and pays for each", async () => {
  const { serviceId } = await customer.service({ capacity: 5, price: { amount: 10_000, currency: "INR" } });
  const party = await customer.hold({ serviceId, start: monday("10:00"), quantity: 3 });

  expect(party).toMatchObject({ quantity: 3, price: { amount: 30_000 }, terms: { unitPrice: { amount: 10_000 }, total: { amount: 30_000 } } });
  expectProblem(await business.hold({ serviceId, start: monday("10:00"), quantity: 3 }), "slot_unavailable");
  await customer.hold({ serviceId, start: monday("10:00"), quantity: 2 });
  expectProblem(await business.hold({ serviceId, start: monday("10:00") }), "slot_unavailable");
});

test("a party larger than any session is bad input, which says how many fit", async () => {
  const { serviceId } = await customer.service({ capacity: 5 });
  const answer = await business.hold({ serviceId, start: monday("10:00"), quantity: 6 });
  expectProblem(answer, "validation_failed", "quantity");
  expect(answer.body.errors[0].message).toContain("5");
});

test("a published session seats as many as it says, whatever the service's own capacity", async () => {
  const { serviceId } = await customer.service({ capacity: 2 });
  await business.create("/v1/slots", { serviceId, start: monday("20:00"), capacity: 8 });
  expect((await customer.hold({ serviceId, start: monday("20:00"), quantity: 7 })).quantity).toBe(7);
  expectProblem(await business.hold({ serviceId, start: monday("20:00"), quantity: 9 }), "validation_failed", "quantity");
});

test("each duration has its own end and price; another one is bad input", async () => {
  const { serviceId } = await customer.service({
    price: { amount: 30_000, currency: "INR" },
    durations: [{ durationMinutes: 60, price: { amount: 50_000, currency: "INR" } }],
  });
  const long = await customer.hold({ serviceId, start: monday("10:00"), durationMinutes: 60 });
  expect(long).toMatchObject({ end: monday("11:00"), durationMinutes: 60, price: { amount: 50_000 } });
  expect(await customer.hold({ serviceId, start: monday("11:00") })).toMatchObject({ end: monday("11:30"), price: { amount: 30_000 } });
  expectProblem(await business.hold({ serviceId, start: monday("12:00"), durationMinutes: 45 }), "validation_failed", "durationMinutes");
});

test("price, tax and terms are frozen: what the owner changes later is for later holds", async () => {
  const old = { price: { amount: 50_000, currency: "INR" }, taxPercent: 18, cancellation: [{ hoursBefore: 24, refundPercent: 50 }] };
  const { serviceId } = await customer.service(old);
  const hold = await customer.hold({ serviceId, start: monday("10:00") });

  const change = { price: { amount: 99_900, currency: "INR" }, taxPercent: 5, cancellation: [], durationMinutes: 45 };
  expect((await app.request("PATCH", `/v1/services/${serviceId}`, change, { key: business.sk })).status).toBe(200);

  const read = await app.request("GET", `/v1/holds/${hold.id}`, undefined, { token: hold.token });
  expect(read.body).toMatchObject({ price: old.price, durationMinutes: 30, end: monday("10:30"), terms: hold.terms });
  expect(await customer.hold({ serviceId, start: monday("12:00") })).toMatchObject({ price: change.price, durationMinutes: 45 });
});

test("the largest price times the largest party is still counted exactly", async () => {
  const { serviceId } = await customer.service({ capacity: 10_000, price: { amount: 500_000_000_000, currency: "INR" } });
  const hold = await customer.hold({ serviceId, start: monday("10:00"), quantity: 10_000 });
  expect(hold.price.amount).toBe(5_000_000_000_000_000);
});

test("a hidden, an archived and an unknown service can't be held", async () => {
  const hidden = await customer.service({ active: false });
  const archived = await customer.service();
  await app.request("DELETE", `/v1/services/${archived.serviceId}`, undefined, { key: business.sk });
  for (const serviceId of [hidden.serviceId, archived.serviceId, "svc_000000000000"])
    expectProblem(await business.hold({ serviceId, start: monday("10:00") }), "not_found");
});

test("a hold lasts as long as its service says", async () => {
  const { serviceId } = await customer.service({ holdSeconds: 45 });
  expect(await customer.hold({ serviceId, start: monday("10:00") })).toMatchObject({ expiresInSeconds: 45, expiresAt: "2026-03-01T00:00:45.000Z" });
});
