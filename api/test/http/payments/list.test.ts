import { beforeAll, beforeEach, expect, test } from "vitest";
import type { PaymentView } from "../../../src/contract/payments.js";
import { createTestApp } from "../../helpers/app.js";
import { type Business, createBusiness } from "../../helpers/business.js";
import type { Booking } from "../../helpers/journey.js";
import { expectProblem } from "../../helpers/problems.js";
import { monday, NOW } from "../../helpers/times.js";
import { createTill, PRICE, type Till } from "./till.js";

const app = await createTestApp();
let business: Business;
let till: Till;

beforeAll(() => app.clock.set(NOW));
beforeEach(async () => {
  business = await createBusiness(app, { payments: true });
  till = createTill(app, business);
});

/** Orders on one slot, each a second after the one before it. @returns their ids, the newest first. */
async function orders(count: number, apartMs = 1000): Promise<string[]> {
  const serviceId = await till.service({ capacity: 20 });
  const made: string[] = [];
  for (let i = 0; i < count; i++) {
    await app.clock.advance(apartMs);
    made.unshift(await till.customer.order(await till.customer.hold({ serviceId, start: monday("12:00") })));
  }
  return made;
}
const ordersOf = (payments: PaymentView[]) => payments.map(({ razorpayOrderId }) => razorpayOrderId);

async function page(query: string) {
  const { status, body } = await till.get(`/v1/payments?${query}`);
  expect(status, JSON.stringify(body)).toBe(200);
  return { orders: ordersOf(body.data), next: body.nextCursor as string | null };
}

test("the newest first, with what an owner wants to see at a glance", async () => {
  const made = await orders(3);
  const payments = await till.list();
  expect(ordersOf(payments)).toEqual(made);
  expect(payments[0]).toEqual({
    id: expect.stringMatching(/^pmt_/), purpose: "booking", status: "created", amount: PRICE, currency: "INR", refundedAmount: 0, needsAttention: false,
    holdId: expect.stringMatching(/^hold_/), booking: null, service: { id: expect.stringMatching(/^svc_/), name: "Service" },
    customer: { name: "Asha Rao", email: "asha@customer.test" }, razorpayOrderId: made[0], razorpayPaymentId: null,
    createdAt: expect.stringMatching(/Z$/), updatedAt: expect.stringMatching(/Z$/),
  });
  expect(await till.get("/v1/payments", business.accessToken)).toMatchObject({ status: 200, body: { data: [{}, {}, {}] } });
});

test("page after page nothing is left out and nothing comes twice, while new ones come", async () => {
  const made = await orders(7);
  const seen: string[] = [];
  let cursor = "";
  for (let pages = 0; ; pages++) {
    const { orders: found, next } = await page(`limit=3${cursor}`);
    seen.push(...found);
    if (next === null) {
      expect([pages, found.length]).toEqual([2, 1]);
      break;
    }
    cursor = `&cursor=${next}`;
    await orders(2);
  }
  expect(seen).toEqual(made);
});

test("payments of one instant are told apart by the cursor", async () => {
  const made = await orders(5, 0);
  const seen: string[] = [];
  for (let cursor = "", next: string | null = ""; next !== null; cursor = `&cursor=${next}`) {
    const found = await page(`limit=2${cursor}`);
    seen.push(...found.orders);
    ({ next } = found);
  }
  expect(seen.toSorted()).toEqual(made.toSorted());
});

test("a page that ends with the list has no next one", async () => {
  await orders(2);
  expect((await page("limit=2")).next).toBeNull();
  expect((await page("limit=1")).next).not.toBeNull();
});

test("another tenant's payments are nobody's business", async () => {
  const [order] = await orders(1);
  const [payment] = await till.list();
  const other = await createBusiness(app);
  for (const query of ["", `?search=${order}`, `?search=${payment!.id}`]) expect((await till.get(`/v1/payments${query}`, other.sk)).body).toEqual({ data: [], nextCursor: null });
  expectProblem(await till.get(`/v1/payments/${payment!.id}`, other.sk), "not_found");
  expectProblem(await till.refund(payment!.id, {}, { key: other.sk }), "not_found");
});

test("only by state, purpose, booking, search, and what needs attention, and all of it at once", async () => {
  const { orderId: waiting } = await till.order();
  const { booking, payment: sold } = await till.sell();
  const twice = await till.order({}, "14:00");
  await till.customer.confirm(twice.hold, app.gateway.pay(twice.orderId));
  await app.deliverOutbox();
  const second = app.gateway.pay(twice.orderId, "captured");
  await till.customer.confirm(twice.hold, second);
  const wrong = await till.order({}, "15:00");
  await till.customer.confirm(wrong.hold, app.gateway.pay(wrong.orderId, "authorized", { amountMinor: 100 }));
  const moved = await dearerMove();
  await app.deliverOutbox();

  const expected: [string, string[]][] = [
    ["status=created", [moved.orderId, wrong.orderId, waiting]],
    ["status=captured", [moved.of.razorpayOrderId, twice.orderId, sold.razorpayOrderId]],
    ["status=refunded", [twice.orderId]],
    ["status=abandoned", [wrong.orderId]],
    ["status=lapsed", []],
    ["purpose=stray", [wrong.orderId, twice.orderId]],
    ["purpose=reschedule", [moved.orderId]],
    ["purpose=booking", [moved.of.razorpayOrderId, wrong.orderId, twice.orderId, sold.razorpayOrderId, waiting]],
    [`bookingId=${booking.id}`, [sold.razorpayOrderId]],
    ["bookingId=bkg_00000000000000000000", []],
    [`search=${waiting}`, [waiting]],
    [`search=${sold.razorpayPaymentId}`, [sold.razorpayOrderId]],
    [`search=${second.razorpayPaymentId}`, [twice.orderId]],
    [`search=${booking.reference}`, [sold.razorpayOrderId]],
    [`search=${booking.reference.toLowerCase()}`, [sold.razorpayOrderId]],
    [`search=%20${booking.reference}%20`, [sold.razorpayOrderId]],
    [`search=${booking.reference.slice(0, -1)}`, []],
    ["search=%25", []],
    [`search=${encodeURIComponent("' or 1=1 --")}`, []],
    ["needsAttention=true", [wrong.orderId]],
    ["needsAttention=true&purpose=booking", []],
    [`needsAttention=false&purpose=booking&status=captured&bookingId=${booking.id}&search=${booking.reference}`, [sold.razorpayOrderId]],
  ];
  for (const [query, orders] of expected) expect(ordersOf(await till.list(query)), query).toEqual(orders);
  expect((await till.list("needsAttention=false")).length).toBe((await till.list()).length - 1);
});

/** A booking that is to be moved to an hour that costs more: an order for the difference waits. */
async function dearerMove() {
  const serviceId = await till.service({ durations: [{ durationMinutes: 60, price: { amount: 80_000, currency: "INR" } }] });
  const booking: Booking = await till.customer.buy({ serviceId, start: monday("12:00") });
  const hold = await till.customer.hold({ serviceId, start: monday("13:00"), durationMinutes: 60 });
  const { status, body } = await app.request("POST", `/v1/bookings/${booking.id}/reschedule`, { holdId: hold.id, holdToken: hold.token }, { token: booking.token });
  expect([status, body.payment?.amount]).toEqual([200, 30_000]);
  return { orderId: body.payment.orderId as string, of: await till.paymentOf(booking) };
}

const forged = (...values: unknown[]) => Buffer.from(JSON.stringify(values)).toString("base64url");
const PAGES: [string, string[]][] = [
  ["limit", ["0", "201", "-1", "ten", "1.5", "1e1", "", "5&limit=5"]],
  [
    "cursor",
    [
      "", "nonsense", "%00", "x".repeat(501), forged(), forged(1, 2), forged("2026-03-01T00:00:00Z"), forged("2026-03-01T00:00:00Z", "a", "b"),
      forged("now", "pmt_x"), forged("2026-03-01T00:00:00Z", "a\0"), forged("+275760-09-13T00:00:00Z", "x"), forged("-271821-04-20T00:00:00Z", "x"),
    ],
  ],
  ["colour", ["red"]],
  ["__proto__", ["x"]],
];

test.each<[string, string, string[]]>([
  ...PAGES.map(([name, values]) => ["payments", name, values] as [string, string, string[]]),
  ["payments", "status", ["paid", "", "CREATED", "created&status=captured"]],
  ["payments", "status[]", ["created"]],
  ["payments", "purpose", ["gift", "BOOKING", "", "stray&purpose=booking"]],
  ["payments", "needsAttention", ["yes", "1", "", "true&needsAttention=false"]],
  ["payments", "bookingId", ["pmt_00000000000000000000", "", "bkg_%00", `bkg_${"0".repeat(41)}`, "bkg_%ED%A0%80"]],
  ["payments", "search", ["", "%20", "%00", "a%0Ab", "x".repeat(65), "a&search=b"]],
  ...PAGES.map(([name, values]) => ["payment-alerts", name, values] as [string, string, string[]]),
  ["payment-alerts", "resolved", ["maybe", "", "true&resolved=true"]],
  ["payment-alerts", "kind", ["refund_slow"]],
])("/v1/%s: a %s that can't be is refused, and named", async (list, name, values) => {
  for (const value of values) expectProblem(await till.get(`/v1/${list}?${name}=${value}`), "validation_failed", name);
});
