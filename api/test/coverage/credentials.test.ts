import { SignJWT } from "jose";
import { beforeAll, expect, test } from "vitest";
import { type Credential, ENDPOINTS, type Endpoint, type OperationId } from "../../src/contract/endpoints.js";
import { createTestApp, type RequestOptions } from "../helpers/app.js";
import { type Business, createBusiness } from "../helpers/business.js";
import { newCustomerEmail, signInCustomer } from "../helpers/customer.js";
import { createJourney } from "../helpers/journey.js";
import { expectProblem } from "../helpers/problems.js";
import { monday, NOW } from "../helpers/times.js";
import { type Case, CASES, createWorld, type World } from "./cases.js";

const app = await createTestApp();
let ours: Business;
let theirs: Business;
let world: World;
let revoked: string[];
/** Access tokens of customers: of ours whose every booking is, of another one of ours, and of theirs with the same address. */
let customer: string;
let otherCustomers: string[];

beforeAll(async () => {
  await app.clock.set(NOW);
  ours = await createBusiness(app, { payments: true });
  theirs = await createBusiness(app, { payments: true });
  world = createWorld(app, ours);
  customer = (await signInCustomer(app, ours)).accessToken;
  otherCustomers = [(await signInCustomer(app, ours, newCustomerEmail())).accessToken, (await signInCustomer(app, theirs)).accessToken];
  revoked = [await revokedKey("publishable"), await revokedKey("secret")];
});

async function revokedKey(kind: "publishable" | "secret"): Promise<string> {
  const { id, key } = await ours.create("/v1/api-keys", { kind });
  await app.request("DELETE", `/v1/api-keys/${id}`, undefined, { key: ours.sk });
  return key;
}

type Named = [OperationId, Endpoint];
const all = ENDPOINTS.map((endpoint): Named => [endpoint.operationId, endpoint]);
const guarded = all.filter(([, { credentials }]) => !credentials.includes("none"));
const takes = (credential: Credential) => guarded.filter(([, endpoint]) => endpoint.credentials.includes(credential));
const refuses = (credential: Credential) => guarded.filter(([, endpoint]) => !endpoint.credentials.includes(credential));

const ask = ({ method }: Endpoint, { path, body }: Case, options: RequestOptions = {}) => app.request(method.toUpperCase(), path, body, options);

/** Everything our business has: what nobody else may change. */
async function ourRows(): Promise<string> {
  const tables = await app.sql<{ name: string }[]>`
    select table_name as name from information_schema.columns where table_schema = 'public' and column_name = 'tenant_id' order by 1`;
  const contents = tables.map(({ name }) => `select '${name}' as name, string_agg(t::text, e'\n' order by t::text) as rows from ${name} t where tenant_id = '${ours.tenantId}'`);
  return JSON.stringify(await app.sql.unsafe(contents.join(" union all ")));
}

/** Does something that must not change anything of ours. */
async function harmlessly(attempt: () => Promise<void>): Promise<void> {
  const before = await ourRows();
  await attempt();
  expect(await ourRows()).toBe(before);
}

const unnamed = (path: string) => path.replaceAll(/:\w+|\{\w+\}/g, "*").replace(/(.)\/$/, "$1");

test("every route is an endpoint of the contract, and every endpoint has a route and a case", () => {
  const routes = app.app.routes.filter(({ method }) => method !== "ALL").map(({ method, path }) => `${method} ${unnamed(path)}`);
  const endpoints = all.map(([, { method, path }]) => `${method.toUpperCase()} ${unnamed(path)}`);
  expect([...new Set(routes)].sort(), "Edit api/src/contract/endpoints/, then api/test/coverage/cases.ts.").toEqual(endpoints.sort());
  expect(Object.keys(CASES).sort(), "Edit api/test/coverage/cases.ts.").toEqual(all.map(([name]) => name).sort());
});

test.each(guarded)("%s without credentials, or with none that are ours: 401", async (name, endpoint) => {
  const request = await CASES[name](world);
  const unknown = `${ours.sk.slice(0, -32)}${"0".repeat(32)}`;
  await harmlessly(async () => {
    for (const key of [undefined, unknown, "sk_short", "nonsense", `rt_${"0".repeat(56)}`]) expectProblem(await ask(endpoint, request, { key }), "unauthorized");
    expectProblem(await ask(endpoint, request, { headers: { Authorization: `Basic ${ours.sk}` } }), "unauthorized");
  });
});

test.each(guarded)("%s with a revoked key: 401", async (name, endpoint) => {
  const request = await CASES[name](world);
  await harmlessly(async () => {
    for (const key of revoked) expectProblem(await ask(endpoint, request, { key, token: request.token }), "unauthorized");
  });
});

test.each(guarded.filter(([, { credentials }]) => credentials.some((credential) => credential === "owner" || credential === "customer")))("%s with an access token that has expired, is signed by others, by nobody, or is for another use: 401", async (name, endpoint) => {
  const request = await CASES[name](world);
  const token = (key: Uint8Array, audience: string, expiresAt: number) =>
    new SignJWT({ ten: ours.tenantId }).setProtectedHeader({ alg: "HS256" }).setIssuer("holdfast").setAudience(audience).setSubject("own_000000000000").setExpirationTime(expiresAt).sign(key);
  const now = NOW.getTime() / 1000;
  const { accessTokenKey } = app.deps.keyring;
  const unsigned = `${btoa('{"alg":"none"}').replaceAll("=", "")}.${ours.accessToken.split(".")[1]}.`;
  const wrong = [await token(accessTokenKey, "owner", now - 1), await token(new Uint8Array(32), "owner", now + 600), await token(accessTokenKey, "customer", now + 600), await token(accessTokenKey, "guest", now + 600), unsigned];
  await harmlessly(async () => {
    for (const key of wrong) expectProblem(await ask(endpoint, request, { key }), "unauthorized");
  });
});

test.each(refuses("publishable"))("%s with a publishable key: refused", async (name, endpoint) => {
  const request = await CASES[name](world);
  const code = endpoint.credentials.includes("token") ? "unauthorized" : "wrong_credential";
  await harmlessly(async () => expectProblem(await ask(endpoint, request, { key: ours.pk }), code));
});

test.each(refuses("customer"))("%s with a customer's token: 403", async (name, endpoint) => {
  const request = await CASES[name](world);
  await harmlessly(async () => expectProblem(await ask(endpoint, request, { key: customer }), "wrong_credential"));
});

test.each(takes("customer").filter(([, { params }]) => params))("%s with another customer's token: 404", async (name, endpoint) => {
  const request = await CASES[name](world);
  await harmlessly(async () => {
    for (const key of otherCustomers) expectProblem(await ask(endpoint, request, { key }), "not_found");
  });
});

test.each(takes("secret"))("%s with a secret key from a browser: 403", async (name, endpoint) => {
  const request = await CASES[name](world);
  await harmlessly(async () => expectProblem(await ask(endpoint, request, { key: ours.sk, headers: { Origin: "https://shop.test" } }), "wrong_credential"));
});

test.each(refuses("token"))("%s with a hold's token alone: 401", async (name, endpoint) => {
  const [request, { token }] = [await CASES[name](world), await world.newHold()];
  await harmlessly(async () => expectProblem(await ask(endpoint, request, { token }), "unauthorized"));
});

test.each(takes("token"))("%s with another's token, or with what is none: refused", async (name, endpoint) => {
  const request = await CASES[name](world);
  const token = request.token!;
  const [hold, booking] = [await world.newHold(), await world.newBooking()];
  const [sibling, stranger] = endpoint.path.startsWith("/v1/holds") ? [hold, booking] : [booking, hold];
  await harmlessly(async () => {
    expectProblem(await ask(endpoint, request, { token: sibling.token }), "not_found");
    for (const wrong of [stranger.token, token.slice(0, -43) + "A".repeat(43), token.slice(0, -1), "nonsense"])
      expectProblem(await ask(endpoint, request, { token: wrong }), "unauthorized");
    expectProblem(await ask(endpoint, request, { key: theirs.pk, token }), "not_found");
  });
});

const namesOneInItsInput = ["createCalendarFeed", "createHold", "createService", "createSlots", "getAvailability", "watchAvailability"];
test.each(guarded.filter(([name, { params }]) => params || namesOneInItsInput.includes(name)))("%s with another tenant's credentials: 404", async (name, endpoint) => {
  const request = await CASES[name](world);
  await harmlessly(async () => {
    for (const key of [theirs.sk, theirs.accessToken, ...(endpoint.credentials.includes("publishable") ? [theirs.pk] : [])])
      expectProblem(await ask(endpoint, request, { key, token: request.token }), "not_found");
  });
});

test.each(takes("secret").filter(([, { method, params }]) => method === "get" && !params).filter(([name]) => name !== "getAvailability" && name !== "watchAvailability"))(
  "%s shows another tenant nothing of ours",
  async (name, endpoint) => {
    await Promise.all([world.newService(), world.newBooking(), world.newSlot(), world.newKey(), world.newPayment(), world.newAlert(), world.newFailedMessage(), world.newWebhookEndpoint(), world.newFeed(), world.newBusyCalendar()]);
    const [own, other] = [await ask(endpoint, await CASES[name](world), { key: ours.sk }), await ask(endpoint, await CASES[name](world), { key: theirs.sk })];
    const ids = await app.sql<{ id: string }[]>`
      select tenant_id as id from tenants where tenant_id = ${ours.tenantId} union select service_id from services where tenant_id = ${ours.tenantId}
      union select resource_id from resources where tenant_id = ${ours.tenantId} union select booking_id from bookings where tenant_id = ${ours.tenantId}
      union select slot_id from slots where tenant_id = ${ours.tenantId} union select key_id from api_keys where tenant_id = ${ours.tenantId}
      union select payment_id from payments where tenant_id = ${ours.tenantId} union select alert_id from payment_alerts where tenant_id = ${ours.tenantId}
      union select endpoint_id from webhook_endpoints where tenant_id = ${ours.tenantId}
      union select feed_id from calendar_feeds where tenant_id = ${ours.tenantId}
      union select message_id from outbox where tenant_id = ${ours.tenantId}`;
    const shown = (body: unknown) => ids.filter(({ id }) => JSON.stringify(body).includes(id)).length;
    expect(shown(own.body)).toBeGreaterThan(0);
    expect(shown(other.body)).toBe(0);
  },
);

test.each(guarded)("%s with each credential that it takes: done", async (name, endpoint) => {
  for (const credential of endpoint.credentials) {
    const request = await CASES[name](world);
    const key = { publishable: ours.pk, secret: ours.sk, owner: ours.accessToken, customer, token: undefined, none: undefined }[credential];
    const answer = await ask(endpoint, request, { key, ...(credential === "token" && { token: request.token }) });
    expect(answer.status, `${credential}: ${JSON.stringify(answer.body)}`).toBe(endpoint.success.status);
  }
  expect(await app.breaches()).toEqual([]);
});

test("a resource, a service or a slot of another tenant's in a body is named by its path", async () => {
  const [serviceId, resourceId] = [await world.newService(), await world.newResource()];
  const service = { name: "Cut", durationMinutes: 30, price: { amount: 0, currency: "INR" }, resourceIds: [resourceId] };
  expectProblem(await app.request("POST", "/v1/services", service, { key: theirs.sk }), "not_found", "resourceIds[0]");
  const mine = (await createJourney(app, theirs).service()).serviceId;
  expectProblem(await app.request("PATCH", `/v1/services/${mine}`, { requirements: [{ resourceIds: [resourceId] }] }, { key: theirs.sk }), "not_found", "requirements[0].resourceIds[0]");
  const slots = [{ serviceId: mine, start: monday("20:00") }, { serviceId, start: monday("20:00") }];
  expectProblem(await app.request("POST", "/v1/slots", { slots }, { key: theirs.sk }), "not_found", "slots[1].serviceId");
  expectProblem(await theirs.hold({ serviceId: mine, start: monday("10:00"), resourceId }), "not_found", "resourceId");
});

test("a publishable key works from the origins that it names, and from no other", async () => {
  const { key } = await ours.create("/v1/api-keys", { kind: "publishable", allowedOrigins: ["https://shop.test"] });
  const serviceId = await world.newService();
  const from = (Origin: string) => app.request("POST", "/v1/holds", { serviceId, start: monday("11:00") }, { key, headers: { Origin } });
  for (const origin of ["https://evil.test", "http://shop.test", "https://shop.test:8443", "https://sub.shop.test", "https://shop.test.evil.test", "null"])
    expectProblem(await from(origin), "origin_not_allowed");
  expect((await from("https://shop.test")).status).toBe(201);
});

test("an unknown path is a problem document too, with or without credentials", async () => {
  for (const key of [undefined, ours.sk]) expectProblem(await app.request("GET", "/v1/nothing", undefined, { key }), "not_found");
});

test("an access token ends by itself after 15 minutes", async () => {
  const read = () => app.request("GET", "/v1/tenant", undefined, { key: ours.accessToken });
  await app.clock.set(new Date(NOW.getTime() + 15 * 60_000 - 1000));
  expect((await read()).status).toBe(200);
  await app.clock.advance(1000);
  expectProblem(await read(), "unauthorized");
});
