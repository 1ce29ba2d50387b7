import { beforeEach, expect, onTestFinished, test } from "vitest";
import { createApp } from "../../../src/app.js";
import { connect } from "../../../src/database/connect.js";
import { expireHolds } from "../../../src/operations/holds/expire-holds.js";
import { createTestApp } from "../../helpers/app.js";
import { backToNow } from "../../helpers/back-to-now.js";
import { type Business, createBusiness, CUSTOMER } from "../../helpers/business.js";
import { createJourney, type Journey } from "../../helpers/journey.js";
import { startReceiver } from "../../helpers/receiver.js";
import { HOUR_MS, MINUTE_MS, monday, NOW } from "../../helpers/times.js";
import { until } from "../../helpers/until.js";
import { createTill, PRICE } from "../payments/till.js";
import { byType, createListener } from "./listener.js";

const receiver = await startReceiver();
const app = await createTestApp({ webhooks: { allowPrivateNetworks: true, timeoutMs: 2000 } });
let business: Business;
let customer: Journey;
let listener: Awaited<ReturnType<typeof createListener>>;

beforeEach(async () => {
  Object.assign(app.gateway, { unreachable: false, refundMode: "processed" });
  await app.deliverOutbox();
  await backToNow(app);
  business = await createBusiness(app, { payments: true });
  customer = createJourney(app, business);
  listener = await createListener(app, receiver, business);
});

const paid = () => customer.service({ price: { amount: 50_000, currency: "INR" } });
const read = async (path: string) => (await app.request("GET", path, undefined, { key: business.sk })).body;
const countEvents = async () => (await app.sql`select from events where tenant_id = ${business.tenantId}`).count;

test("a hold is told of as the API tells it, and nobody learns its token", async () => {
  const { serviceId } = await customer.service();
  const { token, ...hold } = await customer.hold({ serviceId, start: monday("10:00") });
  const event = byType(await listener.heard(), "hold.created");
  expect(event).toEqual({ id: expect.stringMatching(/^evt_/), type: "hold.created", timestamp: NOW.toISOString(), data: hold });
  expect(listener.last().body).not.toContain(token.slice(-43));
});

test("of holds that are placed together each is told once, and of those that lost none", async () => {
  const { serviceId } = await customer.service();
  const answers = await Promise.all(["10:00", "10:00", "11:00", "12:00", "12:00"].map((time) => business.hold({ serviceId, start: monday(time) })));
  const placed = answers.filter(({ status }) => status === 201).map(({ body }) => body.id as string);
  expect(placed).toHaveLength(3);
  const events = await listener.heard();
  expect(events.map(({ data }) => (data as { id: string }).id).sort()).toEqual(placed.sort());
});

/** Until so many statements wait for a lock. */
const waiting = (count: number) =>
  until("they wait for the lock", async () => (await app.sql`select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`).count, (found) => found >= count);

test("two processes reach for one slot: the one that wins is told of, and nothing of the other", async () => {
  const second = connect(app.url, { max: 5 });
  onTestFinished(() => second.end());
  const apps = [app.app, createApp({ ...app.deps, sql: second })];
  const { serviceId } = await customer.service();
  const body = JSON.stringify({ serviceId, start: monday("10:00") });
  const headers = { Authorization: `Bearer ${business.sk}`, "Content-Type": "application/json" };
  // Both see that it is free, and meet only where it is decided.
  let asked: Promise<Response>[] = [];
  await app.sql.begin(async (tx) => {
    await tx`lock table claims in share row exclusive mode`;
    asked = apps.map(async (each) => each.request("/v1/holds", { method: "POST", headers, body }));
    await waiting(2);
  });
  const answers = await Promise.all(asked);
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
  const won = (await answers.find(({ status }) => status === 201)!.json()) as { id: string };
  expect((await listener.heard()).map(({ type, data }) => [type, (data as { id: string }).id])).toEqual([["hold.created", won.id]]);
});

test("a hold whose time ends in the moment of its checkout is no booking, and told as none", async () => {
  const { serviceId } = await customer.service();
  const hold = await customer.hold({ serviceId, start: monday("10:00") });
  let asked!: ReturnType<typeof customer.checkOut>;
  await app.sql.begin(async (tx) => {
    await tx`select from holds where hold_id = ${hold.id} for update`;
    asked = customer.checkOut(hold);
    await waiting(1);
    await app.clock.advance(5 * MINUTE_MS);
  });
  expect((await asked).status).toBe(410);
  expect(await listener.types()).toEqual(["hold.created"]);
});

test("the same request again, by its Idempotency-Key, tells of nothing again", async () => {
  const { serviceId } = await customer.service();
  const ask = () => business.hold({ serviceId, start: monday("10:00") }, { idempotencyKey: "once" });
  const hold = (await ask()).body;
  await ask();
  const book = () => app.request("POST", `/v1/holds/${hold.id}/checkout`, { customer: CUSTOMER }, { token: hold.token, idempotencyKey: "book" });
  await book();
  await book();
  expect((await listener.types()).sort()).toEqual(["booking.confirmed", "hold.created"]);
});

test("a swap tells of the new hold and of the one that was given up for it", async () => {
  const { serviceId } = await customer.service();
  const hold = await customer.hold({ serviceId, start: monday("10:00") });
  const swapped = await customer.hold({ serviceId, start: monday("11:00"), replaces: hold.id });
  const events = await listener.heard();
  expect(byType(events, "hold.released").data).toMatchObject({ id: hold.id, status: "released" });
  expect(events.filter(({ type }) => type === "hold.created").map(({ data }) => (data as { id: string }).id).sort()).toEqual([hold.id, swapped.id].sort());
});

test("a hold that is released, and one whose time ends, are told of once", async () => {
  const { serviceId } = await customer.service();
  const [released, expired] = [await customer.hold({ serviceId, start: monday("10:00") }), await customer.hold({ serviceId, start: monday("11:00") })];
  for (let again = 0; again < 2; again++) await app.request("DELETE", `/v1/holds/${released.id}`, undefined, { token: released.token });
  await app.clock.advance(5 * MINUTE_MS);
  for (let again = 0; again < 2; again++) await expireHolds(app.deps, 100);
  const events = await listener.heard();
  expect(byType(events, "hold.released").data).toMatchObject({ id: released.id, status: "released", expiresInSeconds: 0 });
  expect(byType(events, "hold.expired")).toMatchObject({ timestamp: new Date(NOW.getTime() + 5 * MINUTE_MS).toISOString(), data: { id: expired.id, status: "expired" } });
  expect(events).toHaveLength(4);
});

test("a free booking is told of as the API tells it, without its token", async () => {
  const { serviceId } = await customer.service();
  const { token, ...booking } = await customer.book({ serviceId, start: monday("10:00") });
  expect(byType(await listener.heard(), "booking.confirmed").data).toEqual(booking);
  expect(await read(`/v1/bookings/${booking.id}`)).toEqual(booking);
  expect(listener.last().body).not.toContain(token.slice(-43));
});

test("bookings that are made together are each told once", async () => {
  const { serviceId } = await customer.service({ capacity: 5 });
  const holds = await Promise.all(Array.from({ length: 5 }, () => customer.hold({ serviceId, start: monday("10:00") })));
  await Promise.all(holds.map((hold) => customer.checkOut(hold)));
  const told = (await listener.heard()).filter(({ type }) => type === "booking.confirmed").map(({ data }) => (data as { holdId: string }).holdId);
  expect(told.sort()).toEqual(holds.map(({ id }) => id).sort());
});

test("a booking that is cancelled, and one that is moved", async () => {
  const { serviceId } = await customer.service();
  const booking = await customer.book({ serviceId, start: monday("10:00") });
  const to = await customer.hold({ serviceId, start: monday("12:00") });
  await app.request("POST", `/v1/bookings/${booking.id}/reschedule`, { holdId: to.id, holdToken: to.token }, { token: booking.token });
  await customer.cancel(booking);
  expect((await customer.cancel(booking)).status).toBe(409);
  const events = await listener.heard();
  expect(byType(events, "booking.moved").data).toMatchObject({ id: booking.id, status: "confirmed", start: monday("12:00"), movedAt: NOW.toISOString() });
  expect(byType(events, "booking.cancelled").data).toMatchObject({ id: booking.id, status: "cancelled", cancelledAt: NOW.toISOString() });
});

test("a paid booking: authorised and booked at once, captured a moment later, refunded when it is cancelled", async () => {
  const booking = await customer.buy({ serviceId: (await paid()).serviceId, start: monday("10:00") });
  expect((await listener.types()).sort()).toEqual(["booking.confirmed", "hold.created", "payment.authorized"]);
  await app.deliverOutbox();
  await customer.cancel(booking);
  await app.deliverOutbox();
  const events = await listener.heard();
  expect(byType(events, "booking.confirmed").data.payment).toEqual({ status: "authorized", amount: 50_000, currency: "INR", refundedAmount: 0 });
  expect(byType(events, "payment.captured").data).toMatchObject({ status: "captured", amount: 50_000, booking: { id: booking.id, reference: booking.reference } });
  expect(byType(events, "booking.cancelled").data.payment).toMatchObject({ status: "refund_pending", refundedAmount: 50_000 });
  const requested = byType(events, "refund.requested").data;
  expect(requested).toMatchObject({ status: "requested", reason: "cancelled", amount: 50_000 });
  expect(byType(events, "refund.processed").data).toMatchObject({ id: requested.id, status: "processed" });
  expect(events).toHaveLength(7);
  const payment = byType(events, "payment.captured").data;
  expect(await read(`/v1/payments/${payment.id}`)).toMatchObject({ id: payment.id, razorpayOrderId: payment.razorpayOrderId });
});

test("an attempt that the bank declines is told of once, however often it is reported", async () => {
  const hold = await customer.hold({ serviceId: (await paid()).serviceId, start: monday("10:00") });
  const proof = app.gateway.pay(await customer.order(hold), "failed");
  for (let again = 0; again < 2; again++) expect((await customer.confirm(hold, proof)).status).toBe(402);
  expect(byType(await listener.heard(), "payment.failed").data).toMatchObject({ status: "created", holdId: hold.id });
});

test.each([
  ["authorized", "abandoned", []],
  ["captured", "refund_pending", ["refund.requested"]],
] as const)("a payment that comes after its slot had gone, %s: late, and nothing is booked", async (provided, status, more) => {
  const { serviceId } = await paid();
  const hold = await customer.hold({ serviceId, start: monday("10:00") });
  const orderId = await customer.order(hold);
  await app.clock.advance(HOUR_MS);
  await customer.hold({ serviceId, start: monday("10:00") });
  expect((await customer.confirm(hold, app.gateway.pay(orderId, provided))).status).toBe(409);
  const events = await listener.heard();
  expect(byType(events, "payment.late").data).toMatchObject({ status, booking: null });
  expect(events.map(({ type }) => type).filter((type) => type.startsWith("refund"))).toEqual(more);
  expect(events.map(({ type }) => type)).not.toContain("booking.confirmed");
});

test("a refund that is given up needs the business, and it is told", async () => {
  const booking = await customer.buy({ serviceId: (await paid()).serviceId, start: monday("10:00") });
  await app.deliverOutbox();
  app.gateway.refundMode = "refused";
  await customer.cancel(booking);
  await app.deliverOutbox();
  for (const minutes of [5, 30, 180, 720]) {
    expect(await listener.types()).not.toContain("refund.failed");
    await app.clock.advance(minutes * MINUTE_MS);
    await app.reconcile();
    await app.deliverOutbox();
  }
  expect(byType(await listener.heard(), "refund.failed").data).toMatchObject({ status: "failed", attempt: 5 });
});

/** What was told about money so far, without what was told before. */
async function moneyToldBy(doing: () => Promise<unknown>): Promise<string[]> {
  const before = new Set((await listener.heard()).map(({ id }) => id));
  await doing();
  const told = (await listener.heard()).filter(({ id, type }) => !before.has(id) && /^(payment|refund)/.test(type));
  return told.map(({ type, data }) => `${type} ${(data as { amount: number }).amount}`).sort();
}

test("a second payment of one order is told as taken and given back", async () => {
  const till = createTill(app, business);
  const { hold, orderId } = await till.order();
  await customer.confirm(hold, app.gateway.pay(orderId));
  await app.deliverOutbox();
  const told = await moneyToldBy(async () => {
    await customer.confirm(hold, app.gateway.pay(orderId, "captured"));
    await app.deliverOutbox();
  });
  expect(told).toEqual([`payment.captured ${PRICE}`, `refund.processed ${PRICE}`, `refund.requested ${PRICE}`]);
});

test("another payment of the order that was captured first is told as the one that was taken, once", async () => {
  const till = createTill(app, business);
  const { hold, orderId } = await till.order();
  await customer.confirm(hold, app.gateway.pay(orderId));
  const captured = app.gateway.pay(orderId, "captured");
  const told = await moneyToldBy(async () => {
    for (let again = 0; again < 2; again++) await customer.confirm(hold, captured);
  });
  expect(told).toEqual([`payment.captured ${PRICE}`]);
});

test("a payment that nobody could capture is told as lapsed, and with a refund of it that it is void", async () => {
  const till = createTill(app, business);
  for (const refunds of [false, true]) {
    const { hold, orderId } = await till.order();
    const proof = app.gateway.pay(orderId);
    await customer.confirm(hold, proof);
    if (refunds) await till.refund((await till.paymentOf(hold)).id, { amount: 10_000 });
    app.gateway.payments.get(proof.razorpayPaymentId)!.status = "refunded";
    expect(await moneyToldBy(() => app.deliverOutbox())).toEqual([`payment.lapsed ${PRICE}`, ...(refunds ? ["refund.void 10000"] : [])]);
  }
});

test.each(["processed", "pending"] as const)("a refund that is made in the provider's dashboard, %s: told when it is found, and when it is done", async (status) => {
  const till = createTill(app, business);
  const { payment } = await till.sell();
  let made: ReturnType<typeof till.refundInDashboard>;
  const found = await moneyToldBy(async () => {
    made = till.refundInDashboard(payment, 10_000, status);
    await till.later(24 * HOUR_MS);
  });
  expect(found).toEqual([status === "pending" ? "refund.requested 10000" : "refund.processed 10000"]);
  const later = await moneyToldBy(async () => {
    if (status === "pending") till.settleRefund(made, "processed");
    for (let days = 0; days < 3; days++) await till.later(24 * HOUR_MS);
  });
  expect(later).toEqual(status === "pending" ? ["refund.processed 10000"] : []);
});

test("a refund that failed and is tried again by hand is told as asked for again", async () => {
  const till = createTill(app, business);
  const { payment } = await till.sell();
  const { body: refund } = await till.refund(payment.id);
  await app.deliverOutbox();
  await app.sql`update refunds set status = 'failed' where refund_id = ${refund.id}`;
  expect(await moneyToldBy(() => till.retry(refund))).toEqual([`refund.requested ${PRICE}`]);
});

test("a move to a dearer time is told once the difference is paid", async () => {
  const { serviceId } = await customer.service({ price: { amount: 50_000, currency: "INR" }, durations: [{ durationMinutes: 60, price: { amount: 80_000, currency: "INR" } }] });
  const booking = await customer.buy({ serviceId, start: monday("10:00") });
  const to = await customer.hold({ serviceId, start: monday("12:00"), durationMinutes: 60 });
  const asked = await app.request("POST", `/v1/bookings/${booking.id}/reschedule`, { holdId: to.id, holdToken: to.token }, { token: booking.token });
  expect(await listener.types()).not.toContain("booking.moved");
  await customer.confirm(to, app.gateway.pay(asked.body.payment.orderId));
  expect(byType(await listener.heard(), "booking.moved").data).toMatchObject({ id: booking.id, start: monday("12:00"), price: { amount: 80_000 }, payment: { amount: 80_000 } });
});

test("an endpoint is told of what it asked for, and of nothing else", async () => {
  const bookings = await createListener(app, receiver, business, { events: ["booking.cancelled", "booking.confirmed"] });
  const { serviceId } = await customer.service();
  await customer.cancel(await customer.book({ serviceId, start: monday("10:00") }));
  expect((await bookings.types()).sort()).toEqual(["booking.cancelled", "booking.confirmed"]);
  expect((await listener.types()).sort()).toEqual(["booking.cancelled", "booking.confirmed", "hold.created"]);
  // One event is one message, whoever gets it.
  const ids = new Set([...(await bookings.heard()), ...(await listener.heard())].map(({ id }) => id));
  expect(ids.size).toBe(3);
});

test("where nobody listens nothing is written: not for a business without endpoints, nor for what no endpoint of its wants", async () => {
  const silent = await createBusiness(app);
  const theirs = createJourney(app, silent);
  await theirs.cancel(await theirs.book({ serviceId: (await theirs.service()).serviceId, start: monday("10:00") }));
  expect((await app.sql`select from events where tenant_id = ${silent.tenantId}`).count).toBe(0);

  await listener.call("PATCH", "", { events: ["refund.failed"] });
  await customer.book({ serviceId: (await customer.service()).serviceId, start: monday("10:00") });
  expect(await countEvents()).toBe(0);
  await listener.call("PATCH", "", { events: ["*"], disabled: true });
  await customer.book({ serviceId: (await customer.service()).serviceId, start: monday("10:00") });
  expect(await countEvents()).toBe(0);
});

test("another business's bookings are never told of", async () => {
  const other = await createBusiness(app);
  const theirs = await createListener(app, receiver, other);
  await customer.book({ serviceId: (await customer.service()).serviceId, start: monday("10:00") });
  expect(await theirs.heard()).toEqual([]);
});

test("what is undone was never told: an event lives and dies with its cause", async () => {
  const { serviceId } = await customer.service();
  const booking = await customer.book({ serviceId, start: monday("10:00") });
  const before = await countEvents();
  await app.sql.unsafe("alter table webhook_deliveries add constraint nothing_more check (false) not valid");
  const refused = await customer.cancel(booking);
  await app.sql.unsafe("alter table webhook_deliveries drop constraint nothing_more");
  expect(refused.status).toBe(500);
  expect(await countEvents()).toBe(before);
  expect((await read(`/v1/bookings/${booking.id}`)).status).toBe("confirmed");
});
