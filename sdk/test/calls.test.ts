import { readFile } from "node:fs/promises";
import { beforeEach, expect, test, vi } from "vitest";
import { createCustomerClient, createCustomers } from "../src/customers.js";
import { createClient } from "../src/index.js";
import { createOwnerClient, owners } from "../src/server.js";
import { holdFields } from "./helpers/hold-fields.js";

interface Operation {
  operationId: string;
  security: Record<string, unknown>[];
  parameters?: { $ref?: string }[];
  responses: Record<string, unknown>;
}
const openapi = JSON.parse(await readFile(new URL("../openapi.json", import.meta.url), "utf8")) as {
  paths: Record<string, Record<string, Operation>>;
};

/** The operation of the contract that a request is for. */
function operationOf(method: string, url: string): Operation | undefined {
  const path = new URL(url).pathname;
  const matches = ([template]: [string, unknown]) => new RegExp(`^${template.replace(/\{\w+\}/g, "[^/]+")}$`).test(path);
  return Object.entries(openapi.paths).find(matches)?.[1][method.toLowerCase()];
}

const send = vi.fn<typeof fetch>(() => Promise.resolve(Response.json(holdFields({ token: "t1" }))));
const connection = { baseUrl: "https://api.test/", fetch: send };
const client = createClient({ ...connection, key: "pk_1" });
const owner = createOwnerClient({ ...connection, key: "sk_1" });
const customers = createCustomers({ ...connection, key: "pk_1" });
const customer = createCustomerClient({ ...connection, accessToken: "ey1" });
const hold = await client.holds.get("h");

beforeEach(() => {
  send.mockClear();
});

const wholeOf = <T extends object>(partial: object) => partial as T;

const calls: Record<string, () => Promise<unknown>> = {
  listServices: () => client.services.list({ limit: 5 }),
  getService: () => client.services.get("s"),
  getAvailability: () => client.availability.get({ serviceId: "s", from: "2026-03-01", to: "2026-03-02", timeZone: "UTC" }),
  listHolds: () => owner.holds.list({ limit: 5 }),
  createHold: () => client.holds.create({ serviceId: "s", start: "" }),
  getHold: () => client.holds.get("h"),
  releaseHold: () => hold.release(),
  extendHold: () => hold.extend(),
  checkOutHold: () => hold.checkout({ customer: { name: "", email: "" } }),
  confirmHold: () => hold.confirm({ razorpayOrderId: "", razorpayPaymentId: "", razorpaySignature: "" }),
  getBooking: () => client.bookings.get("b"),
  cancelBooking: () => client.bookings.cancel("b"),
  getBookingCalendar: () => send(client.bookings.calendarUrl({ id: "b", token: "t1" }), { method: "GET" }),
  listBookings: () => owner.bookings.list({ status: "confirmed" }),
  createBooking: () => owner.bookings.create({ serviceId: "s", start: "", customer: { name: "" } }),
  cancelBookings: () => owner.bookings.cancelMany({ from: "", to: "", dryRun: true }),
  getCancellation: () => owner.bookings.cancellation("c"),
  approveBooking: () => owner.bookings.approve("b"),
  declineBooking: () => owner.bookings.decline("b"),
  completeBooking: () => owner.bookings.complete("b"),
  markNoShow: () => owner.bookings.noShow("b"),
  reopenBooking: () => owner.bookings.reopen("b"),
  requestSignInCode: () => customers.signIn({ email: "" }),
  verifySignInCode: () => customers.verify({ email: "", code: "" }),
  refreshCustomerSession: () => customers.refresh({ refreshToken: "" }),
  signOutCustomer: () => customers.signOut({ refreshToken: "" }),
  getMe: () => customer.me.get(),
  updateMe: () => customer.me.update({ name: "" }),
  listMyBookings: () => customer.me.bookings({ when: "past" }),
  signUp: () => owners.signUp(wholeOf({}), connection),
  signIn: () => owners.signIn(wholeOf({}), connection),
  refreshSession: () => owners.refreshSession(wholeOf({}), connection),
  signOut: () => owners.signOut(wholeOf({}), connection),
  getTenant: () => owner.tenant.get(),
  updateTenant: () => owner.tenant.update({}),
  rescheduleBooking: () => client.bookings.reschedule("b", { holdId: "h", holdToken: "t1" }),
  listPayments: () => owner.payments.list({ status: "refund_failed" }),
  getPayment: () => owner.payments.get("p"),
  createRefund: () => owner.payments.refund("p", { amount: 100 }),
  retryRefund: () => owner.payments.retryRefund("p", "r"),
  listPaymentAlerts: () => owner.payments.alerts(),
  resolvePaymentAlert: () => owner.payments.resolveAlert("a"),
  getPaymentsSettings: () => owner.payments.settings(),
  putPaymentsSettings: () => owner.payments.connect({ keyId: "", keySecret: "" }),
  listApiKeys: () => owner.apiKeys.list(),
  createApiKey: () => owner.apiKeys.create({ kind: "publishable" }),
  updateApiKey: () => owner.apiKeys.update("k", {}),
  revokeApiKey: () => owner.apiKeys.revoke("k"),
  listWebhookEndpoints: () => owner.webhookEndpoints.list(),
  createWebhookEndpoint: () => owner.webhookEndpoints.create({ url: "" }),
  getWebhookEndpoint: () => owner.webhookEndpoints.get("w"),
  updateWebhookEndpoint: () => owner.webhookEndpoints.update("w", { disabled: true }),
  deleteWebhookEndpoint: () => owner.webhookEndpoints.delete("w"),
  rotateWebhookSecret: () => owner.webhookEndpoints.rotateSecret("w"),
  testWebhookEndpoint: () => owner.webhookEndpoints.test("w"),
  listWebhookDeliveries: () => owner.webhookEndpoints.deliveries("w", { status: "failed" }),
  replayWebhookDelivery: () => owner.webhookEndpoints.replay("w", "e"),
  listAuditLog: () => owner.auditLog.list({ target: "s" }),
  listCalendarFeeds: () => owner.calendarFeeds.list({ resourceId: "r" }),
  createCalendarFeed: () => owner.calendarFeeds.create({ resourceId: "r" }),
  deleteCalendarFeed: () => owner.calendarFeeds.delete("c"),
  listBusyCalendars: () => owner.resources.busyCalendars.list({ needsAttention: true }),
  listBusyTimes: () => owner.resources.busyCalendars.times({ from: "", to: "" }),
  getBusyCalendar: () => owner.resources.busyCalendars.get("r"),
  putBusyCalendar: () => owner.resources.busyCalendars.put("r", { url: "" }),
  deleteBusyCalendar: () => owner.resources.busyCalendars.delete("r"),
  refreshBusyCalendar: () => owner.resources.busyCalendars.refresh("r"),
  listMessages: () => owner.messages.list(),
  retryMessage: () => owner.messages.retry("m"),
  createService: () => owner.services.create({ name: "", durationMinutes: 30, price: { amount: 0, currency: "INR" } }),
  updateService: () => owner.services.update("s", {}),
  archiveService: () => owner.services.archive("s"),
  listResources: () => owner.resources.list(),
  getResource: () => owner.resources.get("r"),
  createResource: () => owner.resources.create({ name: "", timeZone: "UTC" }),
  updateResource: () => owner.resources.update("r", {}),
  archiveResource: () => owner.resources.archive("r"),
  getHours: () => owner.resources.getHours("r"),
  putHours: () => owner.resources.putHours("r", { weekly: {} }),
  listOverrides: () => owner.resources.overrides.list("r"),
  createOverride: () => owner.resources.overrides.create("r", { date: "2026-03-01" }),
  deleteOverride: () => owner.resources.overrides.delete("r", "o"),
  listResourceBlocks: () => owner.resources.blocks.list("r", { from: "2026-03-01T00:00:00Z" }),
  createBlock: () => owner.resources.blocks.create("r", { start: "", end: "" }),
  listBlocks: () => owner.resources.blocks.listAll(),
  deleteBlock: () => owner.resources.blocks.delete("b"),
  listSlots: () => owner.slots.list(),
  getSlot: () => owner.slots.get("l"),
  createSlots: () => owner.slots.create({ serviceId: "s", start: "" }),
  withdrawSlot: () => owner.slots.withdraw("l"),
};

test.each(Object.entries(calls))("%s asks for what the contract has", async (operationId, call) => {
  await call();
  const [url, init] = send.mock.calls.at(-1)!;
  const operation = operationOf(init!.method!, String(url));
  expect(operation?.operationId).toBe(operationId);
  const takesKey = operation!.parameters?.some(({ $ref }) => $ref?.endsWith("/IdempotencyKey")) ?? false;
  expect("Idempotency-Key" in (init!.headers ?? {})).toBe(takesKey);
});

test("every operation for customers and owners has a call", () => {
  const all = Object.values(openapi.paths).flatMap((path) => Object.values(path));
  const forMachines = ["receiveRazorpayWebhook", "readCalendarFeed", "getOpenApiDocument", "getHealth", "getReadiness", "getMetrics"];
  // Opened by `availability.watch`, which has tests of its own.
  const heard = ["watchAvailability"];
  const missing = all.map(({ operationId }) => operationId).filter((id) => !(id in calls) && ![...forMachines, ...heard].includes(id));
  expect(missing).toEqual([]);
});

test("an id can't reach another address", async () => {
  await client.services.get("../holds/x?y#z");
  expect(String(send.mock.calls[0]![0])).toBe("https://api.test/v1/services/..%2Fholds%2Fx%3Fy%23z");
});

test("a page served over plain http, which has no randomUUID, still has idempotency keys", async () => {
  const { getRandomValues } = crypto;
  vi.stubGlobal("crypto", { getRandomValues: getRandomValues.bind(crypto) });
  await client.holds.create({ serviceId: "s", start: "" });
  vi.unstubAllGlobals();
  expect(send.mock.calls[0]![1]!.headers).toMatchObject({ "Idempotency-Key": expect.stringMatching(/^\d+-\d+-\d+-\d+$/) });
});

test("several sessions are published in one call", async () => {
  send.mockResolvedValueOnce(Response.json({ data: [{ id: "slt_1" }] }, { status: 201 }));
  expect(await owner.slots.createMany([{ serviceId: "s", start: "" }])).toEqual([{ id: "slt_1" }]);
});

test("an address may be relative to the page", () => {
  const own = createClient({ baseUrl: "", key: "pk_1" });
  expect(own.bookings.calendarUrl({ id: "b", token: "t 1" })).toBe("/v1/bookings/b/calendar.ics?token=t+1");
});
