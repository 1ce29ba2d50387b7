import { createHmac } from "node:crypto";
import { beforeEach, describe, expect, test } from "vitest";
import { reportUndelivered } from "../../../src/operations/outbox/report-undelivered.js";
import type { OutboxRow } from "../../../src/queries/outbox.js";
import { createTestApp } from "../../helpers/app.js";
import { backToNow } from "../../helpers/back-to-now.js";
import { type Business, createBusiness } from "../../helpers/business.js";
import { FAKE_CREDENTIALS } from "../../helpers/fake-gateway.js";
import { expectProblem } from "../../helpers/problems.js";
import { MINUTE_MS } from "../../helpers/times.js";
import { createTill, PRICE, type Till } from "./till.js";

const app = await createTestApp();
const SECRET = "the webhook's secret";
let business: Business;
let till: Till;

beforeEach(async () => {
  await app.deliverOutbox();
  await backToNow(app);
  business = await createBusiness(app);
  await app.request("PUT", "/v1/tenant/payments", { ...FAKE_CREDENTIALS, webhookSecret: SECRET }, { key: business.sk });
  till = createTill(app, business);
});

let events = 0;
function deliver(body: object, secret = SECRET, id = `evt_${++events}`) {
  const text = JSON.stringify(body);
  const headers = { "X-Razorpay-Signature": createHmac("sha256", secret).update(text).digest("hex"), "X-Razorpay-Event-Id": id };
  return app.request("POST", `/v1/webhooks/razorpay/${business.tenantId}`, text, { headers });
}
const about = (event: string, id: string, orderId: string | null) => ({ event, payload: { payment: { entity: { id, order_id: orderId } } } });
const bookingsOf = async (holdId: string) => (await app.sql`select from bookings where hold_id = ${holdId}`).count;

describe("what was signed, and is not ours", () => {
  test.each([
    ["an event that nobody knows", { event: "settlement.processed", payload: {} }, "settlement.processed"],
    ["an event that nobody knows, of a payment", about("payment.dispute.created", "pay_00000000000000", null), "payment.dispute.created"],
    ["a known event of an order that is not ours", about("payment.captured", "pay_00000000000000", "order_99999999999999"), "order_99999999999999"],
    ["a known event of a payment without an order", about("payment.captured", "pay_00000000000001", null), "pay_00000000000001"],
    ["a refund of a payment that is not ours", { event: "refund.processed", payload: { refund: { entity: { payment_id: "pay_00000000000002" } } } }, "pay_00000000000002"],
    ["a known event that tells no payment", { event: "payment.captured", payload: {} }, "payment.captured"],
  ])("%s is taken, and one alert that counts", async (_, body, subject) => {
    for (let times = 0; times < 3; times++) {
      expect((await deliver(body)).body).toEqual({ received: true });
      await app.clock.advance(MINUTE_MS);
    }
    expect(await till.alerts()).toEqual([
      {
        id: expect.stringMatching(/^alt_/), kind: "unknown_event", subject, paymentId: null, detail: expect.stringContaining(subject), times: 3,
        firstAt: "2026-03-01T00:00:00.000Z", lastAt: "2026-03-01T00:02:00.000Z", resolvedAt: null,
      },
    ]);
    await app.deliverOutbox();
    expect(await till.list()).toEqual([]);
  });

  test("and comes again with its event id counts once", async () => {
    for (let times = 0; times < 3; times++) await deliver({ event: "settlement.processed" }, SECRET, "evt_again");
    expect(await till.alerts()).toMatchObject([{ times: 1 }]);
  });

  test("another tenant's order is not ours, and nothing of theirs is touched", async () => {
    const { hold, orderId } = await till.order();
    const other = await createBusiness(app);
    await app.request("PUT", "/v1/tenant/payments", { ...FAKE_CREDENTIALS, webhookSecret: "theirs" }, { key: other.sk });
    const body = JSON.stringify(about("payment.captured", app.gateway.pay(orderId, "captured").razorpayPaymentId, orderId));
    const headers = { "X-Razorpay-Signature": createHmac("sha256", "theirs").update(body).digest("hex") };
    expect((await app.request("POST", `/v1/webhooks/razorpay/${other.tenantId}`, body, { headers })).status).toBe(200);
    await app.deliverOutbox();
    expect([(await till.paymentOf(hold)).status, await bookingsOf(hold.id), await till.alerts()]).toEqual(["created", 0, []]);
    expect((await app.request("GET", "/v1/payment-alerts", undefined, { key: other.sk })).body.data).toMatchObject([{ kind: "unknown_event", subject: orderId }]);
  });
});

test("a wrong signature is refused, and however many come, one alert counts them", async () => {
  for (let times = 0; times < 5; times++) expectProblem(await deliver({ event: "payment.captured", n: times }, "guess"), "unauthorized");
  expect(await till.alerts()).toMatchObject([{ kind: "webhook_refused", times: 5, paymentId: null }]);
});

test("where no secret was ever set there is nothing to compare with, and nothing to tell", async () => {
  business = await createBusiness(app, { payments: true });
  till = createTill(app, business);
  expectProblem(await deliver({ event: "payment.captured" }, "guess"), "unauthorized");
  expectProblem(await deliver({ event: "payment.captured" }, ""), "unauthorized");
  expect(await till.alerts()).toEqual([]);
});

describe("a payment that is not the one that was asked for", () => {
  const WRONG = [
    ["less", { amountMinor: PRICE - 1 }],
    ["more", { amountMinor: PRICE + 1 }],
    ["another currency", { currency: "USD" }],
  ] as const;

  test.each(WRONG)("%s, only authorised: books nothing, is never captured, and its owner is told", async (_, change) => {
    const { hold, orderId } = await till.order();
    const proof = app.gateway.pay(orderId, "authorized", change);
    for (let times = 0; times < 3; times++) expectProblem(await till.customer.confirm(hold, proof), "payment_not_verified", "razorpayPaymentId");
    await app.deliverOutbox();
    await till.later(0);
    expect(await bookingsOf(hold.id)).toBe(0);
    expect(app.gateway.payments.get(proof.razorpayPaymentId)).toMatchObject({ status: "authorized", captured: false });
    const [stray] = await till.list("purpose=stray");
    expect(stray).toMatchObject({ status: "abandoned", booking: null, needsAttention: true, refundedAmount: 0, razorpayPaymentId: proof.razorpayPaymentId, ...("amountMinor" in change && { amount: change.amountMinor }), ...("currency" in change && change) });
    expect(await till.alerts()).toMatchObject([{ kind: "payment_mismatch", subject: proof.razorpayPaymentId, paymentId: stray!.id, times: 1 }]);
    expect(await app.breaches()).toEqual([]);
  });

  test.each(WRONG)("%s, and captured: books nothing, and all of it goes back, once", async (_, change) => {
    const { hold, orderId } = await till.order();
    const proof = app.gateway.pay(orderId, "captured", change);
    const amount = "amountMinor" in change ? change.amountMinor : PRICE;
    for (let times = 0; times < 3; times++) {
      await deliver(about("payment.captured", proof.razorpayPaymentId, orderId));
      await app.deliverOutbox();
    }
    expectProblem(await till.customer.confirm(hold, proof), "payment_not_verified");
    await app.deliverOutbox();
    expect(await bookingsOf(hold.id)).toBe(0);
    const [stray] = await till.list("purpose=stray");
    expect(stray).toMatchObject({ status: "refunded", amount, refundedAmount: amount, booking: null });
    expect(till.givenBack(stray!)).toMatchObject([{ amountMinor: amount, status: "processed" }]);
    expect(await till.history(stray!.id)).toEqual(["stray", "refund_requested", "refund_accepted", "refund_processed"]);
    expect(await till.alerts()).toMatchObject([{ kind: "payment_mismatch", times: 1, detail: expect.stringContaining("is being refunded") }]);
    expect(await app.breaches()).toEqual([]);
  });

  test("captured later, by the merchant's account itself: goes back then", async () => {
    const { hold, orderId } = await till.order();
    const proof = app.gateway.pay(orderId, "authorized", { amountMinor: 100 });
    await till.customer.confirm(hold, proof);
    Object.assign(app.gateway.payments.get(proof.razorpayPaymentId)!, { status: "captured", captured: true });
    await deliver(about("payment.captured", proof.razorpayPaymentId, orderId));
    await app.deliverOutbox();
    const [stray] = await till.list("purpose=stray");
    expect(stray).toMatchObject({ status: "refunded", refundedAmount: 100 });
    expect(await app.breaches()).toEqual([]);
  });

  test("does not stand in the way of the right one", async () => {
    const { hold, orderId } = await till.order();
    await till.customer.confirm(hold, app.gateway.pay(orderId, "captured", { amountMinor: PRICE - 1 }));
    expect((await till.customer.confirm(hold, app.gateway.pay(orderId))).status).toBe(200);
    await app.deliverOutbox();
    expect((await till.list()).map(({ purpose, status }) => [purpose, status]).toSorted()).toEqual([["booking", "captured"], ["stray", "refunded"]]);
    expect(await app.breaches()).toEqual([]);
  });
});

test.each([["capture", "captured"], ["refund", "refunded"]])("a %s that could not be asked for in days needs attention, with its payment", async (verb, done) => {
  const { hold, orderId } = await till.order();
  await till.customer.confirm(hold, app.gateway.pay(orderId));
  const { id } = await till.paymentOf(hold);
  if (verb === "refund") await till.refund(id);
  const [message] = await app.sql<OutboxRow[]>`select tenant_id, message_id, topic, payload, attempts from outbox where tenant_id = ${business.tenantId} and topic = ${`payment.${verb}`} and done_at is null`;
  await reportUndelivered(app.deps, message!);
  await reportUndelivered(app.deps, message!);
  expect(await till.alerts()).toMatchObject([{ kind: "settlement_failed", paymentId: id, times: 2, detail: expect.stringContaining(done) }]);
  expect((await till.list("needsAttention=true")).map((payment) => payment.id)).toEqual([id]);
});

describe("the list", () => {
  const raise = async (...names: string[]) => {
    for (const event of names) {
      await deliver({ event });
      await app.clock.advance(1000);
    }
  };
  const subjects = async (query = "") => (await till.alerts(query)).map(({ subject }) => subject);

  test("the newest first, page by page, while new ones come", async () => {
    await raise("a", "b", "c", "d", "e");
    const seen: string[] = [];
    for (let cursor = "", next: string | null = ""; next !== null; cursor = `&cursor=${next}`) {
      const { body } = await till.get(`/v1/payment-alerts?limit=2${cursor}`);
      seen.push(...body.data.map(({ subject }: { subject: string }) => subject));
      next = body.nextCursor;
      await raise(`new.${seen.length}`);
    }
    expect(seen).toEqual(["e", "d", "c", "b", "a"]);
  });

  test("what was dealt with leaves it, stays to be looked up, and doing so again changes nothing", async () => {
    await raise("a", "b");
    const [, alert] = await till.alerts();
    const first = await till.resolve(alert!.id);
    expect([first.status, first.body]).toEqual([200, { ...alert, resolvedAt: "2026-03-01T00:00:02.000Z" }]);
    await app.clock.advance(MINUTE_MS);
    expect((await till.resolve(alert!.id)).body).toEqual(first.body);
    expect([await subjects(), await subjects("resolved=false"), await subjects("resolved=true")]).toEqual([["b"], ["b"], ["a"]]);
  });

  test("what happens once more after that is a new alert", async () => {
    await raise("a", "a");
    const [alert] = await till.alerts();
    await till.resolve(alert!.id);
    await raise("a");
    const [again] = await till.alerts();
    expect([again!.times, again!.id === alert!.id, (await till.alerts("resolved=true")).map(({ id }) => id)]).toEqual([1, false, [alert!.id]]);
  });

  test("ten at once of the same are one", async () => {
    await Promise.all(Array.from({ length: 10 }, () => deliver({ event: "a" })));
    expect(await till.alerts()).toMatchObject([{ subject: "a", times: 10 }]);
  });

  test("another tenant neither sees nor resolves it, and nobody what does not exist", async () => {
    await raise("a");
    const [alert] = await till.alerts();
    const other = await createBusiness(app);
    for (const query of ["", "?resolved=true"]) expect((await till.get(`/v1/payment-alerts${query}`, other.sk)).body).toEqual({ data: [], nextCursor: null });
    expectProblem(await till.resolve(alert!.id, other.sk), "not_found");
    for (const id of ["alt_00000000000000000000", "x", "%00"]) expectProblem(await till.resolve(id), "not_found");
    for (const key of [business.pk, "sk_none"]) expect((await till.resolve(alert!.id, key)).status).toBeGreaterThanOrEqual(401);
    expect(await subjects()).toEqual(["a"]);
    expect((await till.resolve(alert!.id, business.accessToken)).status).toBe(200);
  });

  test("resolved, it is no reason to look at its payment any more", async () => {
    const { hold, orderId } = await till.order();
    await till.customer.confirm(hold, app.gateway.pay(orderId, "authorized", { amountMinor: 100 }));
    const [stray] = await till.list("needsAttention=true");
    expect((await till.read(stray!.id)).alerts).toMatchObject([{ kind: "payment_mismatch" }]);
    await till.resolve((await till.alerts())[0]!.id);
    expect([await till.list("needsAttention=true"), (await till.read(stray!.id)).alerts]).toEqual([[], []]);
  });
});
