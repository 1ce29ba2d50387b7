import { createHmac } from "node:crypto";
import { pino } from "pino";
import { beforeEach, describe, expect, test } from "vitest";
import { GatewayError, type ProviderCredentials } from "../../../src/gateways/payment-gateway.js";
import { createRazorpayGateway } from "../../../src/gateways/razorpay.js";
import { createTestApp } from "../../helpers/app.js";
import { backToNow } from "../../helpers/back-to-now.js";
import { type Business, createBusiness } from "../../helpers/business.js";
import { FAKE_CREDENTIALS, FakeGateway } from "../../helpers/fake-gateway.js";
import { createJourney, type Hold, type Journey } from "../../helpers/journey.js";
import { expectProblem } from "../../helpers/problems.js";
import { DAY_MS, HOUR_MS, MINUTE_MS, monday } from "../../helpers/times.js";

const FIRST = { keyId: "rzp_test_first", keySecret: "the first key's secret" };
const NEXT = { keyId: "rzp_test_next", keySecret: "the next key's secret" };
const THIRD = { keyId: "rzp_test_third", keySecret: "the third key's secret" };
const STRANGER = { keyId: "rzp_test_stranger", keySecret: "a stranger's secret" };
const { isCheckoutSignature, isWebhookSignature } = createRazorpayGateway();

/** Several accounts: it refuses whom it does not know, and notes who asked for what. */
class Accounts extends FakeGateway {
  readonly known = new Map([FAKE_CREDENTIALS, FIRST, NEXT, THIRD].map(({ keyId, keySecret }) => [keyId, keySecret]));
  readonly revoked = new Set<string>();
  asked: string[] = [];

  override isCheckoutSignature = isCheckoutSignature;
  override isWebhookSignature = isWebhookSignature;
  override createOrder(by: ProviderCredentials, ...given: any[]) {
    return this.#as(by, "order", () => super.createOrder(by, ...(given as [never])));
  }
  override fetchPayment(by: ProviderCredentials, id: string) {
    return this.#as(by, "fetch", () => super.fetchPayment(by, id));
  }
  override paymentsOfOrder(by: ProviderCredentials, id: string) {
    return this.#as(by, "order's payments", () => super.paymentsOfOrder(by, id));
  }
  override capture(by: ProviderCredentials, id: string) {
    return this.#as(by, "capture", () => super.capture(by, id));
  }
  override refund(by: ProviderCredentials, ...given: [string, number, string]) {
    return this.#as(by, "refund", () => super.refund(by, ...given));
  }
  override refundsOf(by: ProviderCredentials, id: string) {
    return this.#as(by, "refunds", () => super.refundsOf(by, id));
  }
  override async checkCredentials({ keyId, keySecret }: ProviderCredentials) {
    if (this.unreachable) throw new GatewayError("unreachable", "No answer from the provider.");
    return this.known.get(keyId) === keySecret && !this.revoked.has(keyId);
  }
  /** Which keys did something, each once. */
  by(what: string) {
    return [...new Set(this.asked.filter((entry) => entry.startsWith(`${what} by `)).map((entry) => entry.slice(what.length + 4)))];
  }

  async #as<T>(by: ProviderCredentials, what: string, call: () => Promise<T>): Promise<T> {
    this.asked.push(`${what} by ${by.keyId}`);
    if (this.known.get(by.keyId) !== by.keySecret || this.revoked.has(by.keyId)) throw new GatewayError("unauthorized", "The provider does not accept the keys.");
    return call();
  }
}

const gateway = new Accounts();
const app = await createTestApp({ payments: gateway });
/** Everything that was logged. */
let logged = "";
app.deps.log = pino({ level: "trace" }, { write: (line: string) => void (logged += line) });
let business: Business;
let customer: Journey;

const put = (body: object, key = business.sk) => app.request("PUT", "/v1/tenant/payments", body, { key });
const settings = async () => (await app.request("GET", "/v1/tenant/payments", undefined, { key: business.sk })).body;
const paymentOf = async ({ id }: Pick<Hold, "id">) => (await app.sql<{ status: string; keyId: string }[]>`select status, provider_key_id as key_id from payments where hold_id = ${id} and purpose <> 'stray'`)[0]!;

async function open() {
  const { serviceId } = await customer.service({ price: { amount: 50_000, currency: "INR" } });
  const hold = await customer.hold({ serviceId, start: monday("10:00") });
  const { body } = await customer.checkOut(hold);
  return { hold, orderId: body.payment.orderId as string, keyId: body.payment.keyId as string };
}
/** What checkout's handler gives the browser: signed by the account that the order was made with. */
function pay(orderId: string, { keySecret }: { keySecret: string }, status: "authorized" | "captured" = "authorized") {
  const proof = gateway.pay(orderId, status);
  return { ...proof, razorpaySignature: createHmac("sha256", keySecret).update(`${orderId}|${proof.razorpayPaymentId}`).digest("hex") };
}
let events = 0;
function webhook(secret: string, event: object = { event: "a.test" }) {
  const body = JSON.stringify({ ...event, n: ++events });
  return app.request("POST", `/v1/webhooks/razorpay/${business.tenantId}`, body, { headers: { "X-Razorpay-Signature": createHmac("sha256", secret).update(body).digest("hex") } });
}
const statuses = async (...secrets: string[]) => (await Promise.all(secrets.map((secret) => webhook(secret)))).map(({ status }) => status);

beforeEach(async () => {
  await app.deliverOutbox();
  await app.sql`update payments set check_at = null`;
  await app.sql`update refunds set check_at = null`;
  await backToNow(app);
  Object.assign(gateway, { unreachable: false, asked: [] });
  gateway.revoked.clear();
  business = await createBusiness(app);
  customer = createJourney(app, business);
  await put({ ...FIRST, webhookSecret: "first" });
});

describe("an order that was made before the key was exchanged", () => {
  test("is confirmed by the old signature, and captured and refunded with the old key; what begins later belongs to the new one", async () => {
    const { hold, orderId, keyId } = await open();
    expect((await put(NEXT)).body).toMatchObject({ configured: true, keyId: NEXT.keyId });
    // A page that asks again gets the key that its order belongs to.
    expect([keyId, (await customer.checkOut(hold)).body.payment]).toMatchObject([FIRST.keyId, { keyId: FIRST.keyId, orderId }]);

    const { status, body: booking } = await customer.confirm(hold, pay(orderId, FIRST));
    expect(status).toBe(200);
    await app.deliverOutbox();
    expect(await paymentOf(hold)).toEqual({ status: "captured", keyId: FIRST.keyId });
    await customer.cancel(booking);
    await app.deliverOutbox();
    expect((await paymentOf(hold)).status).toBe("refunded");
    for (const what of ["fetch", "capture", "refunds", "refund"]) expect(gateway.by(what), what).toEqual([FIRST.keyId]);
    expect(gateway.refunds.at(-1)).toMatchObject({ amountMinor: 50_000 });

    const next = await open();
    expect([next.keyId, (await paymentOf(next.hold)).keyId]).toEqual([NEXT.keyId, NEXT.keyId]);
  });

  test("is found by the reconciler, and booked by the webhook, with the old key", async () => {
    const [lost, told] = [await open(), await open()];
    await put({ ...NEXT, webhookSecret: "next" });
    pay(lost.orderId, FIRST);
    const { razorpayPaymentId } = pay(told.orderId, FIRST, "captured");
    gateway.asked = [];
    expect((await webhook("next", { event: "payment.captured", payload: { payment: { entity: { id: razorpayPaymentId, order_id: told.orderId } } } })).status).toBe(200);
    await app.deliverOutbox();
    await app.clock.advance(9 * MINUTE_MS);
    await app.reconcile();
    await app.deliverOutbox();
    expect([(await paymentOf(lost.hold)).status, (await paymentOf(told.hold)).status]).toEqual(["captured", "captured"]);
    expect([...new Set(gateway.asked.map((entry) => entry.split(" by ")[1]))]).toEqual([FIRST.keyId]);
  });

  test("belongs to its key after several exchanges, back and forth", async () => {
    const first = await open();
    await put(NEXT);
    const next = await open();
    await put(THIRD);
    await put(FIRST);
    await put(THIRD);
    for (const [{ hold, orderId }, account] of [[first, FIRST], [next, NEXT]] as const) {
      gateway.asked = [];
      expect((await customer.confirm(hold, pay(orderId, account))).status).toBe(200);
      await app.deliverOutbox();
      expect([gateway.by("capture"), (await paymentOf(hold)).status]).toEqual([[account.keyId], "captured"]);
    }
  });

  test("is worked with the present key where the old one was revoked: confirmed, captured, reconciled, refunded", async () => {
    const [confirmed, lost] = [await open(), await open()];
    await put(NEXT);
    gateway.revoked.add(FIRST.keyId);
    const { status, body: booking } = await customer.confirm(confirmed.hold, pay(confirmed.orderId, FIRST));
    expect(status).toBe(200);
    await app.deliverOutbox();
    pay(lost.orderId, FIRST);
    await app.clock.advance(9 * MINUTE_MS);
    await app.reconcile();
    await customer.cancel(booking);
    await app.deliverOutbox();
    expect([(await paymentOf(confirmed.hold)).status, (await paymentOf(lost.hold)).status]).toEqual(["refunded", "captured"]);
    for (const what of ["fetch", "order's payments", "capture", "refunds", "refund"]) expect(gateway.by(what), what).toContain(NEXT.keyId);
    expect((await app.request("GET", "/v1/payment-alerts", undefined, { key: business.sk })).body.data).toEqual([]);
  });

  test("waits where neither key is accepted, and its owner is told; with good keys it goes on", async () => {
    const { hold, orderId } = await open();
    await put(NEXT);
    gateway.revoked.add(FIRST.keyId).add(NEXT.keyId);
    const waiting = await customer.confirm(hold, pay(orderId, FIRST));
    expectProblem(waiting, "payment_provider_unavailable");
    await app.clock.advance(9 * MINUTE_MS);
    await app.reconcile();
    expect((await app.request("GET", "/v1/payment-alerts", undefined, { key: business.sk })).body.data).toMatchObject([{ kind: "settlement_failed" }]);
    await put(THIRD);
    await app.clock.advance(HOUR_MS);
    await app.reconcile();
    await app.deliverOutbox();
    expect((await paymentOf(hold)).status).toBe("captured");
  });

  test("is not confirmed by anybody else's secret, nor by one of another order's account", async () => {
    const { hold, orderId } = await open();
    await put(NEXT);
    for (const account of [STRANGER, THIRD, { keySecret: "first" }, { keySecret: "" }]) expectProblem(await customer.confirm(hold, pay(orderId, account)), "payment_not_verified", "razorpaySignature");
    expect((await paymentOf(hold)).status).toBe("created");
  });

  test("is not confirmed by another tenant's secret", async () => {
    const { hold, orderId } = await open();
    const other = await createBusiness(app);
    await put(THIRD, other.sk);
    expectProblem(await customer.confirm(hold, pay(orderId, THIRD)), "payment_not_verified", "razorpaySignature");
  });
});

describe("the webhook's secret", () => {
  test("that goes is good for 24 hours, no longer; what was never set is not", async () => {
    await put({ ...FIRST, webhookSecret: "second" });
    expect(await statuses("first", "second", "third", "")).toEqual([200, 200, 401, 401]);
    await app.clock.advance(DAY_MS - 1);
    expect(await statuses("first", "second")).toEqual([200, 200]);
    await app.clock.advance(1);
    expect(await statuses("first", "second")).toEqual([401, 200]);
  });

  test("put again and again does not push out the one before it, nor give it more time", async () => {
    await put({ ...FIRST, webhookSecret: "second" });
    for (let times = 0; times < 3; times++) {
      await app.clock.advance(6 * HOUR_MS);
      await put({ ...FIRST, webhookSecret: "second" });
    }
    expect(await statuses("first", "second")).toEqual([200, 200]);
    await app.clock.advance(6 * HOUR_MS);
    expect(await statuses("first", "second")).toEqual([401, 200]);
  });

  test("put twice at once does not push out the one before it", async () => {
    for (let round = 0; round < 5; round++) {
      const [before, after] = [round === 0 ? "first" : `round ${round - 1}`, `round ${round}`];
      await Promise.all(Array.from({ length: 3 }, () => put({ ...FIRST, webhookSecret: after })));
      expect(await statuses(before, after)).toEqual([200, 200]);
    }
  });

  test("that is not given stays, also where the key is another one", async () => {
    await put({ ...FIRST, webhookSecret: "second" });
    await put(NEXT);
    await put({ ...NEXT });
    expect(await statuses("first", "second")).toEqual([200, 200]);
  });

  test("of before is good again where it is put back", async () => {
    await put({ ...FIRST, webhookSecret: "second" });
    await put({ ...FIRST, webhookSecret: "first" });
    await app.clock.advance(DAY_MS - 1);
    expect(await statuses("first", "second")).toEqual([200, 200]);
    await app.clock.advance(1);
    expect(await statuses("first", "second")).toEqual([200, 401]);
  });
});

describe("keys that the provider does not take", () => {
  test.each<[string, object]>([
    ["an unknown key", STRANGER],
    ["another key's secret", { ...FIRST, keySecret: NEXT.keySecret }],
  ])("%s is refused, and everything stays as it was", async (_, credentials) => {
    expectProblem(await put({ ...credentials, webhookSecret: "second" }), "validation_failed", "keySecret");
    expect([(await settings()).keyId, await statuses("first", "second")]).toEqual([FIRST.keyId, [200, 401]]);
  });

  test("can't be checked while it is silent: try again shortly, and everything stays as it was", async () => {
    gateway.unreachable = true;
    const answer = await put({ ...NEXT, webhookSecret: "second" });
    expectProblem(answer, "payment_provider_unavailable");
    expect(answer.headers.get("Retry-After")).toMatch(/^\d+$/);
    gateway.unreachable = false;
    expect([(await settings()).keyId, await statuses("first", "second")]).toEqual([FIRST.keyId, [200, 401]]);
  });

  test("that a publishable key would set are not looked at", async () => {
    expectProblem(await put(NEXT, business.pk), "wrong_credential");
    expect(gateway.asked.filter((entry) => entry.includes(NEXT.keyId))).toEqual([]);
  });
});

test("secrets are in no answer, in no log, and nowhere in the database in the clear", async () => {
  const secrets = [FIRST.keySecret, NEXT.keySecret, THIRD.keySecret, STRANGER.keySecret, "a webhook's secret", "another webhook's secret"];
  logged = "";
  const answers = [
    await put({ ...NEXT, webhookSecret: secrets[4] }),
    await put({ ...THIRD, webhookSecret: secrets[5] }),
    await put({ ...STRANGER, webhookSecret: secrets[5] }),
    await put({ keyId: "", keySecret: NEXT.keySecret, webhookSecret: secrets[5] }),
    await put({ ...NEXT, webhookSecret: secrets[5], colour: NEXT.keySecret }),
    await put({ ...FIRST, webhookSecret: secrets[4] }),
    ...(await Promise.all(["/v1/tenant", "/v1/tenant/payments", "/v1/payments", "/v1/payment-alerts", "/v1/services"].map((path) => app.request("GET", path, undefined, { key: business.sk })))),
  ];
  const { hold, orderId } = await open();
  answers.push(await customer.checkOut(hold), await customer.confirm(hold, pay(orderId, STRANGER)), await customer.confirm(hold, pay(orderId, FIRST)), await webhook("wrong"));
  gateway.revoked.add(FIRST.keyId);
  await app.deliverOutbox();
  await app.clock.advance(20 * MINUTE_MS);
  await app.reconcile();

  const columns = await app.sql<{ table: string; column: string }[]>`
    select table_schema || '.' || table_name as table, column_name as column from information_schema.columns where table_schema in ('public', 'directory')`;
  expect(columns.length).toBeGreaterThan(100);
  for (const secret of secrets) {
    expect(JSON.stringify(answers.map(({ body, headers }) => [body, ...headers]))).not.toContain(secret);
    expect(logged).not.toContain(secret);
    const found = [];
    for (const { table, column } of columns)
      for (const text of [secret, Buffer.from(secret).toString("base64").replace(/=+$/, ""), Buffer.from(secret).toString("hex")]) {
        const rows = await app.sql`select from ${app.sql(table)} where ${app.sql(column)}::text like ${`%${text}%`}`;
        if (rows.count > 0) found.push(`${table}.${column}`);
      }
    expect(found).toEqual([]);
  }
  expect(logged).not.toBe("");
  expect(JSON.stringify(answers)).toContain(FIRST.keyId);
});
