import { beforeAll, beforeEach, expect, test } from "vitest";
import { createTestApp } from "../../helpers/app.js";
import { type Business, createBusiness } from "../../helpers/business.js";
import { FAKE_CREDENTIALS } from "../../helpers/fake-gateway.js";
import { expectProblem } from "../../helpers/problems.js";

const app = await createTestApp();
let business: Business;

beforeAll(async () => {
  business = await createBusiness(app);
});
beforeEach(() => {
  app.gateway.unreachable = false;
});

const call = (method: string, path = "", body?: object) => app.request(method, `/v1/tenant${path}`, body, { key: business.sk });

test("only what is named changes", async () => {
  const before = (await call("GET")).body;
  const change = { name: "New name", locale: "hi-IN", liveHoldsPerClient: 7, bookingPageUrl: "https://shop.test/book", contactEmail: null };
  expect((await call("PATCH", "", change)).body).toEqual({ ...before, ...change });
  expect((await call("PATCH", "", {})).body).toEqual({ ...before, ...change });
  expect((await call("PATCH", "", { bookingPageUrl: null })).body.bookingPageUrl).toBeNull();
  expect((await call("GET")).body).toEqual({ ...before, ...change, bookingPageUrl: null });
});

test("Razorpay's secrets are kept encrypted and never given back", async () => {
  const secrets = { keyId: FAKE_CREDENTIALS.keyId, keySecret: FAKE_CREDENTIALS.keySecret, webhookSecret: "a webhook secret" };
  const answers = [await call("PUT", "/payments", secrets), await call("GET", "/payments"), await call("GET")];
  for (const { status, body } of answers) {
    expect(status).toBe(200);
    for (const secret of [secrets.keySecret, secrets.webhookSecret]) expect(JSON.stringify(body)).not.toContain(secret);
  }
  expect(answers[1]!.body).toEqual({ provider: "razorpay", configured: true, keyId: secrets.keyId, webhookPath: `/v1/webhooks/razorpay/${business.tenantId}` });
  expect(answers[2]!.body.paymentsConfigured).toBe(true);

  const [row] = await app.sql`select row_to_json(payment_credentials)::text as row from payment_credentials where tenant_id = ${business.tenantId}`;
  for (const secret of [secrets.keySecret, secrets.webhookSecret]) expect(row!["row"]).not.toContain(secret);
});

test("the same secret is never encrypted to the same text twice", async () => {
  const stored = async () => (await app.sql`select key_secret_jwe from payment_credentials where tenant_id = ${business.tenantId}`)[0]!["keySecretJwe"];
  await call("PUT", "/payments", FAKE_CREDENTIALS);
  const first = await stored();
  await call("PUT", "/payments", FAKE_CREDENTIALS);
  expect(await stored()).not.toBe(first);
});

test("keys that Razorpay refuses are not kept, nor are keys that it can't be asked about", async () => {
  await call("PUT", "/payments", FAKE_CREDENTIALS);
  expectProblem(await call("PUT", "/payments", { keyId: "rzp_test_other", keySecret: "wrong" }), "validation_failed", "keySecret");
  app.gateway.unreachable = true;
  const answer = await call("PUT", "/payments", { keyId: "rzp_test_other", keySecret: FAKE_CREDENTIALS.keySecret });
  expectProblem(answer, "payment_provider_unavailable");
  expect(answer.headers.get("Retry-After")).toBe("5");
  expect((await call("GET", "/payments")).body.keyId).toBe(FAKE_CREDENTIALS.keyId);
});

test("a tenant without keys of its own is paid by nobody", async () => {
  const other = await createBusiness(app);
  expect((await app.request("GET", "/v1/tenant/payments", undefined, { key: other.sk })).body).toMatchObject({ configured: false, keyId: null });
});
