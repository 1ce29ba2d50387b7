import { beforeAll, beforeEach, expect, test } from "vitest";
import { createTestApp } from "../../helpers/app.js";
import { backToNow } from "../../helpers/back-to-now.js";
import { type Business, createBusiness, CUSTOMER } from "../../helpers/business.js";
import { createJourney, type Hold, type Journey } from "../../helpers/journey.js";
import { expectProblem } from "../../helpers/problems.js";
import { monday } from "../../helpers/times.js";

const app = await createTestApp();
let business: Business;
let customer: Journey;
let serviceId: string;

beforeAll(async () => {
  business = await createBusiness(app);
  await app.request("PATCH", "/v1/tenant", { liveHoldsPerClient: 100 }, { key: business.sk });
  customer = createJourney(app, business);
});
beforeEach(async () => {
  await backToNow(app);
  ({ serviceId } = await customer.service({ intervalMinutes: 15, capacity: 2, price: { amount: 10_000, currency: "INR" } }));
});

const read = async ({ id }: Hold) => (await app.request("GET", `/v1/holds/${id}`, undefined, { key: business.sk })).body;

/** As a browser does it: with the publishable key and the old hold's token. */
const swap = (old: Hold, wish: object, token: string | undefined = old.token) =>
  business.hold({ serviceId, replaces: old.id, ...wish }, { key: business.pk, token });

test("a won swap is a hold of its own, with its own token and full time", async () => {
  const old = await customer.hold({ serviceId, start: monday("10:00") });
  await app.clock.advance(200_000);
  const answer = await swap(old, { start: monday("15:00"), quantity: 2 });

  expect(answer.status).toBe(201);
  expect(answer.body).toMatchObject({ start: monday("15:00"), quantity: 2, expiresInSeconds: 300, extensionsLeft: 10, price: { amount: 20_000 } });
  expect(answer.body.token).not.toBe(old.token);
  expectProblem(await app.request("GET", `/v1/holds/${answer.body.id}`, undefined, { token: old.token }), "not_found");
  expectProblem(await customer.checkOut(old), "hold_not_active");
  expect(await app.breaches()).toEqual([]);
});

test("a lost swap keeps the old slot, with the time it had", async () => {
  const old = await customer.hold({ serviceId, start: monday("10:00") });
  await customer.hold({ serviceId, start: monday("15:00"), quantity: 2 });
  await app.clock.advance(100_000);

  expectProblem(await swap(old, { start: monday("15:00") }), "slot_unavailable");
  expectProblem(await swap(old, { start: monday("15:07") }), "slot_unavailable");
  expectProblem(await swap(old, { start: monday("15:00"), quantity: 3 }), "validation_failed", "quantity");

  expect(await read(old)).toMatchObject({ status: "held", expiresInSeconds: 200 });
  expectProblem(await business.hold({ serviceId, start: monday("10:00"), quantity: 2 }), "slot_unavailable");
});

test("a swap to the same start for more people counts the own place as free", async () => {
  const old = await customer.hold({ serviceId, start: monday("10:00") });
  expect((await swap(old, { start: monday("10:00"), quantity: 2 })).body).toMatchObject({ quantity: 2, status: "held" });
  expectProblem(await business.hold({ serviceId, start: monday("10:00") }), "slot_unavailable");
  expect(await app.breaches()).toEqual([]);
});

test("a lost swap to an overlapping start keeps the old slot: nobody gets in between", async () => {
  const old = await customer.hold({ serviceId, start: monday("10:00") });
  await customer.hold({ serviceId, start: monday("10:30"), quantity: 2 });
  expectProblem(await swap(old, { start: monday("10:15") }), "slot_unavailable");
  expect(await read(old)).toMatchObject({ status: "held" });
  expect(await app.breaches()).toEqual([]);
});

test("the alternatives of a lost swap include what only the own hold stands in the way of", async () => {
  const old = await customer.hold({ serviceId, start: monday("10:00"), quantity: 2 });
  await customer.hold({ serviceId, start: monday("10:30"), quantity: 2 });
  const { body } = await swap(old, { start: monday("10:30") });
  expect(body.alternatives.map(({ start }: { start: string }) => start)).toContain(monday("09:45"));
});

test("without the old hold's token, or with another's, nothing is swapped", async () => {
  const [mine, theirs] = [await customer.hold({ serviceId, start: monday("10:00") }), await customer.hold({ serviceId, start: monday("11:00") })];
  for (const token of ["", theirs.token, "hold.forged", app.deps.keyring.tokenFor("booking", business.tenantId, mine.id)])
    expectProblem(await swap(mine, { start: monday("15:00") }, token), "not_found", "replaces");
  expect(await read(mine)).toMatchObject({ status: "held" });
  expectProblem(await business.hold({ serviceId, start: monday("15:00"), replaces: "hold_000000000000" }), "not_found", "replaces");
});

test("another tenant can't give up our hold, not even with its token", async () => {
  const mine = await customer.hold({ serviceId, start: monday("10:00") });
  const stranger = await createBusiness(app);
  const theirs = await createJourney(app, stranger).service();
  for (const key of [stranger.sk, stranger.pk])
    expectProblem(await stranger.hold({ ...theirs, resourceId: undefined, start: monday("10:00"), replaces: mine.id }, { key, token: mine.token }), "not_found", "replaces");
  expect(await read(mine)).toMatchObject({ status: "held" });
});

test("what is being paid or is booked is not swapped; what has ended is no hindrance", async () => {
  await app.request("PUT", "/v1/tenant/payments", { keyId: "rzp_test_fake", keySecret: "fake secret" }, { key: business.sk });
  const [paying, ended] = [await customer.hold({ serviceId, start: monday("10:00") }), await customer.hold({ serviceId, start: monday("11:00") })];
  expect((await app.request("POST", `/v1/holds/${paying.id}/checkout`, { customer: CUSTOMER }, { token: paying.token })).status).toBe(200);
  expectProblem(await swap(paying, { start: monday("15:00") }), "hold_not_active");
  await app.clock.advance(300_000);
  expect((await swap(ended, { start: monday("15:00") })).status).toBe(201);
});
