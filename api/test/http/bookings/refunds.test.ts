import { beforeAll, beforeEach, expect, test } from "vitest";
import { createTestApp } from "../../helpers/app.js";
import { backToNow } from "../../helpers/back-to-now.js";
import { type Business, createBusiness } from "../../helpers/business.js";
import { type Booking, createJourney, type Journey } from "../../helpers/journey.js";
import { expectProblem } from "../../helpers/problems.js";
import { HOUR_MS, monday } from "../../helpers/times.js";

const app = await createTestApp();
const TIERS = [{ hoursBefore: 24, refundPercent: 100 }, { hoursBefore: 2, refundPercent: 50 }];
let business: Business;
let customer: Journey;
let serviceId: string;

beforeAll(async () => {
  business = await createBusiness(app, { payments: true });
  customer = createJourney(app, business);
});
beforeEach(async () => {
  app.gateway.unreachable = false;
  await app.deliverOutbox();
  await backToNow(app);
  app.mails.length = 0;
  ({ serviceId } = await customer.service({ price: { amount: 50_001, currency: "INR" }, cancellation: TIERS }));
});

const buy = (status: "authorized" | "captured" = "authorized") => customer.buy({ serviceId, start: monday("12:00") }, {}, status);
const hoursBefore = (hours: number) => app.clock.set(new Date(Date.parse(monday("12:00")) - hours * HOUR_MS));
const read = async ({ id }: Booking) => (await app.request("GET", `/v1/bookings/${id}`, undefined, { key: business.sk })).body;
const refundsOf = (paymentId: string) => app.gateway.refunds.filter((refund) => refund.paymentId === paymentId).map(({ amountMinor }) => amountMinor);
const paymentOf = async ({ holdId }: Booking) => (await app.sql<{ id: string }[]>`select provider_payment_id as id from payments where hold_id = ${holdId}`)[0]!.id;
const undelivered = async () => (await app.sql<{ topic: string; lastError: string | null }[]>`select topic, last_error from outbox where done_at is null`).map(({ topic, lastError }) => `${topic}: ${lastError}`);

test("half of an odd price is rounded half up, given back once, and told in the answer", async () => {
  const booking = await buy();
  await app.deliverOutbox();
  await hoursBefore(3);
  const { body } = await customer.cancel(booking);
  expect(body).toMatchObject({ status: "cancelled", payment: { status: "refund_pending", amount: 50_001, refundedAmount: 25_001 } });
  await app.deliverOutbox();
  expect(refundsOf(await paymentOf(booking))).toEqual([25_001]);
  expect((await read(booking)).payment).toMatchObject({ status: "refunded", refundedAmount: 25_001 });
  expect(await app.breaches()).toEqual([]);
});

test.each([
  [24, "₹500.01"],
  [3, "₹250.01"],
])("the mail of a cancellation %d hours before tells that %s are given back", async (hours, text) => {
  const booking = await buy();
  await app.deliverOutbox();
  app.mails.length = 0;
  await hoursBefore(hours);
  await customer.cancel(booking);
  await app.deliverOutbox();
  // One says what was done, the other that the bank has done it.
  expect(app.mails.map(({ subject }) => subject).toSorted()).toEqual([expect.stringMatching(/^Cancelled: /), `Refunded: ${text} for Service`]);
  expect(app.mails.find(({ subject }) => subject.startsWith("Cancelled: "))!.text).toContain(`Refund started: ${text}`);
});

test("the mail tells of the refund whichever of the two leaves first, and of none where there is none", async () => {
  for (const [hours, expected] of [[3, true], [1, false]] as const) {
    await backToNow(app);
    const booking = await buy();
    await app.deliverOutbox();
    app.mails.length = 0;
    await hoursBefore(hours);
    await customer.cancel(booking);
    // The mail is late: the refund is there first.
    await app.sql`update outbox set due_at = due_at + interval '1 hour' where topic like 'mail.%' and done_at is null`;
    await app.deliverOutbox();
    await app.clock.advance(HOUR_MS);
    await app.deliverOutbox();
    const [mail, ...others] = app.mails.filter(({ subject }) => subject.startsWith("Cancelled: "));
    expect(others).toEqual([]);
    expect(mail!.text.includes("Refund started: ₹250.01")).toBe(expected);
    expect(mail!.text.includes("Refund started")).toBe(expected);
  }
});

test("cancelled before it was captured: captured once, and given back once", async () => {
  const booking = await buy();
  await customer.cancel(booking);
  await app.deliverOutbox();
  const payment = await paymentOf(booking);
  expect(refundsOf(payment)).toEqual([50_001]);
  expect(app.gateway.payments.get(payment)).toMatchObject({ captured: true, status: "refunded", refundedMinor: 50_001 });
  expect(await undelivered()).toEqual([]);
});

test("while the provider can't be reached the refund waits; then it goes out once", async () => {
  const booking = await buy("captured");
  await customer.cancel(booking);
  app.gateway.unreachable = true;
  await app.deliverOutbox();
  expect((await read(booking)).payment.status).toBe("refund_pending");
  app.gateway.unreachable = false;
  for (let again = 0; again < 2; again++) {
    await app.clock.advance(60_000);
    await app.deliverOutbox();
  }
  expect(refundsOf(await paymentOf(booking))).toEqual([50_001]);
  expect((await read(booking)).payment.status).toBe("refunded");
});

test("a refund whose answer was lost is tried again with its key, and goes out once", async () => {
  const booking = await buy("captured");
  await customer.cancel(booking);
  const original = app.gateway.refund.bind(app.gateway);
  app.gateway.refund = async (...given) => {
    await original(...given);
    app.gateway.refund = original;
    throw new Error("The answer was lost.");
  };
  await app.deliverOutbox();
  await app.clock.advance(60_000);
  await app.deliverOutbox();
  expect(refundsOf(await paymentOf(booking))).toEqual([50_001]);
  expect(await undelivered()).toEqual([]);
});

test("two cancellations at once: one refund, and the slot is free", async () => {
  const booking = await buy("captured");
  const answers = await Promise.all([customer.cancel(booking), customer.cancel(booking), customer.cancel(booking)]);
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
  expectProblem(answers.find(({ status }) => status === 409)!, "booking_not_active");
  await app.deliverOutbox();
  expect(refundsOf(await paymentOf(booking))).toEqual([50_001]);
  await customer.hold({ serviceId, start: monday("12:00") });
  expect(await app.breaches()).toEqual([]);
});

test("the same Idempotency-Key cancels once and answers the same", async () => {
  const booking = await buy("captured");
  const cancel = () => app.request("POST", `/v1/bookings/${booking.id}/cancel`, { reason: "Ill" }, { token: booking.token, idempotencyKey: "c1" });
  const [first, again] = [await cancel(), await cancel()];
  expect(again.body).toEqual(first.body);
  expect(again.headers.get("Idempotency-Replayed")).toBe("true");
});

test("a second payment of one order is given back once, however often it is told of", async () => {
  const hold = await customer.hold({ serviceId, start: monday("12:00") });
  const orderId = await customer.order(hold);
  await customer.confirm(hold, app.gateway.pay(orderId, "captured"));
  const second = app.gateway.pay(orderId, "captured");
  for (let again = 0; again < 3; again++) expect((await customer.confirm(hold, second)).status).toBe(200);
  await app.deliverOutbox();
  expect((await customer.confirm(hold, second)).status).toBe(200);
  await app.deliverOutbox();
  expect(refundsOf(second.razorpayPaymentId)).toEqual([50_001]);
  expect(await undelivered()).toEqual([]);
});

test("terms are those of the hold: tiers that the owner tightens later don't count", async () => {
  const booking = await buy("captured");
  await app.request("PATCH", `/v1/services/${serviceId}`, { cancellation: [{ hoursBefore: 0, refundPercent: 0 }] }, { key: business.sk });
  await hoursBefore(25);
  await customer.cancel(booking);
  await app.deliverOutbox();
  expect(refundsOf(await paymentOf(booking))).toEqual([50_001]);
});

test("without tiers everything is given back until the start", async () => {
  ({ serviceId } = await customer.service({ price: { amount: 70_000, currency: "INR" } }));
  const booking = await buy("captured");
  await app.clock.set(new Date(Date.parse(monday("12:00")) - 1));
  await customer.cancel(booking);
  await app.deliverOutbox();
  expect(refundsOf(await paymentOf(booking))).toEqual([70_000]);
});
