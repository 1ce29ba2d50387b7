import { createHmac } from "node:crypto";
import { beforeAll, beforeEach, expect, test, vi } from "vitest";
import { createLog, describeError } from "../../src/observability/log.js";
import { createTestApp, type RequestOptions } from "../helpers/app.js";
import { type Business, createBusiness, CUSTOMER } from "../helpers/business.js";
import { FAKE_CREDENTIALS } from "../helpers/fake-gateway.js";
import { monday, NOW } from "../helpers/times.js";

const app = await createTestApp();
const lines: string[] = [];
app.deps.log = createLog("trace", { write: (line) => void lines.push(line) });

/** Everything that was sent or answered and is somebody's alone. */
const secrets = new Set<string>();
const secret = <T extends string>(value: T): T => (secrets.add(value), value);

const PASSWORD = secret("correct horse battery staple");
const WEBHOOK_SECRET = secret("the secret of the webhook");
let business: Business;
let requests = 0;

/** A request with an id of its own, so that its lines can be told. */
async function ask(method: string, path: string, body?: unknown, options: RequestOptions = {}) {
  const requestId = `request-${++requests}`;
  const answer = await app.request(method, path, body, { ...options, headers: { ...options.headers, "X-Request-Id": requestId } });
  for (const value of [answer.body?.token, answer.body?.booking?.token, answer.body?.accessToken, answer.body?.refreshToken, answer.body?.secretKey, answer.body?.publishableKey])
    if (value) secret(value);
  return { ...answer, requestId };
}

const parsed = (some = lines) => some.map((line) => JSON.parse(line) as Record<string, unknown>);
const linesOf = ({ requestId }: { requestId: string }) => parsed().filter((line) => line["requestId"] === requestId);

beforeAll(async () => {
  await app.clock.set(NOW);
  business = await createBusiness(app, { payments: true });
  for (const value of [business.pk, business.sk, business.accessToken]) secret(value);
});

beforeEach(() => void (lines.length = 0));

test("a whole paid journey, and what goes wrong on the way: a line for each request, and nothing of anybody in any", async () => {
  const email = secret("meera.nair@customer.test");
  const customer = { name: secret("Meera Nair"), email, phone: secret("+91 98765 01234") };
  const signUp = { email: secret("anil@owner.test"), password: PASSWORD, businessName: secret("Anil's Own Studio"), timeZone: "Asia/Kolkata", currency: "INR" };
  const signedUp = await ask("POST", "/v1/owners/sign-up", signUp);
  await ask("POST", "/v1/owners/sign-up", signUp);
  await ask("POST", "/v1/owners/sign-in", { email: signUp.email, password: secret("a wrong password") });
  await ask("POST", "/v1/owners/sign-in", { email: signUp.email, password: PASSWORD });
  await ask("POST", "/v1/owners/refresh", { refreshToken: signedUp.body.refreshToken });
  await ask("PUT", "/v1/tenant/payments", { ...FAKE_CREDENTIALS, webhookSecret: WEBHOOK_SECRET }, { key: business.sk });
  secret(FAKE_CREDENTIALS.keySecret);

  const { id: resourceId } = await business.resource();
  const questions = [{ id: "health", type: "text", label: "Anything we should know?", required: true }];
  const service = await business.service({ resourceIds: [resourceId], price: { amount: 50_000, currency: "INR" }, questions });
  await ask("GET", `/v1/services/${service.id}`, undefined, { key: business.pk });
  await ask("GET", `/v1/availability?serviceId=${service.id}&from=2026-03-02&to=2026-03-03&timeZone=Asia/Kolkata`, undefined, { key: business.pk });
  await ask("GET", `/v1/availability/live?serviceId=${service.id}&from=2026-03-02&to=2026-03-03&timeZone=Asia/Kolkata&key=${business.pk}`);

  const idempotencyKey = secret("idempotency-of-meera-0123456789");
  const hold = await ask("POST", "/v1/holds", { serviceId: service.id, start: monday("10:00") }, { key: business.pk, idempotencyKey });
  expect(hold.status).toBe(201);
  await ask("POST", "/v1/holds", { serviceId: service.id, start: monday("10:00") }, { key: business.pk });
  const holder = { token: hold.body.token };
  const answers = { health: secret("I am allergic to peroxide.") };
  await ask("POST", `/v1/holds/${hold.body.id}/checkout`, { customer: { ...customer, email: secret("meera at customer dot test") }, answers }, holder);
  await ask("POST", `/v1/holds/${hold.body.id}/checkout`, `{"customer": {"name": "${customer.name}", "email": "${email}"`, holder);
  const order = await ask("POST", `/v1/holds/${hold.body.id}/checkout`, { customer, answers }, holder);
  expect(order.status).toBe(200);

  const proof = app.gateway.pay(order.body.payment.orderId);
  secret(proof.razorpaySignature);
  await ask("POST", `/v1/holds/${hold.body.id}/confirm`, { ...proof, razorpaySignature: secret("f".repeat(64)) }, holder);
  const confirmed = await ask("POST", `/v1/holds/${hold.body.id}/confirm`, proof, holder);
  expect(confirmed.status).toBe(200);
  const event = JSON.stringify({ event: "payment.authorized", payload: { payment: { entity: { id: proof.razorpayPaymentId, order_id: proof.razorpayOrderId, email, contact: customer.phone } } } });
  const signature = secret(createHmac("sha256", WEBHOOK_SECRET).update(event).digest("hex"));
  const hook = await ask("POST", `/v1/webhooks/razorpay/${business.tenantId}`, event, { headers: { "X-Razorpay-Signature": signature, "X-Razorpay-Event-Id": "evt_1" } });
  expect(hook.status).toBe(200);
  await app.deliverOutbox();

  const bookingId: string = confirmed.body.id;
  const calendar = await ask("GET", `/v1/bookings/${bookingId}/calendar.ics?token=${encodeURIComponent(confirmed.body.token)}`);
  expect(calendar.status).toBe(200);
  secret(encodeURIComponent(confirmed.body.token));
  await ask("GET", `/v1/bookings?email=${encodeURIComponent(secret(email))}`, undefined, { key: business.sk });
  await ask("POST", `/v1/bookings/${bookingId}/cancel`, { reason: secret("My dog ate my shoes.") }, { token: confirmed.body.token });
  await ask("GET", `/v1/bookings/${secret("meera.nair")}/${encodeURIComponent(email)}`);

  expect(secrets.size).toBeGreaterThan(25);
  const text = lines.join("\n");
  for (const value of secrets) expect(text).not.toContain(value);
  for (const part of ["Meera", "Nair", "nair", "98765", "anil", "Anil", "allergic", "token=", "key=", "@"]) expect(text).not.toContain(part);
  const told = parsed().flatMap(({ msg, requestId }) => (/^(slow )?request$/.test(String(msg)) && String(requestId).startsWith("request-") ? [requestId] : []));
  expect(told).toEqual(Array.from({ length: requests }, (_, i) => `request-${i + 1}`));
});

test("a request's line tells its id, method, the pattern of its route, status and time, and no address", async () => {
  const answer = await ask("GET", `/v1/holds/hold_123?token=${business.sk}`, undefined, { key: business.sk });
  const [line] = linesOf(answer);
  expect(line).toEqual({ level: "debug", time: expect.stringMatching(/^\d{4}-.+Z$/), name: "holdfast", requestId: answer.requestId, method: "GET", route: "/v1/holds/:id", status: 404, ms: expect.any(Number), msg: "request" });
});

test("what an operation logs has its request's id, too", async () => {
  const { id } = await business.resource();
  const service = await business.service({ resourceIds: [id], price: { amount: 50_000, currency: "INR" } });
  const hold = (await ask("POST", "/v1/holds", { serviceId: service.id, start: monday("10:00") }, { key: business.sk })).body;
  const order = await ask("POST", `/v1/holds/${hold.id}/checkout`, { customer: CUSTOMER }, { token: hold.token });
  const proof = app.gateway.pay(order.body.payment.orderId, "authorized", { amountMinor: 1 });
  const answer = await ask("POST", `/v1/holds/${hold.id}/confirm`, proof, { token: hold.token });
  expect(linesOf(answer).map(({ level, msg }) => [level, msg])).toEqual([["error", "payment does not match its order"], ["debug", "request"]]);
});

test("a request that takes longer than a second is a warning", async () => {
  const [now, later] = [performance.now(), performance.now() + 1001];
  const clock = vi.spyOn(performance, "now").mockReturnValueOnce(now).mockReturnValueOnce(later);
  const answer = await ask("GET", "/healthz");
  clock.mockRestore();
  expect(linesOf(answer)).toMatchObject([{ level: "warn", msg: "slow request", route: "/healthz", ms: 1001 }]);
});

test("a fault of the database is told with its code, and never with what was sent to it", async () => {
  await app.sql`alter table directory.owner_logins rename to elsewhere`;
  const answer = await ask("POST", "/v1/owners/sign-in", { email: "somebody@owner.test", password: "a password of theirs" });
  await app.sql`alter table directory.elsewhere rename to owner_logins`;
  expect(answer.status).toBe(500);
  expect(linesOf(answer)[0]).toMatchObject({ level: "error", code: "internal_error", err: { type: "PostgresError", code: "42P01", stack: expect.stringContaining("at ") } });
  expect(lines.join()).not.toMatch(/somebody|theirs/);
});

test.each<[string, () => Promise<unknown>, object]>([
  ["a value of the wrong form", () => app.sql`select ${"Meera Nair"}::text::date`, { code: "22007", message: "invalid input syntax for type date" }],
  ["a key that is there already", () => app.sql`insert into elsewhere values (${"meera@customer.test"}), ('meera@customer.test')`, { code: "23505", constraint_name: "elsewhere_pkey" }],
  ["a value that is too long", () => app.sql`insert into elsewhere values (${"meera@customer.test and more"})`, { code: "22001" }],
])("what the database says of %s is told without the value", async (_, fail, told) => {
  await app.sql`create table if not exists elsewhere (email varchar(20) primary key)`;
  const error = await fail().catch((error: unknown) => error);
  const described = describeError(error);
  expect(described).toMatchObject(told);
  expect(JSON.stringify(described)).not.toMatch(/meera|Nair/i);
});

test("what a mail server and other libraries say is told without addresses, numbers and keys, and so are its causes", () => {
  const refused = Object.assign(new Error("Can't send mail: 550 5.1.1 <meera@customer.test>: Recipient +91 98765-01234 rejected"), {
    code: "EENVELOPE", responseCode: 550, response: "550 <meera@customer.test>", rejected: ["meera@customer.test"], envelope: { to: ["meera@customer.test"] },
  });
  const described = describeError(new TypeError(`sk_${"a1".repeat(20)} is no good`, { cause: refused }));
  expect(described).toMatchObject({
    type: "TypeError", message: "[secret] is no good",
    cause: { type: "Error", code: "EENVELOPE", responseCode: 550, message: "Can't send mail: 550 5.1.1 <[address]>: Recipient [number] rejected" },
  });
  expect(JSON.stringify(described)).not.toMatch(/meera|98765/);
  expect(describeError("meera@customer.test")).toEqual({ type: "string" });
  expect(JSON.stringify(describeError((() => { try { JSON.parse('{"name": "Meera'); } catch (error) { return error; } })()))).not.toContain("Meera");
});
