import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createTestApp } from "../../helpers/app.js";
import { backToNow } from "../../helpers/back-to-now.js";
import { type Business, createBusiness } from "../../helpers/business.js";
import { type Booking, createJourney, type Journey } from "../../helpers/journey.js";
import { expectProblem } from "../../helpers/problems.js";
import { DAY_MS, HOUR_MS, MINUTE_MS, monday } from "../../helpers/times.js";

const app = await createTestApp();
let business: Business;
let customer: Journey;
let serviceId: string;

beforeAll(async () => {
  business = await createBusiness(app, { payments: true });
  customer = createJourney(app, business);
});
beforeEach(async () => {
  Object.assign(app.gateway, { unreachable: false, refundMode: "processed" });
  await app.deliverOutbox();
  await app.sql`update refunds set check_at = null`;
  await app.sql`update payments set check_at = null`;
  await backToNow(app);
  ({ serviceId } = await customer.service({ price: { amount: 50_000, currency: "INR" } }));
});

const asOwner = (method: string, path: string, body?: object, options: object = {}) => app.request(method, path, body, { key: business.sk, ...options });
const list = async (query = "") => (await asOwner("GET", `/v1/payments?${query}`)).body;
const paymentOf = async ({ id }: Booking) => (await asOwner("GET", `/v1/payments/${(await list(`bookingId=${id}`)).data[0].id}`)).body;
const refund = (paymentId: string, body: object = {}, options: object = {}) => asOwner("POST", `/v1/payments/${paymentId}/refunds`, body, options);
async function buy(time = "10:00"): Promise<Booking> {
  const booking = await customer.buy({ serviceId, start: monday(time) });
  await app.deliverOutbox();
  return booking;
}

describe("the list", () => {
  test("the newest first, a page at a time, without gap or double while new ones come", async () => {
    for (const time of ["09:00", "10:00", "11:00", "12:00"]) {
      await app.clock.advance(1000);
      await buy(time);
    }
    const first = await list("limit=2");
    await buy("13:00");
    const second = await list(`limit=2&cursor=${encodeURIComponent(first.nextCursor)}`);
    const dates = [...first.data, ...second.data].map(({ createdAt }) => createdAt);
    expect([new Set(dates).size, dates]).toEqual([4, dates.toSorted().toReversed()]);
  });

  test("is found by state, booking, Razorpay's ids, the reference, and by needing attention", async () => {
    const booking = await buy();
    const { id, razorpayOrderId, razorpayPaymentId } = await paymentOf(booking);
    for (const query of [`bookingId=${booking.id}`, `search=${razorpayOrderId}`, `search=${razorpayPaymentId}`, `search=${booking.reference}`])
      expect((await list(query)).data.map((payment: { id: string }) => payment.id)).toEqual([id]);
    expect((await list(`status=captured&search=${razorpayOrderId}`)).data[0]).toMatchObject({ id, status: "captured", purpose: "booking", needsAttention: false, customer: { name: "Asha Rao" }, booking: { reference: booking.reference } });
    expect((await list(`status=abandoned&bookingId=${booking.id}`)).data).toEqual([]);
    expect((await list(`needsAttention=true&bookingId=${booking.id}`)).data).toEqual([]);
    for (const query of ["status=paid", "needsAttention=yes", "purpose=tip", "bookingId=1", "limit=0", "cursor=x", "other=1"])
      expectProblem(await asOwner("GET", `/v1/payments?${query}`), "validation_failed");
  });
});

describe("refunds by hand", () => {
  test("in parts until nothing is left; the booking stands, and no promise is broken", async () => {
    const booking = await buy();
    const { id } = await paymentOf(booking);
    expect((await refund(id, { amount: 20_000, note: "Sorry for the wait" })).body).toMatchObject({ amount: 20_000, reason: "by_hand", status: "requested", note: "Sorry for the wait" });
    expectProblem(await refund(id, { amount: 30_001 }), "validation_failed", "amount");
    expectProblem(await refund(id, { amount: 50 }), "validation_failed", "amount");
    expect((await refund(id)).body).toMatchObject({ amount: 30_000 });
    expectProblem(await refund(id), "payment_not_refundable");
    await app.deliverOutbox();
    expect(await paymentOf(booking)).toMatchObject({ status: "refunded", refundedAmount: 50_000, refunds: [{ amount: 20_000, status: "processed" }, { amount: 30_000, status: "processed" }] });
    expect((await asOwner("GET", `/v1/bookings/${booking.id}`)).body.status).toBe("confirmed");
    expect(await app.breaches()).toEqual([]);
    // What is given back already is not given back by a cancellation, too.
    await customer.cancel(booking);
    await app.deliverOutbox();
    expect((await paymentOf(booking)).refundedAmount).toBe(50_000);
  });

  test("the same key refunds once; two at once for all of it: one wins", async () => {
    const { id } = await paymentOf(await buy());
    const [first, again] = [await refund(id, { amount: 10_000 }, { idempotencyKey: "r" }), await refund(id, { amount: 10_000 }, { idempotencyKey: "r" })];
    expect([again.body, again.headers.get("Idempotency-Replayed")]).toEqual([first.body, "true"]);
    const rivals = await Promise.all([refund(id), refund(id), refund(id, { amount: 40_000 })]);
    expect(rivals.filter(({ status }) => status === 201)).toHaveLength(1);
    await app.deliverOutbox();
    expect(await app.breaches()).toEqual([]);
  });

  test("of what was never taken there is nothing to give back", async () => {
    const hold = await customer.hold({ serviceId, start: monday("10:00") });
    const orderId = await customer.order(hold);
    const { id } = (await list(`search=${orderId}`)).data[0];
    expectProblem(await refund(id), "payment_not_refundable");
    await app.clock.advance(HOUR_MS);
    await business.hold({ serviceId, start: monday("10:00") });
    await customer.confirm(hold, app.gateway.pay(orderId));
    expect((await list(`search=${orderId}`)).data[0].status).toBe("abandoned");
    expectProblem(await refund(id), "payment_not_refundable");
  });

  test("the owner cancels with what they name; a customer may not name anything", async () => {
    const booking = await buy();
    expectProblem(await customer.cancel(booking, { refundAmount: 50_000 }), "validation_failed", "refundAmount");
    expectProblem(await asOwner("POST", `/v1/bookings/${booking.id}/cancel`, { refundAmount: 50_001 }), "validation_failed", "refundAmount");
    const { body } = await asOwner("POST", `/v1/bookings/${booking.id}/cancel`, { refundAmount: 12_300 });
    expect(body.payment).toMatchObject({ status: "refund_pending", refundedAmount: 12_300 });
    await app.deliverOutbox();
    expect(app.gateway.refunds.at(-1)).toMatchObject({ amountMinor: 12_300, status: "processed" });
  });
});

describe("refunds that fail", () => {
  test.each(["refused", "failed"] as const)("%s by the provider: five tries under new keys with growing gaps, then the owner's list; tried again there, it resolves itself", async (mode) => {
    const booking = await buy();
    app.gateway.refundMode = mode;
    await customer.cancel(booking);
    await app.deliverOutbox();
    const gaps = [5 * MINUTE_MS, 30 * MINUTE_MS, 3 * HOUR_MS, 12 * HOUR_MS];
    for (const [i, gap] of gaps.entries()) {
      expect((await paymentOf(booking)).refunds).toMatchObject([{ status: "requested", attempt: i + 2, lastError: expect.any(String) }]);
      await app.clock.advance(gap - 1);
      await app.reconcile();
      expect((await paymentOf(booking)).refunds[0].attempt).toBe(i + 2);
      await app.clock.advance(1);
      await app.reconcile();
    }
    const payment = await paymentOf(booking);
    expect(payment).toMatchObject({ status: "refund_failed", needsAttention: true, refunds: [{ status: "failed", attempt: 5 }], alerts: [{ kind: "refund_failed", times: 1 }] });
    expect((await list("needsAttention=true")).data.map(({ id }: { id: string }) => id)).toContain(payment.id);

    app.gateway.refundMode = "processed";
    const path = `/v1/payments/${payment.id}/refunds/${payment.refunds[0].id}/retry`;
    expect((await asOwner("POST", path)).body).toMatchObject({ status: "requested", attempt: 6 });
    expectProblem(await asOwner("POST", path), "payment_not_refundable");
    await app.deliverOutbox();
    expect(await paymentOf(booking)).toMatchObject({ status: "refunded", needsAttention: false, alerts: [], refunds: [{ status: "processed" }] });
    expect(app.gateway.refunds.filter(({ paymentId, status }) => paymentId === payment.razorpayPaymentId && status === "processed")).toHaveLength(1);
    expect(await app.breaches()).toEqual([]);
  });

  test("pending for more than ten days: somebody should ask; processed after all, nobody needs to", async () => {
    const booking = await buy();
    app.gateway.refundMode = "pending";
    await customer.cancel(booking);
    await app.deliverOutbox();
    for (let days = 0; days < 11; days++) {
      await app.clock.advance(DAY_MS);
      await app.reconcile();
    }
    expect((await paymentOf(booking)).alerts).toMatchObject([{ kind: "refund_slow" }]);
    app.gateway.refunds.at(-1)!.status = "processed";
    await app.clock.advance(DAY_MS);
    await app.reconcile();
    expect(await paymentOf(booking)).toMatchObject({ status: "refunded", alerts: [] });
  });

  test("made in the provider's dashboard: noted, told to the owner, and ours of the same amount is not sent, too", async () => {
    const [first, second] = [await buy("10:00"), await buy("12:00")];
    const dashboard = async (booking: Booking) => {
      const { razorpayPaymentId } = await paymentOf(booking);
      app.gateway.refunds.push({ id: `rfnd_dashboard${app.gateway.refunds.length}`, paymentId: razorpayPaymentId, amountMinor: 50_000, status: "processed", receipt: null });
      Object.assign(app.gateway.payments.get(razorpayPaymentId)!, { refundedMinor: 50_000, status: "refunded" });
    };
    await dashboard(first);
    await app.sql`update payments set check_at = holdfast_now() where booking_id = ${first.id}`;
    await app.reconcile();
    expect(await paymentOf(first)).toMatchObject({ status: "refunded", refunds: [{ reason: "dashboard", status: "processed", amount: 50_000 }], alerts: [{ kind: "refunded_outside" }] });

    await dashboard(second);
    await customer.cancel(second);
    await app.deliverOutbox();
    const { razorpayPaymentId, refunds } = await paymentOf(second);
    expect(refunds).toMatchObject([{ reason: "cancelled", status: "processed" }]);
    expect(app.gateway.refunds.filter(({ paymentId }) => paymentId === razorpayPaymentId)).toHaveLength(1);
    expect(await app.breaches()).toEqual([]);
  });
});

test("alerts: listed, resolved once and for all, and nobody else's to see", async () => {
  const hold = await customer.hold({ serviceId, start: monday("10:00") });
  expectProblem(await customer.confirm(hold, app.gateway.pay(await customer.order(hold), "captured", { amountMinor: 40_000 })), "payment_not_verified");
  const alerts = (query = "") => asOwner("GET", `/v1/payment-alerts?${query}`);
  const [alert] = (await alerts()).body.data;
  expect(alert).toMatchObject({ kind: "payment_mismatch", detail: expect.stringContaining("40000 INR"), resolvedAt: null });
  const stranger = await createBusiness(app);
  expectProblem(await app.request("POST", `/v1/payment-alerts/${alert.id}/resolve`, undefined, { key: stranger.sk }), "not_found");
  const [first, again] = [await asOwner("POST", `/v1/payment-alerts/${alert.id}/resolve`), await asOwner("POST", `/v1/payment-alerts/${alert.id}/resolve`)];
  expect(again.body).toEqual(first.body);
  expect((await alerts()).body.data.map(({ id }: { id: string }) => id)).not.toContain(alert.id);
  expect((await alerts("resolved=true")).body.data.map(({ id }: { id: string }) => id)).toContain(alert.id);
  // The money that nobody asked for goes back.
  await app.deliverOutbox();
  expect((await list("purpose=stray")).data[0]).toMatchObject({ amount: 40_000, refundedAmount: 40_000, status: "refunded" });
});
