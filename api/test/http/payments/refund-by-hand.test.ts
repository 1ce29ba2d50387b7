import { beforeAll, beforeEach, expect, test } from "vitest";
import { createTestApp } from "../../helpers/app.js";
import { backToNow } from "../../helpers/back-to-now.js";
import { type Business, createBusiness } from "../../helpers/business.js";
import type { Booking } from "../../helpers/journey.js";
import { expectProblem } from "../../helpers/problems.js";
import { countRows } from "../../helpers/rows.js";
import { DAY_MS, HOUR_MS, monday } from "../../helpers/times.js";
import { createTill, PRICE, type Till } from "./till.js";

const app = await createTestApp();
let business: Business;
let till: Till;

beforeAll(async () => {
  business = await createBusiness(app, { payments: true });
  till = createTill(app, business);
});
beforeEach(async () => {
  app.gateway.unreachable = false;
  await app.deliverOutbox();
  await backToNow(app);
});

const readBooking = async ({ id }: Booking) => (await app.request("GET", `/v1/bookings/${id}`, undefined, { key: business.sk })).body;
const sum = (refunds: { amountMinor: number }[]) => refunds.reduce((total, { amountMinor }) => total + amountMinor, 0);

test("a part is given back, the booking stands, and nothing is broken", async () => {
  const { booking, payment } = await till.sell();
  const { status, body } = await till.refund(payment.id, { amount: 12_345, note: "The room was cold" });
  expect(status).toBe(201);
  expect(body).toEqual({
    id: expect.stringMatching(/^rfd_/), paymentId: payment.id, amount: 12_345, currency: "INR", reason: "by_hand", status: "requested",
    razorpayRefundId: null, attempt: 1, lastError: null, note: "The room was cold", createdAt: "2026-03-01T00:00:00.000Z", settledAt: null,
  });
  expect(await till.read(payment.id)).toMatchObject({ status: "refund_pending", refundedAmount: 12_345 });
  expect(await app.breaches()).toEqual([]);

  await app.deliverOutbox();
  const [given] = till.givenBack(payment);
  expect(till.givenBack(payment)).toMatchObject([{ amountMinor: 12_345, status: "processed" }]);
  expect(await till.read(payment.id)).toMatchObject({
    refundedAmount: 12_345, needsAttention: false,
    refunds: [{ id: body.id, status: "processed", razorpayRefundId: given!.id, note: "The room was cold", settledAt: "2026-03-01T00:00:00.000Z" }],
  });
  expect(await readBooking(booking)).toMatchObject({ status: "confirmed", payment: { amount: PRICE, refundedAmount: 12_345 } });
  expect(await app.breaches()).toEqual([]);
});

test("an owner who is signed in may, too", async () => {
  const { payment } = await till.sell();
  expect((await till.refund(payment.id, { amount: 100 }, { key: business.accessToken })).status).toBe(201);
});

test("part after part until nothing is left; what is left is the default", async () => {
  const { booking, payment } = await till.sell();
  for (const amount of [20_000, 20_000, undefined]) {
    expect((await till.refund(payment.id, { amount })).status).toBe(201);
    await app.deliverOutbox();
  }
  expect(till.givenBack(payment).map(({ amountMinor }) => amountMinor)).toEqual([20_000, 20_000, 10_000]);
  const refunded = await till.read(payment.id);
  expect([refunded.status, refunded.refundedAmount, refunded.refunds.map(({ reason }) => reason)]).toEqual(["refunded", PRICE, ["by_hand", "by_hand", "by_hand"]]);
  expectProblem(await till.refund(payment.id), "payment_not_refundable");
  expectProblem(await till.refund(payment.id, { amount: 100 }), "payment_not_refundable");
  expect((await readBooking(booking)).status).toBe("confirmed");
  expect(await app.breaches()).toEqual([]);
});

test("two parts of one amount are two refunds, also where the first one's answer was lost", async () => {
  const { payment } = await till.sell();
  app.gateway.unreachable = true;
  for (const amount of [10_000, 10_000]) await till.refund(payment.id, { amount });
  await app.deliverOutbox();
  app.gateway.unreachable = false;
  await app.clock.advance(60_000);
  await app.deliverOutbox();
  expect(till.givenBack(payment).map(({ amountMinor }) => amountMinor)).toEqual([10_000, 10_000]);
  expect((await till.read(payment.id)).refunds.map(({ status }) => status)).toEqual(["processed", "processed"]);
});

test("more than is left is refused, with what is left, and nothing is noted", async () => {
  const { payment } = await till.sell();
  await till.refund(payment.id, { amount: 30_000 });
  const rows = await countRows(app.sql);
  for (const amount of [20_001, PRICE, 500_000_000_000]) {
    const refused = await till.refund(payment.id, { amount });
    expectProblem(refused, "validation_failed", "amount");
    expect(refused.body.errors[0].message).toContain("20000");
  }
  expect(await countRows(app.sql)).toEqual(rows);
  expect((await till.refund(payment.id, { amount: 20_000 })).status).toBe(201);
});

test.each<[string, unknown[]]>([
  ["amount", [0, -1, 1.5, "100", null, [100], 99, 1e300, 1e21]],
  ["note", ["", "  ", "x".repeat(501), "a\nb", "\0", "\ud800", 7, null]],
  ["reason", ["late"]],
  ["currency", ["USD"]],
])("a refund with a bad %s is refused, named, and leaves nothing", async (field, values) => {
  const { payment } = await till.sell();
  const rows = await countRows(app.sql);
  for (const value of values) expectProblem(await till.refund(payment.id, { [field]: value }), "validation_failed", field);
  expect(await countRows(app.sql)).toEqual(rows);
});

test("what was never taken can't be given back: not paid, abandoned, lapsed, expired, or a stray that was not captured", async () => {
  const unpaid = await till.order();
  const refused = async (paymentId: string, status: string) => {
    expect((await till.read(paymentId)).status).toBe(status);
    expectProblem(await till.refund(paymentId), "payment_not_refundable");
    expectProblem(await till.refund(paymentId, { amount: 100 }), "payment_not_refundable");
  };
  await refused((await till.paymentOf(unpaid.hold)).id, "created");

  const serviceId = await till.service();
  const late = await till.customer.hold({ serviceId, start: monday("12:00") });
  const orderId = await till.customer.order(late);
  await app.clock.advance(HOUR_MS);
  await till.customer.hold({ serviceId, start: monday("12:00") });
  await till.customer.confirm(late, app.gateway.pay(orderId));
  await refused((await till.paymentOf(late)).id, "abandoned");

  const lapsed = await till.order();
  const proof = app.gateway.pay(lapsed.orderId);
  await till.customer.confirm(lapsed.hold, proof);
  app.gateway.payments.get(proof.razorpayPaymentId)!.status = "refunded";
  await app.deliverOutbox();
  await refused((await till.paymentOf(lapsed.hold)).id, "lapsed");

  const twice = await till.order();
  await till.customer.confirm(twice.hold, app.gateway.pay(twice.orderId));
  const second = app.gateway.pay(twice.orderId);
  await till.customer.confirm(twice.hold, second);
  await refused((await till.list(`search=${second.razorpayPaymentId}`))[0]!.id, "abandoned");

  for (let days = 0; days < 6; days++) await till.later(DAY_MS);
  await refused((await till.paymentOf(unpaid.hold)).id, "expired");
});

test("unknown payments and refunds are not found, and a refund only under its own payment", async () => {
  const [{ payment }, { payment: other }] = [await till.sell(), await till.sell()];
  const { body: refund } = await till.refund(payment.id, { amount: 100 });
  for (const id of ["pmt_00000000000000000000", "x", "%00"]) expectProblem(await till.refund(id), "not_found");
  expectProblem(await till.retry({ id: refund.id, paymentId: other.id }), "not_found");
  expectProblem(await till.retry({ id: "rfd_00000000000000000000", paymentId: payment.id }), "not_found");
  expectProblem(await till.retry({ id: refund.id, paymentId: payment.id }), "payment_not_refundable");
});

test("the same Idempotency-Key gives back once and answers the same; for anything else it is refused", async () => {
  const [{ payment }, { payment: other }] = [await till.sell(), await till.sell()];
  const ask = (paymentId = payment.id, amount = 10_000) => till.refund(paymentId, { amount }, { idempotencyKey: "once" });
  const first = await ask();
  await app.deliverOutbox();
  const again = await ask();
  expect([again.status, again.body, again.headers.get("Idempotency-Replayed")]).toEqual([201, first.body, "true"]);
  expectProblem(await ask(payment.id, 10_001), "idempotency_key_reused");
  expectProblem(await ask(other.id), "idempotency_key_reused");
  await app.deliverOutbox();
  expect(till.givenBack(payment).map(({ amountMinor }) => amountMinor)).toEqual([10_000]);
  expect(till.givenBack(other)).toEqual([]);
});

test("an Idempotency-Key of a refused refund is free again", async () => {
  const { payment } = await till.sell();
  expectProblem(await till.refund(payment.id, { amount: PRICE + 1 }, { idempotencyKey: "refused" }), "validation_failed", "amount");
  expect((await till.refund(payment.id, { amount: PRICE }, { idempotencyKey: "refused" })).status).toBe(201);
});

test("five at once with one key: one refund", async () => {
  const { payment } = await till.sell();
  const answers = await Promise.all(Array.from({ length: 5 }, () => till.refund(payment.id, { amount: 10_000 }, { idempotencyKey: "five" })));
  for (const answer of answers) if (answer.status !== 201) expectProblem(answer, "idempotency_in_flight");
  expect(new Set(answers.filter(({ status }) => status === 201).map(({ body }) => body.id)).size).toBe(1);
  await app.deliverOutbox();
  expect(till.givenBack(payment).map(({ amountMinor }) => amountMinor)).toEqual([10_000]);
});

test("two at once for all that is left: one wins, and no more goes back than was paid", async () => {
  const { payment } = await till.sell();
  const answers = await Promise.all([till.refund(payment.id), till.refund(payment.id, { amount: PRICE }), till.refund(payment.id)]);
  expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 409, 409]);
  for (const answer of answers.filter(({ status }) => status === 409)) expectProblem(answer, "payment_not_refundable");
  await app.deliverOutbox();
  expect(till.givenBack(payment).map(({ amountMinor }) => amountMinor)).toEqual([PRICE]);
  expect(await app.breaches()).toEqual([]);
});

test("six at once for 200 of 500 rupees: two win, and what is left is the last one's", async () => {
  const { payment } = await till.sell();
  const answers = await Promise.all(Array.from({ length: 6 }, () => till.refund(payment.id, { amount: 20_000 })));
  expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 201, 400, 400, 400, 400]);
  await till.refund(payment.id);
  await app.deliverOutbox();
  expect([till.givenBack(payment).length, sum(till.givenBack(payment))]).toEqual([3, PRICE]);
  expect(await app.breaches()).toEqual([]);
});

test("an owner cancels with what they name; a customer may not name anything", async () => {
  const { booking, payment } = await till.sell();
  const cancel = (refundAmount: number) => app.request("POST", `/v1/bookings/${booking.id}/cancel`, { refundAmount }, { key: business.sk });
  expectProblem(await till.customer.cancel(booking, { refundAmount: PRICE }), "validation_failed", "refundAmount");
  for (const amount of [PRICE + 1, 99, -1]) expectProblem(await cancel(amount), "validation_failed", "refundAmount");
  expect((await cancel(12_300)).body.payment).toMatchObject({ status: "refund_pending", refundedAmount: 12_300 });
  await app.deliverOutbox();
  expect(till.givenBack(payment)).toMatchObject([{ amountMinor: 12_300, status: "processed" }]);
  expect(await app.breaches()).toEqual([]);
});

test("by hand, then cancelled: only what is left goes back", async () => {
  const { booking, payment } = await till.sell();
  await till.refund(payment.id, { amount: 30_000 });
  await app.deliverOutbox();
  expect((await till.customer.cancel(booking)).body.payment).toMatchObject({ status: "refund_pending", refundedAmount: PRICE });
  await app.deliverOutbox();
  expect(till.givenBack(payment).map(({ amountMinor }) => amountMinor)).toEqual([30_000, 20_000]);
  expect((await till.read(payment.id)).refunds.map(({ reason, amount }) => [reason, amount])).toEqual([["by_hand", 30_000], ["cancelled", 20_000]]);
  expect(await app.breaches()).toEqual([]);
});

test("all of it by hand, then cancelled: nothing more goes back", async () => {
  const { booking, payment } = await till.sell();
  await till.refund(payment.id);
  expect((await till.customer.cancel(booking)).status).toBe(200);
  await app.deliverOutbox();
  expect(till.givenBack(payment).map(({ amountMinor }) => amountMinor)).toEqual([PRICE]);
  expect(await app.breaches()).toEqual([]);
});

test("cancelled and given back by hand at once: no more goes back than was paid", async () => {
  for (let round = 0; round < 5; round++) {
    const { booking, payment } = await till.sell();
    await Promise.all([till.customer.cancel(booking), till.refund(payment.id), till.refund(payment.id, { amount: 40_000 })]);
    await app.deliverOutbox();
    expect(sum(till.givenBack(payment))).toBe(PRICE);
    expect((await till.read(payment.id)).refundedAmount).toBe(PRICE);
  }
  expect(await app.breaches()).toEqual([]);
});

test("cancelled for a part that the terms name: the rest can still be given back by hand", async () => {
  const { booking, payment } = await till.sell({ cancellation: [{ hoursBefore: 24, refundPercent: 50 }] });
  await till.customer.cancel(booking);
  await app.deliverOutbox();
  expect((await till.refund(payment.id)).body).toMatchObject({ amount: 25_000, reason: "by_hand" });
  await app.deliverOutbox();
  expect(till.givenBack(payment).map(({ amountMinor }) => amountMinor)).toEqual([25_000, 25_000]);
});

test("before it was captured: captured first, then given back", async () => {
  const { hold, orderId } = await till.order();
  await till.customer.confirm(hold, app.gateway.pay(orderId));
  const payment = await till.paymentOf(hold);
  expect(payment.status).toBe("authorized");
  await till.refund(payment.id, { amount: 10_000 });
  await app.deliverOutbox();
  expect(till.provided(payment)).toMatchObject({ captured: true, refundedMinor: 10_000 });
  expect((await till.read(payment.id)).refundedAmount).toBe(10_000);
  expect(await app.breaches()).toEqual([]);
});

test("a part of what turns out never to be captured: nothing is owed, and the owner is told that the booking is not paid", async () => {
  const { hold, orderId } = await till.order();
  const proof = app.gateway.pay(orderId);
  await till.customer.confirm(hold, proof);
  const { id } = await till.paymentOf(hold);
  await till.refund(id, { amount: 10_000 });
  app.gateway.payments.get(proof.razorpayPaymentId)!.status = "refunded";
  await app.deliverOutbox();
  expect(await till.read(id)).toMatchObject({ status: "lapsed", refundedAmount: 0, refunds: [{ status: "void", amount: 10_000 }], needsAttention: true, alerts: [{ kind: "not_captured" }] });
  expect(await app.breaches()).toEqual([]);
});

test("cancelled, and never captured: nothing is owed, and nobody has to look at it", async () => {
  const { hold, orderId } = await till.order();
  const proof = app.gateway.pay(orderId);
  const { body: booking } = await till.customer.confirm(hold, proof);
  await till.customer.cancel(booking);
  app.gateway.payments.get(proof.razorpayPaymentId)!.status = "refunded";
  await app.deliverOutbox();
  const { id, ...payment } = await till.paymentOf(hold);
  expect(payment).toMatchObject({ status: "lapsed", refundedAmount: 0, needsAttention: false, refunds: [{ status: "void", reason: "cancelled" }], alerts: [] });
  expect(await till.history(id)).toEqual(["order_created", "authorized", "booked", "refund_requested", "refund_void"]);
  expect(await app.breaches()).toEqual([]);
});

test("given back by hand, then moved to a cheaper time: what is left goes back, and nothing is broken", async () => {
  const { booking, payment } = await till.sell({ durations: [{ durationMinutes: 60, price: { amount: 20_000, currency: "INR" } }] });
  await till.refund(payment.id, { amount: 40_000 });
  await app.deliverOutbox();
  const hold = await till.customer.hold({ serviceId: booking.service.id, start: monday("14:00"), durationMinutes: 60 });
  const moved = await app.request("POST", `/v1/bookings/${booking.id}/reschedule`, { holdId: hold.id, holdToken: hold.token }, { token: booking.token });
  expect([moved.status, moved.body.price]).toEqual([200, { amount: 20_000, currency: "INR" }]);
  await app.deliverOutbox();
  expect(sum(till.givenBack(payment))).toBe(PRICE);
  expect(await app.breaches()).toEqual([]);
});
