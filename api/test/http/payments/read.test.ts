import { beforeAll, beforeEach, expect, test } from "vitest";
import { createTestApp } from "../../helpers/app.js";
import { backToNow } from "../../helpers/back-to-now.js";
import { type Business, createBusiness } from "../../helpers/business.js";
import { expectProblem } from "../../helpers/problems.js";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../../helpers/times.js";
import { createTill, PRICE, type Till } from "./till.js";

const app = await createTestApp();
let business: Business;
let till: Till;

beforeAll(async () => {
  business = await createBusiness(app, { payments: true });
  till = createTill(app, business);
});
beforeEach(async () => {
  await app.deliverOutbox();
  await backToNow(app);
});

/** An order whose slot was taken by somebody else when its time was over. */
async function tooLate() {
  const serviceId = await till.service();
  const hold = await till.customer.hold({ serviceId, start: "2026-03-02T06:30:00Z" });
  const orderId = await till.customer.order(hold);
  await app.clock.advance(HOUR_MS);
  await till.customer.hold({ serviceId, start: "2026-03-02T06:30:00Z" });
  return { hold, orderId };
}

test("paid: ordered, authorised, booked and captured, in this order", async () => {
  const { booking, payment } = await till.sell();
  expect(payment).toMatchObject({
    purpose: "booking", status: "captured", amount: PRICE, refundedAmount: 0, booking: { id: booking.id, reference: booking.reference },
    razorpayPaymentId: expect.stringMatching(/^pay_/), refunds: [], alerts: [], needsAttention: false,
  });
  expect(payment.history.map(({ type, detail }) => [type, detail])).toEqual([
    ["order_created", { razorpayOrderId: payment.razorpayOrderId }],
    ["authorized", { razorpayPaymentId: payment.razorpayPaymentId }],
    ["booked", { bookingId: booking.id }],
    ["captured", { razorpayPaymentId: payment.razorpayPaymentId }],
  ]);
});

test("captured by the merchant's account itself: booked at once, and captured but once", async () => {
  const { hold, orderId } = await till.order();
  await till.customer.confirm(hold, app.gateway.pay(orderId, "captured"));
  await app.deliverOutbox();
  expect(await till.history((await till.paymentOf(hold)).id)).toEqual(["order_created", "captured", "booked"]);
});

test("a try that fails before one that does not is there with its reason, once, however often it is told of", async () => {
  const { hold, orderId } = await till.order();
  const failed = app.gateway.pay(orderId, "failed");
  for (let again = 0; again < 3; again++) expectProblem(await till.customer.confirm(hold, failed), "payment_failed");
  await till.customer.confirm(hold, app.gateway.pay(orderId));
  await app.deliverOutbox();
  const { id, history } = await till.paymentOf(hold);
  expect(await till.history(id)).toEqual(["order_created", "attempt_failed", "authorized", "booked", "captured"]);
  expect(history[1]!.detail).toEqual({ razorpayPaymentId: failed.razorpayPaymentId, reason: "The bank declined." });
});

test("too late, and not captured: abandoned, and let go of in the end", async () => {
  const { hold, orderId } = await tooLate();
  const proof = app.gateway.pay(orderId);
  expectProblem(await till.customer.confirm(hold, proof), "slot_unavailable");
  const { id, ...payment } = await till.paymentOf(hold);
  expect(payment).toMatchObject({ status: "abandoned", booking: null, refundedAmount: 0, refunds: [] });
  app.gateway.payments.get(proof.razorpayPaymentId)!.status = "refunded";
  for (let days = 0; days < 6; days++) await till.later(DAY_MS);
  expect(await till.history(id)).toEqual(["order_created", "authorized", "too_late", "released"]);
  expect((await till.read(id)).status).toBe("abandoned");
});

test("too late, and captured: given back whole", async () => {
  const { hold, orderId } = await tooLate();
  await till.customer.confirm(hold, app.gateway.pay(orderId, "captured"));
  const started = await till.paymentOf(hold);
  expect(started).toMatchObject({ status: "refund_pending", refundedAmount: PRICE, booking: null, refunds: [{ reason: "late", status: "requested", razorpayRefundId: null, settledAt: null }] });
  await app.deliverOutbox();
  const { id, ...payment } = await till.paymentOf(hold);
  expect(payment).toMatchObject({
    status: "refunded", refundedAmount: PRICE,
    refunds: [{ paymentId: id, reason: "late", status: "processed", amount: PRICE, currency: "INR", attempt: 1, lastError: null, note: null, razorpayRefundId: expect.stringMatching(/^rfnd_/), settledAt: expect.any(String) }],
  });
  expect(await till.history(id)).toEqual(["order_created", "captured", "too_late", "refund_requested", "refund_accepted", "refund_processed"]);
});

test("too late, and captured by the merchant after that: the history tells one after the other", async () => {
  const { hold, orderId } = await tooLate();
  const proof = app.gateway.pay(orderId);
  await till.customer.confirm(hold, proof);
  Object.assign(app.gateway.payments.get(proof.razorpayPaymentId)!, { status: "captured", captured: true });
  await till.customer.confirm(hold, proof);
  await app.deliverOutbox();
  expect(await till.history((await till.paymentOf(hold)).id)).toEqual(["order_created", "authorized", "too_late", "captured", "refund_requested", "refund_accepted", "refund_processed"]);
});

test("cancelled: what was given back, why and when", async () => {
  const { booking, payment } = await till.sell();
  await app.clock.advance(MINUTE_MS);
  await till.customer.cancel(booking);
  await app.deliverOutbox();
  const cancelled = await till.read(payment.id);
  expect(cancelled).toMatchObject({ status: "refunded", refundedAmount: PRICE, refunds: [{ reason: "cancelled", status: "processed" }] });
  expect(await till.history(payment.id)).toEqual(["order_created", "authorized", "booked", "captured", "refund_requested", "refund_accepted", "refund_processed"]);
  const { id } = cancelled.refunds[0]!;
  const razorpayRefundId = till.givenBack(payment)[0]!.id;
  expect(cancelled.history.slice(4).map(({ detail }) => detail)).toEqual([{ refundId: id, reason: "cancelled", amount: PRICE }, { refundId: id, razorpayRefundId }, { refundId: id, razorpayRefundId }]);
  expect(cancelled.history[4]!.at).toBe("2026-03-01T00:01:00.000Z");
});

test("cancelled before it was captured: the capture that a refund needs is told, too", async () => {
  const { hold, orderId } = await till.order();
  const booking = (await till.customer.confirm(hold, app.gateway.pay(orderId))).body;
  await till.customer.cancel(booking);
  await app.deliverOutbox();
  expect(await till.history((await till.paymentOf(hold)).id)).toEqual(["order_created", "authorized", "booked", "refund_requested", "captured", "refund_accepted", "refund_processed"]);
});

test("a second payment of one order has a row and a history of its own, and the first one stays as it was", async () => {
  const { hold, orderId } = await till.order();
  await till.customer.confirm(hold, app.gateway.pay(orderId, "captured"));
  const second = app.gateway.pay(orderId, "captured");
  await till.customer.confirm(hold, second);
  await app.deliverOutbox();
  const [stray] = await till.list(`search=${second.razorpayPaymentId}`);
  expect(await till.read(stray!.id)).toMatchObject({ purpose: "stray", status: "refunded", booking: null, refundedAmount: PRICE, refunds: [{ reason: "duplicate" }] });
  expect(await till.history(stray!.id)).toEqual(["stray", "refund_requested", "refund_accepted", "refund_processed"]);
  const first = await till.paymentOf(hold);
  expect([first.status, first.refundedAmount, await till.history(first.id)]).toEqual(["captured", 0, ["order_created", "captured", "booked"]]);
});

test("an order that nobody pays ends as never paid", async () => {
  const { hold } = await till.order();
  for (let days = 0; days < 7; days++) await till.later(DAY_MS);
  const { id, status } = await till.paymentOf(hold);
  expect([status, await till.history(id)]).toEqual(["expired", ["order_created", "never_paid"]]);
});

test("a booking that nobody could capture lapses, and its owner is told", async () => {
  const { hold, orderId } = await till.order();
  const proof = app.gateway.pay(orderId);
  await till.customer.confirm(hold, proof);
  app.gateway.payments.get(proof.razorpayPaymentId)!.status = "refunded";
  await app.deliverOutbox();
  const { id, ...payment } = await till.paymentOf(hold);
  expect(payment).toMatchObject({ status: "lapsed", needsAttention: true, alerts: [{ kind: "not_captured", paymentId: id, subject: proof.razorpayPaymentId }] });
  expect(await till.history(id)).toEqual(["order_created", "authorized", "booked", "lapsed"]);
  expect(await app.breaches()).toEqual([]);
});

test("the instants of a history never go back", async () => {
  for (const { id } of await till.list("limit=200")) {
    const { history } = await till.read(id);
    expect(history.map(({ at }) => at)).toEqual(history.map(({ at }) => at).toSorted());
  }
});
