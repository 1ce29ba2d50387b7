import { beforeAll, expect, test } from "vitest";
import { auditActionOf } from "../../src/contract/audit-actions.js";
import { ENDPOINTS, type Endpoint, type OperationId } from "../../src/contract/endpoints.js";
import { createTestApp } from "../helpers/app.js";
import { type Business, createBusiness, CUSTOMER } from "../helpers/business.js";
import { createJourney } from "../helpers/journey.js";
import { monday, NOW } from "../helpers/times.js";
import { CASES, createWorld, type World } from "./cases.js";

const app = await createTestApp();
let business: Business;
let world: World;

beforeAll(async () => {
  await app.clock.set(NOW);
  business = await createBusiness(app, { payments: true });
  world = createWorld(app, business);
});

const log = async (query = "") => (await app.request("GET", `/v1/audit-log?limit=200${query}`, undefined, { key: business.sk })).body.data as any[];
const newest = async (before: number) => {
  const [{ count }] = await app.sql<[{ count: number }]>`select count(*)::int as count from audit_log where tenant_id = ${business.tenantId}`;
  const rows = await app.sql<any[]>`select * from audit_log where tenant_id = ${business.tenantId} order by entry_id desc limit ${count - before}`;
  return rows;
};
const countNow = async () => (await app.sql<[{ count: number }]>`select count(*)::int as count from audit_log where tenant_id = ${business.tenantId}`)[0].count;

const changing = ENDPOINTS.filter((endpoint: Endpoint) => endpoint.method !== "get" && endpoint.credentials.includes("owner"));
const LEFT_OUT: OperationId[] = ["createHold", "releaseHold", "extendHold", "checkOutHold", "confirmHold", "refreshBusyCalendar"];

test("whatever a business may change is written down, but for what is left out with a reason", () => {
  expect(changing.filter((endpoint) => auditActionOf(endpoint) === undefined).map(({ operationId }) => operationId).sort(), "Edit api/src/contract/audit-actions.ts.").toEqual(LEFT_OUT.sort());
});

test.each(changing.filter(({ operationId }) => !LEFT_OUT.includes(operationId)).map((endpoint): [OperationId, Endpoint] => [endpoint.operationId, endpoint]))(
  "%s leaves one entry, in its own transaction, that tells who, what and from where; refused it leaves none",
  async (name, endpoint) => {
    for (const [kind, key] of [["owner", business.accessToken], ["api_key", business.sk]] as const) {
      const { path, body } = await CASES[name](world);
      const before = await countNow();
      expect((await app.request(endpoint.method.toUpperCase(), path, body, {})).status).toBe(401);
      expect(await countNow()).toBe(before);
      const answer = await app.request(endpoint.method.toUpperCase(), path, body, { key, headers: { "User-Agent": "Console/1", "X-Request-Id": "request-1" } });
      expect(answer.status, JSON.stringify(answer.body)).toBe(endpoint.success.status);
      const entries = await newest(before);
      expect(entries, `${name} has to change the database in a transaction: inTransaction(deps.sql, …)`).toHaveLength(1);
      expect(entries[0]).toMatchObject({ actorKind: kind, actorId: expect.stringMatching(kind === "owner" ? /^own_/ : /^key_/), action: auditActionOf(endpoint), requestId: "request-1", userAgent: "Console/1", clientAddress: "unknown" });
      expect(entries[0].targetId, "what it was done to").toEqual(expect.any(String));
    }
  },
);

test("an entry has the changed fields with what they were and are", async () => {
  const serviceId = await world.newService();
  await app.request("PATCH", `/v1/services/${serviceId}`, { name: "Long cut", holdSeconds: 600 }, { key: business.accessToken });
  const [entry] = await log(`&target=${serviceId}&action=service.updated`);
  expect(entry).toMatchObject({ action: "service.updated", target: { id: serviceId, name: "Long cut" }, actor: { kind: "owner", name: expect.stringContaining("@business.test") } });
  expect(entry.changes.sort((a: any, b: any) => (a.field < b.field ? -1 : 1))).toEqual([{ field: "holdSeconds", before: 300, after: 600 }, { field: "name", before: "Service", after: "Long cut" }]);

  expect((await app.request("DELETE", `/v1/services/${serviceId}`, undefined, { key: business.sk })).status).toBe(204);
  expect((await log(`&target=${serviceId}`)).map(({ action }) => action)).toEqual(["service.archived", "service.updated", "service.created"]);
});

test("what is asked again with its key, or refused, leaves nothing", async () => {
  const resourceId = await world.newResource();
  const again = { key: business.sk, idempotencyKey: "audit-1" };
  const before = await countNow();
  for (let i = 0; i < 3; i++) expect((await app.request("POST", `/v1/resources/${resourceId}/overrides`, { date: "2026-05-01" }, again)).status).toBe(201);
  expect(await countNow()).toBe(before + 1);
  expect((await app.request("POST", `/v1/resources/${resourceId}/overrides`, { date: "2026-05-01" }, { key: business.sk })).status).toBe(409);
  expect((await app.request("PATCH", `/v1/resources/${resourceId}`, { name: "" }, { key: business.sk })).status).toBe(400);
  expect(await countNow()).toBe(before + 1);
});

test("neither secrets nor what is known of customers are in it; a customer's own deed is, without who and where", async () => {
  const customer = createJourney(app, business);
  const booking = await customer.book({ serviceId: (await customer.service()).serviceId, start: monday("10:00") });
  const { body: key } = await app.request("POST", "/v1/api-keys", { kind: "secret" }, { key: business.sk });
  const { body: endpoint } = await app.request("POST", "/v1/webhook-endpoints", { url: "https://hooks.example.com/" }, { key: business.sk });
  const { body: feed } = await app.request("POST", "/v1/calendar-feeds", {}, { key: business.sk });
  const busy = { url: "https://calendar.invalid/private-4711/basic.ics" };
  await app.request("PUT", `/v1/resources/${await world.newResource()}/busy-calendar`, busy, { key: business.sk });
  await app.request("PUT", "/v1/tenant/payments", { keyId: "rzp_test_new", keySecret: "a-new-secret-4711" }, { key: business.sk });
  expect((await app.request("POST", `/v1/bookings/${booking.id}/cancel`, { reason: "Ill, call me at home" }, { token: booking.token, headers: { "User-Agent": "Phone" } })).status).toBe(200);

  const all = JSON.stringify([await log(), await app.sql`select * from audit_log`]);
  for (const secret of [key.key, key.key.slice(-32), endpoint.secret, feed.url.split("/").at(-2), "private-4711", "a-new-secret-4711", CUSTOMER.name, CUSTOMER.email, "call me at home", "Phone"]) expect(all).not.toContain(secret);
  const [cancelled] = await log(`&target=${booking.id}`);
  expect(cancelled).toMatchObject({ action: "booking.cancelled", actor: { kind: "customer", id: null, name: null }, clientAddress: null, userAgent: null });
  expect(cancelled.changes).toContainEqual({ field: "status", before: "confirmed", after: "cancelled" });
  expect(cancelled.changes).toContainEqual({ field: "cancellationReason" });
  expect((await log("&action=payments_settings.updated"))[0].changes).toEqual(expect.arrayContaining([{ field: "keySecret" }]));
});

test("a change whose entry can't be written is not made", async () => {
  const resourceId = await world.newResource();
  await app.sql`alter table audit_log add constraint broken check (action <> 'resource.updated') not valid`;
  expect((await app.request("PATCH", `/v1/resources/${resourceId}`, { name: "Unseen" }, { key: business.sk })).status).toBe(500);
  await app.sql`alter table audit_log drop constraint broken`;
  expect((await app.request("GET", `/v1/resources/${resourceId}`, undefined, { key: business.sk })).body.name).toBe("Resource");
});

test("an owner who signs in is written down, and who fails to is not", async () => {
  const [{ email }] = await app.sql<[{ email: string }]>`select email from owners where tenant_id = ${business.tenantId}`;
  const before = await countNow();
  expect((await app.request("POST", "/v1/owners/sign-in", { email, password: "wrong horse battery" })).status).toBe(401);
  expect(await countNow()).toBe(before);
  expect((await app.request("POST", "/v1/owners/sign-in", { email, password: "correct horse battery" })).status).toBe(200);
  const [entry] = await newest(before);
  expect(entry).toMatchObject({ action: "owner.signed_in", actorKind: "owner", changes: [] });
  expect(entry.targetId).toBe(entry.actorId);
});

test("nothing in it can be changed or taken away", async () => {
  await world.newResource();
  for (const statement of [app.sql`update audit_log set action = 'nothing'`, app.sql`delete from audit_log`, app.sql`truncate audit_log`]) await expect(statement).rejects.toThrow(/only grows/);
});

test("it is read a page at a time, by actor, deed and time; another business reads nothing of it", async () => {
  const pages: string[] = [];
  for (let cursor: string | null = ""; cursor !== null; ) {
    const { body }: { body: { data: { id: string }[]; nextCursor: string | null } } = await app.request("GET", `/v1/audit-log?limit=50${cursor && `&cursor=${cursor}`}`, undefined, { key: business.accessToken });
    pages.push(...body.data.map(({ id }) => id));
    cursor = body.nextCursor;
  }
  expect(pages).toHaveLength(await countNow());
  expect(new Set(pages).size).toBe(pages.length);
  const owner = (await log("&actor=owner"))[0].actor.id;
  expect((await log(`&actor=${owner}`)).every(({ actor }) => actor.id === owner)).toBe(true);
  expect((await log("&action=webhook_endpoint")).every(({ action }) => action.startsWith("webhook_endpoint."))).toBe(true);
  expect(await log(`&to=${NOW.toISOString()}`)).toEqual([]);
  const stranger = await createBusiness(app);
  expect((await app.request("GET", "/v1/audit-log", undefined, { key: stranger.sk })).body.data).toEqual([]);
});
