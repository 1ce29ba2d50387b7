import { beforeEach, describe, expect, test } from "vitest";
import { reconcilePayment } from "../../src/operations/payments/reconcile-payment.js";
import { leaseDuePayments } from "../../src/queries/payments.js";
import { expectProblem } from "../helpers/problems.js";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../helpers/times.js";
import { openShop } from "./shop.js";

const shop = await openShop();
const { app, control } = shop;
let serviceId: string;

beforeEach(async () => {
  await shop.reset();
  ({ serviceId } = await shop.service());
});

const kept = { captured: 50_000, refunded: 0 };
const nothing = { captured: 0, refunded: 0 };
const returned = { captured: 50_000, refunded: 50_000 };
/** The same in both books, and no promise broken. */
async function expectBooks(orderId: string, expected: object) {
  expect(await shop.books(orderId)).toEqual({ theirs: expected, ours: expected });
  expect(await app.breaches()).toEqual([]);
}

describe("authorised, and the hold is live", () => {
  test("the booking is won first, then the exact amount is captured", async () => {
    const { hold, orderId } = await shop.checkedOut(serviceId);
    const proof = control.pay(orderId);
    const { status, body } = await shop.confirm(hold, proof);
    expect([status, body.status, body.payment.status]).toEqual([200, "confirmed", "authorized"]);
    await expectBooks(orderId, nothing);
    await shop.work();
    await expectBooks(orderId, kept);
    expect((await shop.paymentOf(orderId)).history.map(({ type }: { type: string }) => type)).toEqual(["order_created", "authorized", "booked", "captured"]);
  });

  test("the merchant's own capture was faster than ours: captured once", async () => {
    const { hold, orderId } = await shop.checkedOut(serviceId);
    const proof = control.pay(orderId);
    control.tamperWebhooks({ action: "lose", count: 10 });
    await shop.confirm(hold, proof);
    control.captureByHand(proof.razorpay_payment_id);
    await shop.work();
    expect((await shop.paymentOf(orderId)).status).toBe("captured");
    await expectBooks(orderId, kept);
  });

  test.each([
    ["an error after it was done", { kind: "status", status: 500, afterCommit: true }],
    ["a proxy's page", { kind: "html" }],
    ["too many requests", { kind: "status", status: 429 }],
    ["a cut connection", { kind: "reset" }],
    ["no answer, though it was done", { kind: "hang" }],
  ] as const)("the capture is answered with %s: captured once all the same", async (_, fault) => {
    const { hold, orderId } = await shop.checkedOut(serviceId);
    const proof = control.pay(orderId);
    control.tamperWebhooks({ action: "lose", count: 10 });
    await shop.confirm(hold, proof);
    control.failNext({ ...fault, path: "/capture" });
    await shop.work();
    await shop.live(5 * MINUTE_MS, MINUTE_MS);
    await expectBooks(orderId, kept);
  });

  test("nobody can capture for more than five days: it goes back to the customer, and the owner is told", async () => {
    const { hold, orderId } = await shop.checkedOut(serviceId);
    const proof = control.pay(orderId);
    control.tamperWebhooks({ action: "lose", count: 10 });
    await shop.confirm(hold, proof);
    control.failNext({ kind: "status", status: 503, path: "/capture", count: 1000 });
    await shop.live(5 * DAY_MS + HOUR_MS, 3 * HOUR_MS);
    control.clearFaults();
    await shop.live(DAY_MS, 3 * HOUR_MS);
    expect(await shop.paymentOf(orderId)).toMatchObject({ status: "lapsed", needsAttention: true, alerts: [{ kind: "not_captured" }] });
    await expectBooks(orderId, nothing);
  });
});

describe("paid after the hold expired", () => {
  test("the slot is still free: it is taken back, and booked", async () => {
    const { hold, orderId } = await shop.checkedOut(serviceId);
    await shop.advance(2 * HOUR_MS);
    expect((await shop.confirm(hold, control.pay(orderId))).status).toBe(200);
    await shop.work();
    await expectBooks(orderId, kept);
  });

  test("the slot is taken: never captured, and the customer is told on the page, with alternatives, and by mail", async () => {
    const { hold, orderId } = await shop.checkedOut(serviceId);
    await shop.advance(2 * HOUR_MS);
    await shop.rival(serviceId);
    const late = await shop.confirm(hold, control.pay(orderId));
    expectProblem(late, "slot_unavailable");
    expect(late.body).toMatchObject({ reason: "booked", detail: expect.stringContaining("You will not be charged"), payment: { outcome: "not_charged", amount: 50_000, currency: "INR" } });
    expect(late.body.alternatives).toHaveLength(3);
    await shop.work();
    expect(await shop.readHold(hold)).toMatchObject({ status: "expired", payment: { status: "abandoned", refundedAmount: 0 } });
    expect(app.mails.map(({ text }) => text)).toEqual([expect.stringContaining("you will not be charged")]);
    // The customer's bank lets go of it when its time is over.
    await shop.live(6 * DAY_MS, 6 * HOUR_MS);
    await expectBooks(orderId, nothing);
    expect((await shop.paymentOf(orderId)).history.at(-1).type).toBe("released");
  });

  test("the slot is taken, and the merchant captures everything: refunded at once, and told so", async () => {
    control.setCaptureMode("always");
    const { hold, orderId } = await shop.checkedOut(serviceId);
    await shop.advance(2 * HOUR_MS);
    await shop.rival(serviceId);
    control.holdWebhooks();
    const late = await shop.confirm(hold, control.pay(orderId));
    expect(late.body).toMatchObject({ detail: expect.stringContaining("refunded in full"), payment: { outcome: "refund_started" } });
    await control.releaseWebhooks();
    await shop.work();
    await expectBooks(orderId, returned);
    expect(app.mails.map(({ text }) => text)).toEqual([expect.stringContaining("is being refunded"), expect.stringContaining("₹500.00 has been sent back")]);
  });

  test("abandoned, and captured by the merchant later: given back then", async () => {
    const { hold, orderId } = await shop.checkedOut(serviceId);
    await shop.advance(2 * HOUR_MS);
    await shop.rival(serviceId);
    const proof = control.pay(orderId);
    await shop.confirm(hold, proof);
    await shop.work();
    control.captureByHand(proof.razorpay_payment_id);
    await shop.work();
    await expectBooks(orderId, returned);
  });

  test("two late payments for one slot: one booking, and the other is not charged", async () => {
    const first = await shop.checkedOut(serviceId);
    await shop.advance(2 * HOUR_MS);
    const second = await shop.checkedOut(serviceId);
    await shop.advance(2 * HOUR_MS);
    const answers = await Promise.all([first, second].map(({ hold, orderId }) => shop.confirm(hold, control.pay(orderId))));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409]);
    await shop.work();
    expect(control.ledger().totals["INR"]).toMatchObject(kept);
    expect(await app.breaches()).toEqual([]);
  });
});

describe("the callback never comes", () => {
  test("the webhook books, and the page finds it by asking for the hold", async () => {
    const { hold, orderId } = await shop.checkedOut(serviceId);
    control.pay(orderId);
    await shop.work();
    expect(await shop.readHold(hold)).toMatchObject({ status: "confirmed", booking: { reference: expect.stringMatching(/^HF-/) }, payment: { status: "captured" } });
    await expectBooks(orderId, kept);
  });

  test("nor the webhook: the reconciler books, while the slot is still kept", async () => {
    const { hold, orderId } = await shop.checkedOut(serviceId);
    control.tamperWebhooks({ action: "lose", count: 10 });
    control.pay(orderId);
    await shop.live(9 * MINUTE_MS, MINUTE_MS);
    expect(await shop.readHold(hold)).toMatchObject({ status: "confirmed" });
    await shop.live(MINUTE_MS);
    await expectBooks(orderId, kept);
  });

  test("a payment that failed is authorised three days later, unannounced: found, and booked where the slot is free", async () => {
    const { hold, orderId } = await shop.checkedOut((await shop.service({ horizonDays: 60 })).serviceId, "10:00", "2026-03-20");
    control.tamperWebhooks({ action: "lose", count: 10 });
    const { razorpay_payment_id: failed } = control.pay(orderId, { outcome: "failed" });
    await shop.live(3 * DAY_MS, 3 * HOUR_MS);
    expect((await shop.paymentOf(orderId)).history.map(({ type }: { type: string }) => type)).toEqual(["order_created", "attempt_failed"]);
    control.authorizeLate(failed);
    await shop.live(DAY_MS, 3 * HOUR_MS);
    expect(await shop.bookingsOf(hold)).toBe(1);
    await expectBooks(orderId, kept);
  });
});

test("the webhook comes first: the callback answers the same booking", async () => {
  const { hold, orderId } = await shop.checkedOut(serviceId);
  const proof = control.pay(orderId);
  await shop.work();
  const { id } = (await shop.readHold(hold)).booking;
  const { status, body } = await shop.confirm(hold, proof);
  expect([status, body.id]).toEqual([200, id]);
  await expectBooks(orderId, kept);
});

test("everything twice: events, callbacks, captures; one booking, one capture, one mail", async () => {
  const { hold, orderId } = await shop.checkedOut(serviceId);
  control.tamperWebhooks({ action: "duplicate", count: 10 });
  const proof = control.pay(orderId);
  await Promise.all([shop.confirm(hold, proof), shop.confirm(hold, proof), shop.work()]);
  for (const { id } of control.webhooks()) await control.resendWebhook(id);
  await shop.work();
  expect([await shop.bookingsOf(hold), app.mails.length]).toEqual([1, 1]);
  await expectBooks(orderId, kept);
});

describe("two payments for one hold", () => {
  test("two checkouts at once, or an answer that was lost: one order", async () => {
    const hold = await shop.customer.hold({ serviceId, start: "2026-03-02T04:30:00Z" });
    control.failNext({ kind: "hang", path: "/orders" });
    expect((await shop.customer.checkOut(hold)).status).toBe(503);
    const answers = await Promise.all([shop.customer.checkOut(hold), shop.customer.checkOut(hold)]);
    expect(new Set(answers.map(({ body }) => body.payment.orderId)).size).toBe(1);
    expect(control.ledger().orders).toHaveLength(1);
  });

  test("one order is paid and captured twice: the second goes back whole, and its row says why", async () => {
    const { hold, orderId } = await shop.checkedOut(serviceId);
    const [first, second] = control.captureTwice(orderId);
    await Promise.all([shop.confirm(hold, second), shop.confirm(hold, first)]);
    await shop.work();
    await expectBooks(orderId, { captured: 100_000, refunded: 50_000 });
    expect(await shop.payments("purpose=stray")).toMatchObject([{ status: "refunded", amount: 50_000, refundedAmount: 50_000 }]);
    expect(await shop.bookingsOf(hold)).toBe(1);
  });

  test.each(["the webhook tells", "nobody tells"])("the second is captured before the first, and %s: the money that was taken pays for the booking, and nothing goes back", async (how) => {
    const { hold, orderId } = await shop.checkedOut(serviceId);
    if (how === "nobody tells") control.tamperWebhooks({ action: "lose", count: 20 });
    expect((await shop.confirm(hold, control.pay(orderId))).status).toBe(200);
    control.pay(orderId, { outcome: "captured" });
    await shop.live(2 * HOUR_MS);
    await expectBooks(orderId, kept);
    expect(await shop.paymentOf(orderId)).toMatchObject({ status: "captured", needsAttention: false, refundedAmount: 0 });
    await shop.live(6 * DAY_MS, 6 * HOUR_MS);
    await expectBooks(orderId, kept);
  });

  test("the second is captured before the first, and the booking cancelled: all that was taken goes back, once", async () => {
    const { hold, orderId } = await shop.checkedOut(serviceId);
    const { body } = await shop.confirm(hold, control.pay(orderId));
    await shop.customer.cancel(body);
    control.pay(orderId, { outcome: "captured" });
    await shop.live(DAY_MS, HOUR_MS);
    await expectBooks(orderId, returned);
    expect((await shop.paymentOf(orderId)).needsAttention).toBe(false);
  });

  test("the second is never told by anybody: the reconciler finds it, and gives it back", async () => {
    const { hold, orderId } = await shop.checkedOut(serviceId);
    await shop.confirm(hold, control.pay(orderId));
    await shop.work();
    control.tamperWebhooks({ action: "lose", count: 10 });
    control.pay(orderId, { outcome: "captured" });
    await shop.live(2 * DAY_MS + HOUR_MS, 6 * HOUR_MS);
    await expectBooks(orderId, { captured: 100_000, refunded: 50_000 });
  });
});

test.each([
  ["amount", { amount: 100 }],
  ["currency", { currency: "USD" }],
])("another %s than the order's: nothing is booked, the owner is told, and what was captured goes back whole", async (_, change) => {
  const { hold, orderId } = await shop.checkedOut(serviceId);
  const proof = control.pay(orderId, { ...change, outcome: "captured" });
  expectProblem(await shop.confirm(hold, proof), "payment_not_verified");
  await shop.work();
  expect([await shop.bookingsOf(hold), (await shop.readHold(hold)).status]).toEqual([0, "paying"]);
  expect((await shop.alerts()).map(({ kind }) => kind)).toContain("payment_mismatch");
  const { theirs } = await shop.books(orderId);
  expect(theirs.refunded).toBe(theirs.captured);
  expect(theirs.captured).toBeGreaterThan(0);
  expect(await app.breaches()).toEqual([]);
  // The hold can still be paid rightly.
  expect((await shop.confirm(hold, control.pay(orderId))).status).toBe(200);
});

test.each([
  ["down", { kind: "status", status: 503 }],
  ["answering with a page", { kind: "html" }],
  ["busy", { kind: "status", status: 429 }],
  ["cutting connections", { kind: "reset" }],
] as const)("the gateway is %s at the order: try again shortly, and the hold stays as it was till its end", async (_, fault) => {
  const hold = await shop.customer.hold({ serviceId, start: "2026-03-02T04:30:00Z" });
  control.failNext({ ...fault, count: 2 });
  const failed = await shop.customer.checkOut(hold);
  expectProblem(failed, "payment_provider_unavailable");
  expect(failed.headers.get("Retry-After")).toMatch(/^\d+$/);
  expect(await shop.readHold(hold)).toMatchObject({ status: "held", expiresAt: hold.expiresAt });
  control.clearFaults();
  expect((await shop.customer.checkOut(hold)).status).toBe(200);
});

describe("reconciliation", () => {
  test("an order that nobody pays is asked about with growing gaps for more than four days, then no more", async () => {
    const { orderId } = await shop.checkedOut(serviceId);
    const asked: number[] = [];
    for (let minutes = 0; minutes < 6 * 24 * 60; minutes += 15) {
      const due = await leaseDuePayments(app.deps.sql, 10, 180);
      if (due.length > 0) asked.push(minutes);
      for (const { tenantId, paymentId } of due) await reconcilePayment(app.deps, tenantId, paymentId);
      await shop.advance(15 * MINUTE_MS);
    }
    expect(asked[0]).toBe(15);
    expect(asked.at(-1)).toBeGreaterThan(4 * 24 * 60);
    const gaps = asked.slice(2).map((at, i) => at - asked[i + 1]!);
    expect(gaps.at(-1)).toBeGreaterThan(gaps[0]! * 10);
    expect(asked.length).toBeLessThan(25);
    expect((await shop.paymentOf(orderId)).status).toBe("expired");
  });

  test("however many processes look, one works on an order", async () => {
    for (const time of ["09:00", "10:00", "11:00", "12:00"]) await shop.checkedOut(serviceId, time);
    await shop.advance(20 * MINUTE_MS);
    const leases = await Promise.all(Array.from({ length: 8 }, () => leaseDuePayments(app.deps.sql, 10, 180)));
    expect(leases.flat()).toHaveLength(4);
    // The one that had them died: they are due again when its time is over.
    await shop.advance(181_000);
    expect(await leaseDuePayments(app.deps.sql, 10, 180)).toHaveLength(4);
  });

  test("a refund that stays pending is told as started, and as refunded only when it is", async () => {
    const booking = await shop.buy(serviceId);
    control.setRefundMode("pending");
    const cancelled = await shop.customer.cancel(booking);
    expect(cancelled.body.payment).toMatchObject({ status: "refund_pending", refundedAmount: 50_000 });
    await shop.live(DAY_MS, HOUR_MS);
    const [{ id, razorpayOrderId }] = (await shop.payments("status=refund_pending")) as [{ id: string; razorpayOrderId: string }];
    const { refunds } = (await app.request("GET", `/v1/payments/${id}`, undefined, { key: shop.business.sk })).body;
    expect(refunds).toMatchObject([{ status: "pending", reason: "cancelled", razorpayRefundId: expect.stringMatching(/^rfnd_/) }]);
    control.tamperWebhooks({ action: "lose", count: 10 });
    control.settleRefund(refunds[0].razorpayRefundId, "processed");
    await shop.live(12 * HOUR_MS, HOUR_MS);
    expect(await shop.paymentOf(razorpayOrderId)).toMatchObject({ status: "refunded" });
    await expectBooks(razorpayOrderId, returned);
  });

  test("a refund that fails is tried again under a new key, then it is in the owner's list", async () => {
    const booking = await shop.buy(serviceId);
    const [{ razorpayOrderId: orderId }] = (await shop.payments(`bookingId=${booking.id}`)) as [{ razorpayOrderId: string }];
    control.setRefundMode("failed");
    await shop.customer.cancel(booking);
    await shop.live(20 * HOUR_MS, 10 * MINUTE_MS);
    const failed = await shop.paymentOf(orderId);
    expect(failed).toMatchObject({ status: "refund_failed", needsAttention: true, alerts: [{ kind: "refund_failed" }], refunds: [{ status: "failed", attempt: 5 }] });
    control.setRefundMode("processed");
    await app.request("POST", `/v1/payments/${failed.id}/refunds/${failed.refunds[0].id}/retry`, {}, { key: shop.business.sk });
    await shop.work();
    expect(await shop.paymentOf(orderId)).toMatchObject({ status: "refunded", needsAttention: false });
    await expectBooks(orderId, returned);
  });

  test.each([
    ["hangs after it was done", { kind: "hang" }],
    ["is cut before it was done", { kind: "reset" }],
    ["fails after it was done", { kind: "status", status: 500, afterCommit: true }],
    ["is still running", { kind: "status", status: 409 }],
  ] as const)("a refund whose request %s is made once", async (_, fault) => {
    const booking = await shop.buy(serviceId);
    const [{ razorpayOrderId: orderId }] = (await shop.payments(`bookingId=${booking.id}`)) as [{ razorpayOrderId: string }];
    control.tamperWebhooks({ action: "lose", count: 10 });
    control.failNext({ ...fault, path: "/refund", method: "POST" });
    await shop.customer.cancel(booking);
    await shop.work();
    await shop.live(30 * MINUTE_MS, 5 * MINUTE_MS);
    await expectBooks(orderId, returned);
  });
});
