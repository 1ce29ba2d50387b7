import { beforeAll, describe, expect, test } from "vitest";
import { createTestApp } from "../helpers/app.js";
import { type Business, createBusiness, CUSTOMER } from "../helpers/business.js";

const app = await createTestApp();
const START = "2026-03-02T03:30:00Z";
let business: Business;
let service: { id: string };
let resource: { id: string };
let hold: { id: string; token: string };

beforeAll(async () => {
  await app.clock.set(new Date("2026-03-01T00:00:00Z"));
  business = await createBusiness(app, { payments: true });
  resource = await business.resource();
  service = await business.service({ resourceIds: [resource.id] });
  hold = (await business.hold({ serviceId: service.id, start: "2026-03-02T05:30:00Z" })).body;
});

/** How many rows each table has: what a refused request must not change. */
async function rowCounts() {
  const tables = await app.sql<{ table: string }[]>`select format('%I.%I', table_schema, table_name) as table from information_schema.tables where table_schema in ('public', 'directory')`;
  const counts: Record<string, number> = {};
  for (const { table } of tables) counts[table] = (await app.sql.unsafe<{ count: number }[]>(`select count(*)::int as count from ${table}`))[0]!.count;
  return counts;
}

type Case = [name: string, path: string | undefined, body: unknown, status?: number];

const holdCases: Case[] = [
  ["no fields", "serviceId", {}],
  ["a service of another kind of id", "serviceId", { serviceId: "res_01234567", start: START }],
  ["a start without a zone", "start", { start: "2026-03-02T03:30:00" }],
  ["a start that is no date", "start", { start: "2027-02-29T10:00:00Z" }],
  ["a start of the year 9999", "start", { start: "9999-01-01T00:00:00Z" }],
  ["a start as a number", "start", { start: 1772422200000 }],
  ["an hour of 25", "start", { start: "2026-03-02T25:00:00Z" }],
  ["nobody", "quantity", { start: START, quantity: 0 }],
  ["a billion people", "quantity", { start: START, quantity: 1e9 }],
  ["half a person", "quantity", { start: START, quantity: 1.5 }],
  ["people as text", "quantity", { start: START, quantity: "1" }],
  ["null people", "quantity", { start: START, quantity: null }],
  ["a duration it does not have", "durationMinutes", { start: START, durationMinutes: 31 }],
  ["an unknown field", "colour", { start: START, colour: "red" }],
  ["a polluted prototype", "constructor", { start: START, constructor: { prototype: { admin: true } } }],
  ["a list", "", []],
  ["nothing", "", null],
  ["a text", "", '"hold"'],
];

describe("POST /v1/holds", () => {
  test.each(holdCases)("%s", async (_, path, body) => {
    const before = await rowCounts();
    const input = body && typeof body === "object" && !Array.isArray(body) && Object.keys(body).length > 0 ? { serviceId: service.id, ...body } : body;
    const answer = await app.request("POST", "/v1/holds", input === null ? "null" : input, { key: business.sk });
    expectProblem(answer, 400, path);
    expect(await rowCounts()).toEqual(before);
  });

  test.each([
    ["an unknown service", () => ({ serviceId: "svc_00000000000000", start: START }), undefined],
    ["an unknown resource", () => ({ serviceId: service.id, start: START, resourceId: "res_00000000000000" }), "resourceId"],
    ["an unknown hold to replace", () => ({ serviceId: service.id, start: START, replaces: "hold_00000000000000" }), "replaces"],
  ])("%s is not found", async (_, body, path) => {
    const before = await rowCounts();
    expectProblem(await app.request("POST", "/v1/holds", body(), { key: business.sk }), 404, path);
    expect(await rowCounts()).toEqual(before);
  });
});

describe("any body", () => {
  const post = (body: unknown, headers: Record<string, string> = {}) => app.request("POST", "/v1/holds", body, { key: business.sk, headers });

  test("that is not JSON, not UTF-8, of another type or of ten megabytes is refused", async () => {
    expectProblem(await post('{"serviceId":'), 400);
    expectProblem(await post(new Uint8Array([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d])), 400);
    expectProblem(await post("serviceId=svc_1", { "Content-Type": "application/x-www-form-urlencoded" }), 415);
    expectProblem(await post("{}", { "Content-Type": "text/plain" }), 415);
    expectProblem(await post(`{"serviceId": "${"x".repeat(10 * 1024 * 1024)}"}`), 413);
    expectProblem(await post(`${"[".repeat(100_000)}${"]".repeat(100_000)}`), 400);
  });
});

const others: [string, string, () => string, Case[]][] = [
  ["POST", "checkout", () => `/v1/holds/${hold.id}/checkout`, [
    ["no customer", "customer", {}],
    ["no address", "customer.email", { customer: { name: "A" } }],
    ["no real address", "customer.email", { customer: { ...CUSTOMER, email: "a@" } }],
    ["a header in the name", "customer.name", { customer: { ...CUSTOMER, name: "A\r\nBcc: x@y.example" } }],
    ["NUL in the name", "customer.name", { customer: { ...CUSTOMER, name: "A\u0000B" } }],
    ["half a character", "customer.name", `{"customer": {"name": "A\\ud800", "email": "a@b.example"}}`],
    ["a name of 10,000 characters", "customer.name", { customer: { ...CUSTOMER, name: "x".repeat(10_000) } }],
    ["a zone that does not exist", "customer.timeZone", { customer: { ...CUSTOMER, timeZone: "Mars/Olympus" } }],
    ["answers as a list", "answers", { customer: CUSTOMER, answers: ["x"] }],
    ["an unknown answer", "answers.x", { customer: CUSTOMER, answers: { x: "y" } }],
  ]],
  ["POST", "confirm", () => `/v1/holds/${hold.id}/confirm`, [
    ["nothing", "razorpayPaymentId", {}],
    ["ids of another shape", "razorpayOrderId", { razorpayPaymentId: "pay_AAAAAAAAAAAAAA", razorpayOrderId: "1", razorpaySignature: "a".repeat(64) }],
    ["a signature that is no text", "razorpaySignature", { razorpayPaymentId: "pay_AAAAAAAAAAAAAA", razorpayOrderId: "order_AAAAAAAAAAAAAA", razorpaySignature: { toString: "x" } }],
  ]],
  ["POST", "resources", () => "/v1/resources", [
    ["no zone", "timeZone", { name: "Room" }],
    ["an offset as a zone", "timeZone", { name: "Room", timeZone: "+05:30" }],
    ["closing before opening", "weekly.mon[0][1]", { name: "Room", timeZone: "UTC", weekly: { mon: [["17:00", "09:00"]] } }],
    ["overlapping hours", "weekly.mon[1]", { name: "Room", timeZone: "UTC", weekly: { mon: [["09:00", "12:00"], ["11:00", "13:00"]] } }],
    ["a time that is none", "weekly.tue[0][0]", { name: "Room", timeZone: "UTC", weekly: { tue: [["9:00", "12:00"]] } }],
    ["a day that is none", "weekly.someday", { name: "Room", timeZone: "UTC", weekly: { someday: [] } }],
  ]],
  ["POST", "services", () => "/v1/services", [
    ["no pool", "resourceIds", { name: "S", durationMinutes: 30, price: { amount: 0, currency: "INR" } }],
    ["a price as text", "price.amount", { name: "S", durationMinutes: 30, price: { amount: "100", currency: "INR" }, resourceIds: ["res_00000000"] }],
    ["a price below nothing", "price.amount", { name: "S", durationMinutes: 30, price: { amount: -1, currency: "INR" }, resourceIds: ["res_00000000"] }],
    ["a currency that is none", "price.currency", { name: "S", durationMinutes: 30, price: { amount: 0, currency: "XYZ" }, resourceIds: ["res_00000000"] }],
    ["a hold of a second", "holdSeconds", { name: "S", durationMinutes: 30, price: { amount: 0, currency: "INR" }, resourceIds: ["res_00000000"], holdSeconds: 1 }],
    ["both pools", "requirements", { name: "S", durationMinutes: 30, price: { amount: 0, currency: "INR" }, resourceIds: ["res_00000000"], requirements: [{ resourceIds: ["res_00000000"] }] }],
  ]],
  ["POST", "slots", () => "/v1/slots", [
    ["nothing", "serviceId", {}],
    ["no start in one of many", "slots[1].start", { slots: [{ serviceId: "svc_00000000", start: START }, { serviceId: "svc_00000000" }] }],
    ["no slots at all", "slots", { slots: [] }],
  ]],
  ["POST", "keys", () => "/v1/api-keys", [
    ["no kind", "kind", {}],
    ["a path in an origin", "allowedOrigins[0]", { kind: "publishable", allowedOrigins: ["https://a.example/path"] }],
    ["origins of a secret key", "allowedOrigins", { kind: "secret", allowedOrigins: ["https://a.example"] }],
  ]],
  ["POST", "sign-up", () => "/v1/owners/sign-up", [
    ["a short password", "password", { email: "a@b.example", password: "short", businessName: "B", timeZone: "UTC", currency: "INR" }],
    ["no zone", "timeZone", { email: "a@b.example", password: "long enough to do", businessName: "B", currency: "INR" }],
  ]],
];

describe.each(others)("%s %s", (method, _, path, cases) => {
  test.each(cases)("%s", async (_name, field, body) => {
    const before = await rowCounts();
    expectProblem(await app.request(method, path(), body, { key: business.sk, token: hold.token }), 400, field);
    expect(await rowCounts()).toEqual(before);
  });
});

describe("GET /v1/availability", () => {
  test.each([
    ["a date that does not exist", "from", { from: "2026-02-30" }],
    ["more than 62 days", "to", { to: "2026-06-01" }],
    ["an end before its beginning", "to", { to: "2026-03-01" }],
    ["a zone that does not exist", "timeZone", { timeZone: "Mars/Olympus" }],
    ["no zone", "timeZone", { timeZone: undefined }],
    ["nobody", "quantity", { quantity: "0" }],
    ["words for a number", "quantity", { quantity: "two" }],
    ["an unknown field", "colour", { colour: "red" }],
  ])("%s", async (_, field, change) => {
    const query = { serviceId: service.id, from: "2026-03-02", to: "2026-03-03", timeZone: "Asia/Kolkata", ...change };
    const text = new URLSearchParams(Object.entries(query).filter((entry): entry is [string, string] => entry[1] !== undefined));
    expectProblem(await app.request("GET", `/v1/availability?${text}`, undefined, { key: business.pk }), 400, field);
  });

  test("a field that is given twice", async () => {
    expectProblem(await app.request("GET", `/v1/availability?serviceId=${service.id}&serviceId=${service.id}&from=2026-03-02&to=2026-03-02&timeZone=UTC`, undefined, { key: business.pk }), 400, "serviceId");
  });

  test.each(["bogus", "eyJ4IjoxfQ", "WyJhIiwiYiJd"])("the cursor %s", async (cursor) => {
    for (const list of ["/v1/bookings", "/v1/slots"]) expectProblem(await app.request("GET", `${list}?cursor=${cursor}`, undefined, { key: business.sk }), 400, "cursor");
  });
});

test("an unknown path is a problem document, too", async () => {
  expectProblem(await app.request("GET", "/v1/nothing", undefined, { key: business.sk }), 404);
  expectProblem(await app.request("GET", "/v1/holds/..%2f..%2fetc", undefined, { key: business.sk }), 404);
  expectProblem(await app.request("GET", `/v1/holds/${"x".repeat(5000)}`, undefined, { key: business.sk }), 404);
  expectProblem(await app.request("GET", "/v1/services/svc_%00", undefined, { key: business.sk }), 404);
});

function expectProblem({ status, body, headers }: { status: number; body: any; headers: Headers }, expected: number, path?: string) {
  expect(status, JSON.stringify(body)).toBe(expected);
  expect(headers.get("Content-Type")).toBe("application/problem+json");
  expect(body).toMatchObject({ type: expect.any(String), title: expect.any(String), status: expected, detail: expect.any(String), code: expect.any(String) });
  if (path !== undefined) expect(body.errors.map((error: { path: string }) => error.path)).toContain(path);
}
