import { beforeEach, describe, expect, test } from "vitest";
import { GatewayError } from "../../../src/gateways/payment-gateway.js";
import { createTestApp } from "../../helpers/app.js";
import { backToNow } from "../../helpers/back-to-now.js";
import { type Business, createBusiness } from "../../helpers/business.js";
import { expectProblem } from "../../helpers/problems.js";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../../helpers/times.js";
import { createTill, PRICE, type Till } from "./till.js";

const app = await createTestApp();
const refundAtProvider = app.gateway.refund.bind(app.gateway);
/** The keys that the provider was asked for a refund with, in order. */
let keys: string[];
let business: Business;
let till: Till;

beforeEach(async () => {
  Object.assign(app.gateway, { unreachable: false, refundMode: "processed" });
  await app.deliverOutbox();
  // What earlier tests left to be looked after is not this one's.
  await app.sql`update refunds set check_at = null`;
  await app.sql`update payments set check_at = null`;
  await backToNow(app);
  app.mails.length = 0;
  keys = [];
  app.gateway.refund = (credentials, paymentId, amountMinor, key) => {
    keys.push(key);
    return refundAtProvider(credentials, paymentId, amountMinor, key);
  };
  business = await createBusiness(app, { payments: true });
  till = createTill(app, business);
});

/** A cancelled booking whose refund leaves with the outbox. */
async function cancelled() {
  const { booking, payment } = await till.sell();
  await till.customer.cancel(booking);
  const { refunds } = await till.read(payment.id);
  return { booking, payment, refund: refunds[0]! };
}
const bookingsPayment = async (id: string) => (await app.request("GET", `/v1/bookings/${id}`, undefined, { key: business.sk })).body.payment;
const TRY_AFTER_MS = [5 * MINUTE_MS, 30 * MINUTE_MS, 3 * HOUR_MS, 12 * HOUR_MS];
async function failFiveTimes() {
  await app.deliverOutbox();
  for (const gap of TRY_AFTER_MS) await till.later(gap);
}

describe("a refund that the provider fails", () => {
  test.each([
    ["failed", "The bank did not take the money back."],
    ["refused", "Your account does not have enough balance."],
  ] as const)("%s: is tried again under a new key after 5 and 30 minutes, 3 and 12 hours, then it is the owner's", async (mode, reason) => {
    const { payment, refund } = await cancelled();
    app.gateway.refundMode = mode;
    await app.deliverOutbox();
    for (const [i, gap] of TRY_AFTER_MS.entries()) {
      expect(keys).toEqual(Array.from({ length: i + 1 }, (_, n) => `${refund.id}-${n + 1}`));
      expect(await till.read(payment.id)).toMatchObject({
        status: "refund_pending", refundedAmount: PRICE, needsAttention: false,
        refunds: [{ status: "requested", attempt: i + 2, lastError: reason, razorpayRefundId: null, settledAt: null }],
      });
      await till.later(gap - 1);
      expect(keys).toHaveLength(i + 1);
      await till.later(1);
    }
    expect(keys).toHaveLength(5);
    expect(await till.read(payment.id)).toMatchObject({
      status: "refund_failed", refundedAmount: PRICE, needsAttention: true,
      refunds: [{ status: "failed", attempt: 5, lastError: reason, settledAt: expect.any(String) }],
      alerts: [{ kind: "refund_failed", subject: refund.id, paymentId: payment.id, times: 1, detail: expect.stringContaining(reason) }],
    });
    expect(await till.history(payment.id)).toEqual([
      "order_created", "authorized", "booked", "captured", "refund_requested",
      "refund_attempt_failed", "refund_attempt_failed", "refund_attempt_failed", "refund_attempt_failed", "refund_failed",
    ]);
    expect((await till.alerts()).map(({ kind }) => kind)).toEqual(["refund_failed"]);
    expect((await till.list("needsAttention=true")).map(({ id }) => id)).toEqual([payment.id]);

    // Given up means given up: nothing is sent that nobody asked for.
    for (let days = 0; days < 7; days++) await till.later(DAY_MS);
    expect(keys).toHaveLength(5);
    expect((await till.alerts())[0]!.times).toBe(1);
    expect(await app.breaches()).toEqual([]);
  });

  test("is told to the customer as started, never as made", async () => {
    const { booking } = await cancelled();
    app.gateway.refundMode = "refused";
    await app.deliverOutbox();
    expect(await bookingsPayment(booking.id)).toMatchObject({ status: "refund_pending", refundedAmount: PRICE });
    await failFiveTimes();
    expect(await bookingsPayment(booking.id)).toMatchObject({ status: "refund_failed" });
  });

  test("and is retried by its owner goes back then, and its alert resolves itself", async () => {
    const { payment, refund } = await cancelled();
    app.gateway.refundMode = "refused";
    await failFiveTimes();
    app.gateway.refundMode = "processed";
    const retried = await till.retry(refund);
    expect([retried.status, retried.body]).toMatchObject([200, { id: refund.id, status: "requested", attempt: 6, settledAt: null }]);
    expect(await till.read(payment.id)).toMatchObject({ status: "refund_pending", needsAttention: false, alerts: [] });
    await app.deliverOutbox();
    expect(await till.read(payment.id)).toMatchObject({ status: "refunded", refundedAmount: PRICE, needsAttention: false, refunds: [{ status: "processed", attempt: 6, lastError: null }] });
    expect(keys.at(-1)).toBe(`${refund.id}-6`);
    expect(till.givenBack(payment)).toMatchObject([{ amountMinor: PRICE, status: "processed" }]);
    expect([await till.alerts(), (await till.alerts("resolved=true")).map(({ kind }) => kind)]).toEqual([[], ["refund_failed"]]);
    expectProblem(await till.retry(refund), "payment_not_refundable");
    expect(await app.breaches()).toEqual([]);
  });

  test("and is retried twice at once, or with one key twice, is sent once", async () => {
    const { payment, refund } = await cancelled();
    app.gateway.refundMode = "refused";
    await failFiveTimes();
    app.gateway.refundMode = "processed";
    const answers = await Promise.all([till.retry(refund, { idempotencyKey: "r" }), till.retry(refund), till.retry(refund)]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409, 409]);
    await app.deliverOutbox();
    expect([keys.length, till.givenBack(payment).length]).toEqual([6, 1]);
  });

  test("and fails for its owner, too, is the owner's again at once", async () => {
    const { payment, refund } = await cancelled();
    app.gateway.refundMode = "refused";
    await failFiveTimes();
    await till.retry(refund);
    await app.deliverOutbox();
    expect(await till.read(payment.id)).toMatchObject({ status: "refund_failed", needsAttention: true, refunds: [{ status: "failed", attempt: 6 }], alerts: [{ kind: "refund_failed", times: 1 }] });
  });

  test("beside another one: each has its alert, and retrying one does not hide the other", async () => {
    const { payment } = await till.sell();
    app.gateway.refundMode = "refused";
    for (const amount of [10_000, 20_000]) await till.refund(payment.id, { amount });
    await failFiveTimes();
    const failed = (await till.read(payment.id)).refunds;
    expect((await till.alerts()).map(({ subject }) => subject).toSorted()).toEqual(failed.map(({ id }) => id).toSorted());
    app.gateway.refundMode = "processed";
    await till.retry(failed[0]!);
    await app.deliverOutbox();
    expect(await till.read(payment.id)).toMatchObject({ status: "refund_failed", needsAttention: true, refunds: [{ status: "processed" }, { status: "failed" }], alerts: [{ subject: failed[1]!.id }] });
    await till.retry(failed[1]!);
    await app.deliverOutbox();
    expect(await till.read(payment.id)).toMatchObject({ status: "refunded", refundedAmount: 30_000, needsAttention: false });
  });

  test("and is made by its owner in the provider's dashboard instead is taken for it, and its alert resolves itself", async () => {
    const { payment, refund } = await cancelled();
    app.gateway.refundMode = "refused";
    await failFiveTimes();
    const made = till.refundInDashboard(payment);
    for (let days = 0; days < 2; days++) await till.later(DAY_MS);
    expect(await till.read(payment.id)).toMatchObject({ status: "refunded", refundedAmount: PRICE, needsAttention: false, refunds: [{ id: refund.id, status: "processed", razorpayRefundId: made.id }] });
    expect(keys).toHaveLength(5);
    expect(await app.breaches()).toEqual([]);
  });
});

describe("a refund whose answer did not come", () => {
  test("is asked for again with the same key", async () => {
    const { payment, refund } = await cancelled();
    let silent = 3;
    const { refund: watched } = app.gateway;
    app.gateway.refund = async (...given) => {
      if (silent-- === 0) return watched(...given);
      keys.push(given[3]);
      throw new GatewayError("unreachable", "No answer from the provider.");
    };
    for (let times = 0; times < 4; times++) await till.later(MINUTE_MS);
    expect(keys).toEqual(Array(4).fill(`${refund.id}-1`));
    expect(till.givenBack(payment)).toHaveLength(1);
    expect(await till.read(payment.id)).toMatchObject({ status: "refunded", refunds: [{ status: "processed", attempt: 1 }] });
  });

  test.each(["processed", "pending"] as const)("although it was made (%s) is found again by its receipt, and not asked for twice", async (mode) => {
    const { payment } = await cancelled();
    app.gateway.refundMode = mode;
    const { refund: watched } = app.gateway;
    app.gateway.refund = async (...given) => {
      await watched(...given);
      throw new GatewayError("unreachable", "No answer from the provider.");
    };
    for (let times = 0; times < 3; times++) await till.later(MINUTE_MS);
    const [made] = till.givenBack(payment);
    expect([keys.length, till.givenBack(payment).length]).toEqual([1, 1]);
    expect((await till.read(payment.id)).refunds).toMatchObject([{ status: mode, attempt: 1, razorpayRefundId: made!.id }]);
  });

  test("although it failed there is found again, and the next one has a new key", async () => {
    const { payment, refund } = await cancelled();
    app.gateway.refundMode = "failed";
    const { refund: watched } = app.gateway;
    app.gateway.refund = async (...given) => {
      await watched(...given);
      throw new GatewayError("unreachable", "No answer from the provider.");
    };
    await app.deliverOutbox();
    await till.later(MINUTE_MS);
    expect([keys, (await till.read(payment.id)).refunds[0]!.attempt]).toEqual([[`${refund.id}-1`], 2]);
    Object.assign(app.gateway, { refundMode: "processed", refund: watched });
    await till.later(5 * MINUTE_MS);
    expect(keys).toEqual([`${refund.id}-1`, `${refund.id}-2`]);
    expect(await till.read(payment.id)).toMatchObject({ status: "refunded", refundedAmount: PRICE });
  });

  test("is looked after without end while the provider is silent, and is no failure", async () => {
    const { payment } = await cancelled();
    app.gateway.unreachable = true;
    for (let times = 0; times < 30; times++) await till.later(3 * HOUR_MS);
    expect(await till.read(payment.id)).toMatchObject({ status: "refund_pending", needsAttention: false, refunds: [{ status: "requested", attempt: 1 }] });
    app.gateway.unreachable = false;
    await till.later(12 * HOUR_MS);
    expect(await till.read(payment.id)).toMatchObject({ status: "refunded" });
    expect(till.givenBack(payment)).toHaveLength(1);
  });
});

describe("a refund that is pending", () => {
  test("is told as started until it is made, and found by the reconciler when it is due", async () => {
    app.gateway.refundMode = "pending";
    const { booking, payment } = await cancelled();
    await app.deliverOutbox();
    const started = { status: "refund_pending", refundedAmount: PRICE };
    expect(await bookingsPayment(booking.id)).toMatchObject(started);
    expect(app.mails.at(-1)!.text).toContain("Refund started");
    const [made] = till.givenBack(payment);
    expect(await till.read(payment.id)).toMatchObject({ ...started, refunds: [{ status: "pending", razorpayRefundId: made!.id, settledAt: null }] });
    expect((await till.history(payment.id)).at(-1)).toBe("refund_accepted");

    till.settleRefund(made!, "processed");
    await till.later(5 * MINUTE_MS - 1);
    expect(await bookingsPayment(booking.id)).toMatchObject(started);
    await till.later(1);
    expect(await bookingsPayment(booking.id)).toMatchObject({ status: "refunded", refundedAmount: PRICE });
    expect((await till.history(payment.id)).slice(-3)).toEqual(["refund_requested", "refund_accepted", "refund_processed"]);
    expect(keys).toHaveLength(1);
  });

  test("and then fails is tried again under a new key", async () => {
    app.gateway.refundMode = "pending";
    const { payment, refund } = await cancelled();
    await app.deliverOutbox();
    till.settleRefund(till.givenBack(payment)[0]!, "failed");
    app.gateway.refundMode = "processed";
    await till.later(5 * MINUTE_MS);
    expect((await till.read(payment.id)).refunds).toMatchObject([{ status: "requested", attempt: 2, razorpayRefundId: null }]);
    await till.later(5 * MINUTE_MS);
    expect(keys).toEqual([`${refund.id}-1`, `${refund.id}-2`]);
    expect(await till.read(payment.id)).toMatchObject({ status: "refunded", refundedAmount: PRICE, refunds: [{ status: "processed", attempt: 2 }] });
    expect((await till.history(payment.id)).slice(-5)).toEqual(["refund_requested", "refund_accepted", "refund_attempt_failed", "refund_accepted", "refund_processed"]);
    expect(await app.breaches()).toEqual([]);
  });

  test("for ten days is one to ask about: one alert that counts, until it is made", async () => {
    app.gateway.refundMode = "pending";
    const { payment, refund } = await cancelled();
    await app.deliverOutbox();
    for (let halves = 0; halves < 19; halves++) await till.later(DAY_MS / 2);
    expect((await till.read(payment.id)).needsAttention).toBe(false);
    for (let halves = 0; halves < 6; halves++) await till.later(DAY_MS / 2);
    const slow = await till.alerts();
    expect(slow).toMatchObject([{ kind: "refund_slow", subject: refund.id, paymentId: payment.id, detail: expect.stringContaining(till.givenBack(payment)[0]!.id) }]);
    expect(slow[0]!.times).toBeGreaterThan(1);
    expect(await till.read(payment.id)).toMatchObject({ status: "refund_pending", needsAttention: true });
    till.settleRefund(till.givenBack(payment)[0]!, "processed");
    await till.later(DAY_MS);
    expect(await till.read(payment.id)).toMatchObject({ status: "refunded", needsAttention: false });
    expect([await till.alerts(), keys.length]).toEqual([[], 1]);
  });

  test("for ten days, and then fails: tried again, and no more to ask about", async () => {
    app.gateway.refundMode = "pending";
    const { payment } = await cancelled();
    await app.deliverOutbox();
    for (let days = 0; days < 12; days++) await till.later(DAY_MS);
    expect((await till.alerts()).map(({ kind }) => kind)).toEqual(["refund_slow"]);
    till.settleRefund(till.givenBack(payment)[0]!, "failed");
    app.gateway.refundMode = "processed";
    for (let days = 0; days < 2; days++) await till.later(DAY_MS);
    expect(await till.read(payment.id)).toMatchObject({ status: "refunded", needsAttention: false });
  });
});

describe("a refund that somebody makes in the provider's dashboard", () => {
  test.each([PRICE, 10_000])("of %d paise appears with its reason, once, and is told to the owner; the booking stands", async (amount) => {
    const { booking, payment } = await till.sell();
    const made = till.refundInDashboard(payment, amount);
    for (let days = 0; days < 3; days++) await till.later(DAY_MS);
    expect(await till.read(payment.id)).toMatchObject({
      status: "refunded", refundedAmount: amount, needsAttention: true, booking: { id: booking.id },
      refunds: [{ reason: "dashboard", status: "processed", amount, razorpayRefundId: made.id }],
      alerts: [{ kind: "refunded_outside", subject: made.id, times: 1 }],
    });
    expect((await till.history(payment.id)).at(-1)).toBe("refunded_outside");
    expect((await app.request("GET", `/v1/bookings/${booking.id}`, undefined, { key: business.sk })).body.status).toBe("confirmed");
    expect([await app.breaches(), keys]).toEqual([[], []]);
  });

  test("and is pending there is followed until it is made", async () => {
    const { payment } = await till.sell();
    const made = till.refundInDashboard(payment, 10_000, "pending");
    await till.later(HOUR_MS);
    expect(await till.read(payment.id)).toMatchObject({ status: "refund_pending", refunds: [{ reason: "dashboard", status: "pending" }] });
    till.settleRefund(made, "processed");
    await till.later(HOUR_MS);
    expect(await till.read(payment.id)).toMatchObject({ status: "refunded", refunds: [{ status: "processed" }] });
    expect(keys).toEqual([]);
  });

  test("and failed there is none", async () => {
    const { payment } = await till.sell();
    const made = till.refundInDashboard(payment, 10_000, "pending");
    till.settleRefund(made, "failed");
    await till.later(HOUR_MS);
    expect(await till.read(payment.id)).toMatchObject({ status: "captured", refundedAmount: 0, refunds: [] });
  });

  test("of the same amount as ours, which has not left yet: ours is not sent, too", async () => {
    const { payment, refund } = await cancelled();
    const made = till.refundInDashboard(payment);
    await till.later(HOUR_MS);
    expect(await till.read(payment.id)).toMatchObject({ status: "refunded", refundedAmount: PRICE, refunds: [{ id: refund.id, reason: "cancelled", status: "processed", razorpayRefundId: made.id }] });
    expect([till.givenBack(payment).length, keys, await app.breaches()]).toEqual([1, [], []]);
  });

  test("of a part, and then the booking is cancelled: only the rest goes back", async () => {
    const { booking, payment } = await till.sell();
    till.refundInDashboard(payment, 10_000);
    await till.later(HOUR_MS);
    await till.customer.cancel(booking);
    await app.deliverOutbox();
    expect(till.givenBack(payment).map(({ amountMinor }) => amountMinor)).toEqual([10_000, 40_000]);
    expect(await till.read(payment.id)).toMatchObject({ status: "refunded", refundedAmount: PRICE });
    expect(await app.breaches()).toEqual([]);
  });
});
