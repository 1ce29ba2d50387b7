import { createHmac } from "node:crypto";
import { beforeEach, expect, test } from "vitest";
import { GatewayError, type ProviderCredentials } from "../../../src/gateways/payment-gateway.js";
import { createTestApp } from "../../helpers/app.js";
import { type Business, createBusiness } from "../../helpers/business.js";
import { FAKE_CREDENTIALS, FakeGateway } from "../../helpers/fake-gateway.js";
import { createJourney, type Journey } from "../../helpers/journey.js";
import { expectProblem } from "../../helpers/problems.js";
import { monday } from "../../helpers/times.js";

/** Notes with which key it is asked, and can refuse one. */
class WatchedGateway extends FakeGateway {
  asked: string[] = [];
  revoked = new Set<string>();
  override async fetchPayment(credentials: ProviderCredentials, paymentId: string) {
    this.asked.push(credentials.keyId);
    if (this.revoked.has(credentials.keyId)) throw new GatewayError("unauthorized", "The provider does not accept the keys.");
    return super.fetchPayment(credentials, paymentId);
  }
  override isCheckoutSignature({ keySecret }: ProviderCredentials, orderId: string, paymentId: string, signature: string) {
    return createHmac("sha256", keySecret).update(`${orderId}|${paymentId}`).digest("hex") === signature;
  }
  override async checkCredentials() {
    return true;
  }
}

const gateway = new WatchedGateway();
const app = await createTestApp({ payments: gateway });
const NEXT = { keyId: "rzp_test_next", keySecret: "the next secret" };
let business: Business;
let customer: Journey;

const put = (body: object) => app.request("PUT", "/v1/tenant/payments", body, { key: business.sk });
const open = async () => {
  const { serviceId } = await customer.service({ price: { amount: 50_000, currency: "INR" } });
  const hold = await customer.hold({ serviceId, start: monday("10:00") });
  return { hold, orderId: await customer.order(hold) };
};

beforeEach(async () => {
  await app.clock.set(new Date("2026-03-01T00:00:00Z"));
  gateway.asked = [];
  gateway.revoked.clear();
  business = await createBusiness(app, { payments: true });
  customer = createJourney(app, business);
});

test("an order that was made before the key was exchanged is confirmed, captured and refunded with the old one", async () => {
  const { hold, orderId } = await open();
  expect((await put(NEXT)).body.keyId).toBe(NEXT.keyId);
  const { status, body } = await customer.confirm(hold, gateway.pay(orderId));
  expect(status).toBe(200);
  await app.deliverOutbox();
  await customer.cancel(body);
  await app.deliverOutbox();
  expect([...new Set(gateway.asked)]).toEqual([FAKE_CREDENTIALS.keyId]);
  expect((await app.sql<{ status: string }[]>`select status from payments where hold_id = ${hold.id}`)[0]!.status).toBe("refunded");
  // What is begun from now on belongs to the new one.
  const next = await open();
  expect((await app.sql<{ keyId: string }[]>`select provider_key_id as key_id from payments where hold_id = ${next.hold.id}`)[0]!.keyId).toBe(NEXT.keyId);
});

test("where the old key was revoked, the present one is asked", async () => {
  const { hold, orderId } = await open();
  await put(NEXT);
  gateway.revoked.add(FAKE_CREDENTIALS.keyId);
  expect((await customer.confirm(hold, gateway.pay(orderId))).status).toBe(200);
  expect(gateway.asked).toEqual([FAKE_CREDENTIALS.keyId, NEXT.keyId]);
});

test("a signature by somebody else's secret is none, whichever keys a business has had", async () => {
  const { hold, orderId } = await open();
  await put(NEXT);
  const proof = gateway.pay(orderId);
  const razorpaySignature = createHmac("sha256", "a stranger's").update(`${orderId}|${proof.razorpayPaymentId}`).digest("hex");
  expectProblem(await customer.confirm(hold, { ...proof, razorpaySignature }), "payment_not_verified", "razorpaySignature");
});

test("the same webhook secret once more does not push out the one before it", async () => {
  await put({ ...FAKE_CREDENTIALS, webhookSecret: "first" });
  for (let times = 0; times < 3; times++) await put({ ...FAKE_CREDENTIALS, webhookSecret: "second" });
  const send = (secret: string) => {
    const body = JSON.stringify({ event: "payment.captured", payload: {} });
    return app.request("POST", `/v1/webhooks/razorpay/${business.tenantId}`, body, { headers: { "X-Razorpay-Signature": createHmac("sha256", secret).update(body).digest("hex"), "X-Razorpay-Event-Id": secret } });
  };
  expect([(await send("first")).status, (await send("second")).status, (await send("third")).status]).toEqual([200, 200, 401]);
});

test("secrets are in no answer, and nowhere in the database in the clear", async () => {
  await put({ ...NEXT, webhookSecret: "a webhook's secret" });
  const answers = [await put({ ...FAKE_CREDENTIALS, webhookSecret: "another webhook's secret" }), await app.request("GET", "/v1/tenant/payments", undefined, { key: business.sk })];
  const columns = await app.sql<{ table: string; column: string }[]>`
    select table_schema || '.' || table_name as table, column_name as column from information_schema.columns where table_schema in ('public', 'directory')`;
  for (const secret of [NEXT.keySecret, FAKE_CREDENTIALS.keySecret, "a webhook's secret", "another webhook's secret"]) {
    expect(JSON.stringify(answers.map(({ body }) => body))).not.toContain(secret);
    const found = [];
    for (const { table, column } of columns) {
      const rows = await app.sql`select from ${app.sql(table)} where ${app.sql(column)}::text like ${`%${secret}%`}`;
      if (rows.count > 0) found.push(`${table}.${column}`);
    }
    expect(found).toEqual([]);
  }
});
