import { afterEach, beforeAll, expect, test } from "vitest";
import { ENDPOINTS, type Endpoint, type OperationId } from "../../src/contract/endpoints.js";
import { type Case, CASES, createWorld } from "../coverage/cases.js";
import { type Answer, createTestApp, type RequestOptions } from "../helpers/app.js";
import { type Business, createBusiness } from "../helpers/business.js";
import { signInCustomer } from "../helpers/customer.js";
import { expectProblem } from "../helpers/problems.js";
import { countRows } from "../helpers/rows.js";
import { monday, NOW } from "../helpers/times.js";

const app = await createTestApp();
let business: Business;
let customer: string;
let resource: string;
// What is refused leaves no trace, so that one good request can be spoilt in every way.
const cases = new Map<OperationId, Case>();
let rows: Record<string, number>;

beforeAll(async () => {
  await app.clock.set(NOW);
  business = await createBusiness(app, { payments: true });
  const world = createWorld(app, business);
  customer = (await signInCustomer(app, business)).accessToken;
  for (const { operationId } of ENDPOINTS) cases.set(operationId, await CASES[operationId](world));
  resource = await world.newResource();
  rows = await countRows(app.sql);
});

afterEach(async () => {
  const before = rows;
  rows = await countRows(app.sql);
  expect(rows, "A refused request left something behind.").toEqual(before);
});

const endpointOf = (name: OperationId): Endpoint => ENDPOINTS.find(({ operationId }) => operationId === name)!;

/** Asks for what the endpoint's good request asks, spoilt. */
function askWrongly(name: OperationId, spoil: (request: Case) => { path?: string; body?: unknown; options?: RequestOptions }): Promise<Answer> {
  const request = cases.get(name)!;
  const { path = request.path, body = request.body, options } = spoil(request);
  const { method, credentials } = endpointOf(name);
  const onlyCustomers = credentials.every((credential) => credential === "customer");
  return app.request(method.toUpperCase(), path, body, { key: onlyCustomers ? customer : business.sk, ...options });
}

const withBody = ENDPOINTS.filter((endpoint) => "body" in endpoint).map(({ operationId }) => operationId);
// The signature is over the raw body: what is not signed is not read.
const parsed = withBody.filter((name) => name !== "receiveRazorpayWebhook");

test.each(parsed)("%s: what is no JSON, in no UTF-8, of another type or too large is refused unread", async (name) => {
  const invalidUtf8 = new Uint8Array([...new TextEncoder().encode('{"name":"'), 0xff, 0xfe, ...new TextEncoder().encode('"}')]);
  for (const body of ['{"name": ', "not json", '{"a":1}}', "{'a':1}", "\u0000", '{"a":\n"line\nbreak"}', invalidUtf8])
    expectProblem(await askWrongly(name, () => ({ body })), "invalid_json");
  for (const type of ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", ""])
    expectProblem(await askWrongly(name, () => ({ options: { headers: { "Content-Type": type } } })), "unsupported_media_type");
  expectProblem(await askWrongly(name, () => ({ body: `{"name":"${"x".repeat(10 * 1024 * 1024)}"}` })), "body_too_large");
});

test.each(parsed)("%s: what is no object is refused", async (name) => {
  for (const body of ["[]", "null", "3", '"text"', "true", "[{}]"]) expectProblem(await askWrongly(name, () => ({ body })), "validation_failed");
});

test.each(parsed)("%s: a field that nobody knows is named", async (name) => {
  expectProblem(await askWrongly(name, ({ body }) => ({ body: { ...body, isAdmin: true } })), "validation_failed", "isAdmin");
});

test.each(parsed)("%s: keys that reach into prototypes are fields that nobody knows", async (name) => {
  for (const key of ["__proto__", "constructor", "prototype"]) {
    const answer = await askWrongly(name, ({ body }) => ({ body: `{"${key}":{"isAdmin":true},${JSON.stringify(body).slice(1)}`.replace(",}", "}") }));
    expectProblem(answer, "validation_failed");
  }
  expect({}).not.toHaveProperty("isAdmin");
});

test.each(parsed.filter((name) => !["signIn", "refreshSession", "signOut", "verifySignInCode", "refreshCustomerSession", "signOutCustomer"].includes(name)))("%s: each field with a value of another kind is named", async (name) => {
  const { body = {} } = cases.get(name)!;
  for (const [field, good] of Object.entries(body))
    for (const value of [Array.isArray(good) ? {} : [], typeof good === "object" ? "text" : {}, "\0", "\ud800", -1, 1e300, ""])
      expectProblem(await askWrongly(name, () => ({ body: { ...body, [field]: value } })), "validation_failed", undefined, field);
});

const NO_SUCH_DAY = "2027-02-29T10:00:00Z";
const bad: [OperationId, string, readonly unknown[]][] = [
  ["createHold", "quantity", [0, -1, 1.5, 1e9, "1", "", null, true, [1], {}, 2]],
  ["createHold", "start", ["2026-03-02T10:00:00", "2026-03-02", NO_SUCH_DAY, "9999-12-31T23:59:59Z", "1970-01-01T00:00:00Z", "2026-03-02T25:00:00Z", "2026-03-02T24:00:00Z", "2026-03-02T10:00:00+99:00", "", "now", 0, null, ["2026-03-02T10:00:00Z"]]],
  ["createHold", "serviceId", ["res_01kaxw3v7m2q", "SVC_01KAXW3V7M2Q", "svc_", "svc_%", "svc_01kaxw3v7m2q\0", "svc_01kaxw3v7m2q\ud800", "svc_" + "0".repeat(100), 7, null, ["svc_01kaxw3v7m2q"]]],
  ["createHold", "resourceId", ["svc_01kaxw3v7m2q", "", null, 7]],
  ["createHold", "durationMinutes", [0, -30, 30.5, "30", 1e9, 31, null]],
  ["createHold", "replaces", ["bkg_01kaxw3v7m2q", "", null, 7]],
  ["checkOutHold", "customer", [null, [], "Asha", {}]],
  ["checkOutHold", "customer.name", ["", "   ", "x".repeat(201), "Asha\0", "\ud800", "Asha\r\nBcc: a@b.test", "Asha\u2028Rao", 7, null, ["Asha"]]],
  ["checkOutHold", "customer.email", ["", "asha", "asha@", "a b@c.test", "asha@c.test\r\nBcc: x@y.test", "asha@c.test, x@y.test", `${"a".repeat(250)}@c.test`, null, ["asha@c.test"]]],
  ["checkOutHold", "customer.phone", ["", "call me", "+", "+91\r\n98765", "9".repeat(40), 9876543210, null]],
  ["checkOutHold", "customer.locale", ["", "english", "en_GB", "en-ab-cd", "en-GB-GB", "../../etc", null]],
  ["checkOutHold", "customer.timeZone", ["Mars/Olympus", "+05:30", "IST", "", "Asia/Kolkata\0", 5.5, null]],
  ["checkOutHold", "customer.isAdmin", [true]],
  ["checkOutHold", "answers", [[], "yes", null, { nothing: "asked" }]],
  ["confirmHold", "razorpaySignature", ["", "f".repeat(63), "F".repeat(64), "g".repeat(64), null]],
  ["confirmHold", "razorpayPaymentId", ["", "order_00000000000001", "pay_../../orders", "pay_0000000000001", null]],
  ["confirmHold", "razorpayOrderId", ["", "pay_00000000000001", null]],
  ["cancelBooking", "reason", ["x".repeat(501), "\0", "\ud800", 7, null]],
  ["createBooking", "customer", [null, [], "Meera", {}, { name: "" }, { name: "Meera", email: "" }, { name: "Meera", phone: "call me" }]],
  ["createBooking", "start", [NO_SUCH_DAY, "2026-03-02T10:00:00", "", null]],
  ["createBooking", "payment", ["online", "cash", "", null, true]],
  ["createBooking", "outsideHours", ["true", 1, null]],
  ["createBooking", "notes", ["x".repeat(2001), "\0", 7, null]],
  ["createBlock", "end", [monday("10:00"), monday("09:00"), "9999-12-31T23:59:59Z", "2025-01-01T00:00:00Z", null]],
  ["createBlock", "reason", ["", "x".repeat(201), "a\nb", 7, null]],
  ["cancelBookings", "to", [NO_SUCH_DAY, "2026-03-02T10:00:00", "2027-06-01T00:00:00Z", null]],
  ["cancelBookings", "message", ["", "x".repeat(2001), "\0", 7, null]],
  ["cancelBookings", "dryRun", ["true", 1, null]],
  ["createService", "name", ["", " ", "x".repeat(121), "a\nb", "\0", 7, null]],
  ["createService", "price", [5, null, { amount: 100 }, { amount: 100, currency: "inr" }, { amount: 100, currency: "RUPEES" }, { amount: -1, currency: "INR" }, { amount: 99, currency: "INR" }, { amount: 1.5, currency: "INR" }, { amount: "100", currency: "INR" }, { amount: 1e12, currency: "INR" }]],
  ["createService", "durationMinutes", [0, 10_081, "30", null]],
  ["createService", "resourceIds", [[], ["svc_01kaxw3v7m2q"], "res_01kaxw3v7m2q", null]],
  ["createService", "capacity", [0, 10_001, 1.5, "2", null]],
  ["createService", "intervalMinutes", [0, 1441, "15"]],
  ["createService", "horizonDays", [0, 1096]],
  ["createService", "holdSeconds", [29, 3601, "300"]],
  ["createService", "minNoticeMinutes", [-1, 525_601]],
  ["createService", "bufferBeforeMinutes", [-1, 1441]],
  ["createService", "taxPercent", [-1, 101, 18.005, "18"]],
  ["createService", "cancellation", [[{ hoursBefore: -1, refundPercent: 50 }], [{ hoursBefore: 24, refundPercent: 101 }], [{ hoursBefore: 24, refundPercent: 50 }, { hoursBefore: 24, refundPercent: 0 }], {}]],
  ["createService", "questions", [[{ id: "Größe", label: "x" }], [{ id: "a", label: "" }], [{ id: "a", label: "x", type: "select" }], [{ id: "a", label: "x" }, { id: "a", label: "y" }], [{ id: "a", label: "x", type: "date" }]]],
  ["createService", "durations", [[{ durationMinutes: 60, price: { amount: 0, currency: "USD" } }], [{ durationMinutes: 60, price: { amount: 0, currency: "INR" } }, { durationMinutes: 60, price: { amount: 100, currency: "INR" } }]]],
  ["createResource", "timeZone", ["Mars/Olympus", "+05:30", "IST", "", null]],
  ["createResource", "weekly", [{ monday: [] }, { mon: [["9:00", "17:00"]] }, { mon: [["09:00", "25:00"]] }, { mon: [["17:00", "09:00"]] }, { mon: [["09:00", "09:00"]] }, { mon: [["09:00", "12:00"], ["11:00", "13:00"]] }, { mon: [["09:00"]] }, { mon: "closed" }, { mon: [["24:00", "24:00"]] }]],
  ["putHours", "weekly", [undefined, null, [], { mon: [["22:00", "02:00"]] }]],
  ["createOverride", "date", ["2027-02-29", "2026-13-01", "2026-3-2", "9999-01-01", "02.03.2026", 20260302, null]],
  ["createOverride", "windows", [[["10:00", "09:00"]], [["10:00", "12:00"], ["10:00", "12:00"]], "closed"]],
  ["createSlots", "start", [NO_SUCH_DAY, "2020-01-01T00:00:00Z", "9999-01-01T00:00:00Z", null]],
  ["createSlots", "end", [monday("19:00"), monday("20:00"), "2026-03-20T00:00:00Z", null]],
  ["createSlots", "capacity", [0, 10_001, "5"]],
  ["createSlots", "resourceIds", [[], ["svc_01kaxw3v7m2q"]]],
  ["createSlots", "slots", [[], {}, Array.from({ length: 501 }, () => ({ serviceId: "svc_01kaxw3v7m2q", start: monday("20:00") }))]],
  ["createApiKey", "kind", ["root", "", null]],
  ["createApiKey", "allowedOrigins", [["*"], ["shop.test"], ["https://shop.test/"], ["https://shop.test/path"], ["ftp://shop.test"], ["https://Shop.test"], "https://shop.test", [""]]],
  ["updateTenant", "liveHoldsPerClient", [0, 101, "3", null]],
  ["updateTenant", "bookingPageUrl", ["javascript:alert(1)", "//evil.test", "", "ftp://x.test"]],
  ["updateTenant", "contactEmail", ["nobody", ""]],
  ["updateTenant", "currency", ["RUPEES", "inr", null]],
  ["updateTenant", "locale", ["english!", "en-ab-cd", null]],
  ["putPaymentsSettings", "keyId", ["", "key", "rzp_test_", "rzp_test_<script>", null]],
  ["putPaymentsSettings", "keySecret", ["", "not the secret", "x".repeat(201), null]],
  ["signUp", "password", ["short", "x".repeat(201), 1234567890, null]],
  ["signUp", "email", ["nobody", "a@b", "", null]],
  ["signUp", "currency", ["BTC", ""]],
];

function changed(body: object | undefined, path: string, value: unknown): object {
  const copy = structuredClone(body ?? {}) as Record<string, any>;
  const [field, inner] = path.split(".") as [string, string | undefined];
  if (inner === undefined) copy[field] = value;
  else copy[field][inner] = value;
  return copy;
}

test.each(bad)("%s: %s as it must not be is named by its path", async (name, path, values) => {
  for (const value of values) {
    const answer = await askWrongly(name, ({ body }) => ({ body: changed(body, path, value) }));
    expect(answer.body.code, JSON.stringify(value)).toBe("validation_failed");
    expectProblem(answer, "validation_failed", undefined, path);
  }
});

const A_DAY = "from=2026-03-02&to=2026-03-02&timeZone=Asia/Kolkata";
test.each<[OperationId, string, string]>([
  ["getAvailability", "from=2026-03-02&to=2026-03-01&timeZone=Asia/Kolkata", "to"],
  ["getAvailability", "from=2026-03-02&to=2026-05-03&timeZone=Asia/Kolkata", "to"],
  ["getAvailability", "from=2027-02-29&to=2027-03-01&timeZone=Asia/Kolkata", "from"],
  ["getAvailability", "from=9999-01-01&to=9999-01-01&timeZone=Asia/Kolkata", "from"],
  ["getAvailability", "from=2026-03-02T00:00:00Z&to=2026-03-02&timeZone=Asia/Kolkata", "from"],
  ["getAvailability", "from=2026-03-02&to=2026-03-02&timeZone=Mars/Olympus", "timeZone"],
  ["getAvailability", "from=2026-03-02&to=2026-03-02", "timeZone"],
  ["getAvailability", `${A_DAY}&from=2026-03-02`, "from"],
  ["getAvailability", `${A_DAY}&quantity=0`, "quantity"],
  ["getAvailability", `${A_DAY}&quantity=1.5`, "quantity"],
  ["getAvailability", `${A_DAY}&quantity=1e1`, "quantity"],
  ["getAvailability", `${A_DAY}&quantity=-1`, "quantity"],
  ["getAvailability", `${A_DAY}&quantity=1000000000`, "quantity"],
  ["getAvailability", `${A_DAY}&quantity=1&quantity=2`, "quantity"],
  ["getAvailability", `${A_DAY}&durationMinutes=31`, "durationMinutes"],
  ["getAvailability", `${A_DAY}&resourceId=svc_01kaxw3v7m2q`, "resourceId"],
  ["getAvailability", `${A_DAY}&serviceId=svc_01kaxw3v7m2q`, "serviceId"],
  ["getAvailability", `${A_DAY}&colour=red`, "colour"],
  ["getAvailability", `${A_DAY}&__proto__=x`, "__proto__"],
  ["listBookings", "status=lost", "status"],
  ["listBookings", "status=confirmed&status=cancelled", "status"],
  ["listBookings", "from=2026-03-02", "from"],
  ["listBookings", "to=9999-01-01T00:00:00Z", "to"],
  ["listBookings", "search=%00", "search"],
  ["listBookings", "search=a%00b", "search"],
  ["listBookings", "search=", "search"],
  ["listBookings", "serviceId=res_01kaxw3v7m2q", "serviceId"],
  ["listSlots", "from=today", "from"],
  ["listWebhookDeliveries", "status=lost", "status"],
  ["listWebhookDeliveries", "type=booking.lost", "type"],
  ["listWebhookDeliveries", "from=today", "from"],
  ["listOverrides", "from=2027-02-29", "from"],
])("%s?%s: named by its path", async (name, query, path) => {
  const answer = await askWrongly(name, ({ path: good }) => {
    const address = new URL(good, "http://x");
    if (name === "getAvailability") for (const known of ["from", "to", "timeZone"]) address.searchParams.delete(known);
    return { path: `${address.pathname}?${[address.searchParams.toString(), query].filter(Boolean).join("&")}` };
  });
  expectProblem(answer, "validation_failed", path);
});

const cursor = (...values: unknown[]) => Buffer.from(JSON.stringify(values)).toString("base64url");
const LISTS = ["listServices", "listResources", "listOverrides", "listApiKeys", "listSlots", "listBookings", "listWebhookEndpoints", "listWebhookDeliveries"] as const;
test.each(LISTS)("%s: a limit or a cursor that no list gave", async (name) => {
  for (const limit of ["0", "201", "-1", "ten", "1.5", "5&limit=5"]) expectProblem(await askWrongly(name, ({ path }) => ({ path: `${path}?limit=${limit}` })), "validation_failed", "limit");
  const forged = ["nonsense", "%00", cursor(), cursor(1), cursor("a", "b", "c"), cursor({}), cursor("a\0"), cursor("a\0", "b"), cursor("\ud800", "x"), "x".repeat(501)];
  for (const date of ["-271821-04-20T00:00:00Z", "+275760-09-13T00:00:00Z", "0000-01-01T00:00:00Z", "+012026-01-01T00:00:00Z"]) forged.push(cursor(date, "x"), cursor(date));
  for (const text of forged) {
    const answer = await askWrongly(name, ({ path }) => ({ path: `${path}?cursor=${text}` }));
    // A text may be a place in a list of texts, too.
    if (answer.status !== 200) expectProblem(answer, "validation_failed", "cursor");
  }
});

const withId = ENDPOINTS.filter((endpoint) => "params" in endpoint && endpoint.operationId !== "receiveRazorpayWebhook").map(({ operationId }) => operationId);
test.each(withId)("%s: an id of another kind or form is unknown, nothing worse", async (name) => {
  for (const id of [resource, "0", "-1", "%00", "svc_01kaxw3v7m2q%00", "%ED%A0%80", "%FF", "%", "a%2F..%2Fb", "';drop%20table%20holds;--", "x".repeat(3000)]) {
    const lastId = /\/\w+_[0-9a-z]{8,}(?!.*_[0-9a-z]{8,})/;
    if (id === resource && endpointOf(name).path.match(/\{(\w+)\}(?!.*\{)/)![1] === "resourceId") continue;
    expectProblem(await askWrongly(name, ({ path }) => ({ path: path.replace(lastId, `/${id}`) })), "not_found");
  }
});

test("a webhook for nobody is refused", async () => {
  const send = (id: string) => app.request("POST", `/v1/webhooks/razorpay/${id}`, { event: "x" }, { headers: { "X-Razorpay-Signature": "f".repeat(64) } });
  for (const id of ["ten_unknown", "x".repeat(3000)]) expectProblem(await send(id), "unauthorized");
  for (const id of ["%00", "%FF"]) expectProblem(await send(id), "not_found");
});

test("headers that are no credentials, tokens or keys are refused", async () => {
  const { path, token } = cases.get("getHold")!;
  for (const Authorization of ["", "Bearer", "Bearer ", "Bearer \u00e4", `Bearer ${business.sk} ${business.sk}`, "Bearer " + "x".repeat(10_000), "bearer sk_"])
    expectProblem(await app.request("GET", path, undefined, { token, headers: { Authorization } }), "unauthorized");
  for (const bogus of ["x".repeat(10_000), "hold..", `${token} `.repeat(3), "__proto__"]) expectProblem(await app.request("GET", path, undefined, { token: bogus }), "unauthorized");
});

test.each(ENDPOINTS.filter((endpoint) => "idempotencyKey" in endpoint && endpoint.operationId !== "confirmHold").map(({ operationId }) => operationId))(
  "%s: an Idempotency-Key that is none is named",
  async (name) => {
    for (const key of [" ", "x".repeat(257), "\u00e4", "a\tb"])
      expectProblem(await askWrongly(name, () => ({ options: { headers: { "Idempotency-Key": key } } })), "validation_failed", "Idempotency-Key");
  },
);
