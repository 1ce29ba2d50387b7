import { createHmac } from "node:crypto";
import { beforeAll, beforeEach, expect, test } from "vitest";
import { createTestApp } from "../../helpers/app.js";
import { backToNow } from "../../helpers/back-to-now.js";
import { type Business, createBusiness } from "../../helpers/business.js";
import { FAKE_CREDENTIALS } from "../../helpers/fake-gateway.js";
import { createJourney, type Hold, type Journey } from "../../helpers/journey.js";
import { expectProblem } from "../../helpers/problems.js";
import { countRows } from "../../helpers/rows.js";
import { DAY_MS, monday } from "../../helpers/times.js";

const app = await createTestApp();
let business: Business;
let customer: Journey;
let hold: Hold;
let orderId: string;

const putSecret = (webhookSecret: string) => app.request("PUT", "/v1/tenant/payments", { ...FAKE_CREDENTIALS, webhookSecret }, { key: business.sk });

beforeAll(async () => {
  business = await createBusiness(app);
  customer = createJourney(app, business);
});
beforeEach(async () => {
  await app.deliverOutbox();
  await backToNow(app);
  app.mails.length = 0;
  await app.sql`delete from payment_credentials`;
  await putSecret("present");
  hold = await customer.hold({ serviceId: (await customer.service({ price: { amount: 50_000, currency: "INR" } })).serviceId, start: monday("10:00") });
  orderId = await customer.order(hold);
});

let events = 0;
/** As Razorpay sends it: signed over the raw body. */
function deliver(event: string, paymentId: string, { secret = "present", id = `evt_${++events}`, order = orderId, signature = undefined as string | undefined, tenantId = business.tenantId } = {}) {
  const body = JSON.stringify({ event, payload: { payment: { entity: { id: paymentId, order_id: order, notes: [], amount: 1 } } } });
  const signed = signature ?? createHmac("sha256", secret).update(body).digest("hex");
  return app.request("POST", `/v1/webhooks/razorpay/${tenantId}`, body, { headers: { "X-Razorpay-Signature": signed, "X-Razorpay-Event-Id": id } });
}
const bookings = async () => (await app.sql`select from bookings where hold_id = ${hold.id}`).count;
const paymentStatus = async () => (await app.sql<{ status: string }[]>`select status from payments where hold_id = ${hold.id}`)[0]!.status;

test("a signed event books what was paid, although the browser never came back", async () => {
  const { razorpayPaymentId } = app.gateway.pay(orderId);
  expect((await deliver("payment.authorized", razorpayPaymentId)).body).toEqual({ received: true });
  await app.deliverOutbox();
  expect([await bookings(), await paymentStatus(), app.mails.length]).toEqual([1, "captured", 1]);
  expect(await app.breaches()).toEqual([]);
});

test("an event that comes ten times is worked once", async () => {
  const { razorpayPaymentId } = app.gateway.pay(orderId);
  const answers = await Promise.all(Array.from({ length: 10 }, () => deliver("payment.authorized", razorpayPaymentId, { id: "evt_same" })));
  expect(answers.map(({ status }) => status)).toEqual(Array(10).fill(200));
  expect((await app.sql`select from outbox where topic = 'payment.settle' and payload ->> 'providerPaymentId' = ${razorpayPaymentId}`).count).toBe(1);
});

test("in whatever order, with the browser in between: one booking, one capture, one mail", async () => {
  const proof = app.gateway.pay(orderId);
  await deliver("payment.captured", proof.razorpayPaymentId);
  await customer.confirm(hold, proof);
  await deliver("order.paid", proof.razorpayPaymentId);
  await deliver("payment.authorized", proof.razorpayPaymentId);
  await app.deliverOutbox();
  await deliver("payment.captured", proof.razorpayPaymentId);
  await app.deliverOutbox();
  expect([await bookings(), await paymentStatus(), app.mails.length]).toEqual([1, "captured", 1]);
});

test("what the event says of amounts is not believed: the provider is asked", async () => {
  const { razorpayPaymentId } = app.gateway.pay(orderId, "authorized", { amountMinor: 100 });
  await deliver("payment.authorized", razorpayPaymentId);
  await app.deliverOutbox();
  expect([await bookings(), await paymentStatus()]).toEqual([0, "created"]);
});

test("a failed payment books nothing", async () => {
  await deliver("payment.failed", app.gateway.pay(orderId, "failed").razorpayPaymentId);
  await app.deliverOutbox();
  expect(await bookings()).toBe(0);
});

test.each<[string, object]>([
  ["forged", { signature: "f".repeat(64) }],
  ["signed with another secret", { secret: "guess" }],
  ["signed with nothing", { secret: "" }],
  ["not signed", { signature: "" }],
])("what is %s is refused, and leaves no row but one alert that counts", async (_, change) => {
  const { razorpayPaymentId } = app.gateway.pay(orderId);
  const before = await countRows(app.sql);
  for (let times = 0; times < 3; times++) expectProblem(await deliver("payment.authorized", razorpayPaymentId, change), "unauthorized");
  expect({ ...(await countRows(app.sql)), "public.payment_alerts": 0 }).toEqual({ ...before, "public.payment_alerts": 0 });
  expect((await app.sql`select from payment_alerts where tenant_id = ${business.tenantId} and kind = 'webhook_refused' and resolved_at is null`).count).toBe(1);
});

test("another tenant's signature is worth nothing here", async () => {
  const other = await createBusiness(app, { payments: true });
  expectProblem(await deliver("payment.authorized", app.gateway.pay(orderId).razorpayPaymentId, { tenantId: other.tenantId }), "unauthorized");
});

test("a secret that was replaced is good for another day, so that no event is lost", async () => {
  await putSecret("next");
  const { razorpayPaymentId } = app.gateway.pay(orderId);
  expect((await deliver("payment.authorized", razorpayPaymentId, { secret: "next" })).status).toBe(200);
  await app.clock.advance(DAY_MS - 1);
  expect((await deliver("payment.authorized", razorpayPaymentId)).status).toBe(200);
  await app.clock.advance(1);
  expectProblem(await deliver("payment.authorized", razorpayPaymentId), "unauthorized");
});

test("an event of an order that is not ours is taken and does nothing", async () => {
  expect((await deliver("payment.authorized", "pay_00000000000000", { order: "order_00000000000000" })).status).toBe(200);
  await app.deliverOutbox();
  expect(await bookings()).toBe(0);
});

test("what is signed and is no event of Razorpay's is bad input", async () => {
  const send = (body: string) =>
    app.request("POST", `/v1/webhooks/razorpay/${business.tenantId}`, body, { headers: { "X-Razorpay-Signature": createHmac("sha256", "present").update(body).digest("hex") } });
  for (const body of ["{}", "[]", '{"event":7}', '{"event":"x","payload":{"payment":{"entity":{}}}}', "null"]) expectProblem(await send(body), "validation_failed");
  for (const body of ['{"event":"a\\u0000b"}', '{"event":"\\ud800"}']) expect((await send(body)).status).toBeLessThan(500);
});
