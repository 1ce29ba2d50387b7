import { randomBytes } from "node:crypto";
import type { OperationId } from "../../src/contract/endpoints.js";
import { raiseAlert } from "../../src/operations/payments/raise-alert.js";
import type { TestApp } from "../helpers/app.js";
import { type Business, CUSTOMER } from "../helpers/business.js";
import { newCustomerEmail, newSignInCode } from "../helpers/customer.js";
import { FAKE_CREDENTIALS } from "../helpers/fake-gateway.js";
import { createJourney } from "../helpers/journey.js";
import { kolkata, monday } from "../helpers/times.js";

/** One good request to an endpoint, about something that belongs to the business; it lacks only the credentials. */
export interface Case {
  path: string;
  body?: object;
  /** The token of the hold or booking that it is about. */
  token?: string;
}

/** Makes a business's things for cases, each a new one. */
export function createWorld(app: TestApp, business: Business) {
  const journey = createJourney(app, business);
  const newHold = async (price = 0) => journey.hold({ serviceId: (await journey.service({ price: { amount: price, currency: "INR" } })).serviceId, start: monday("10:00") });
  return {
    tenantId: business.tenantId,
    newService: async () => (await journey.service()).serviceId,
    newResource: async () => (await business.resource()).id,
    newOverride: async () => {
      const resourceId = (await business.resource()).id;
      const { id } = await business.create(`/v1/resources/${resourceId}/overrides`, { date: "2026-03-02" });
      return { resourceId, overrideId: id as string };
    },
    async newBlock() {
      const resourceId = (await business.resource()).id;
      return (await business.create(`/v1/resources/${resourceId}/blocks`, { start: monday("10:00"), end: monday("12:00") })) as { id: string; resourceId: string };
    },
    newSlot: async () => (await business.create("/v1/slots", { serviceId: (await journey.service()).serviceId, start: monday("20:00") })).id as string,
    newKey: async () => (await business.create("/v1/api-keys", { kind: "publishable" })).id as string,
    newHold,
    async newPaidHold() {
      const hold = await newHold(50_000);
      return { hold, proof: app.gateway.pay(await journey.order(hold)) };
    },
    async newMove() {
      const { serviceId } = await journey.service();
      const booking = await journey.book({ serviceId, start: monday("10:00") });
      return { booking, to: await journey.hold({ serviceId, start: monday("12:00") }) };
    },
    newPayment: async () => (await paymentOf(app, await journey.buy({ serviceId: (await journey.service({ price: { amount: 50_000, currency: "INR" } })).serviceId, start: monday("10:00") }))),
    async newFailedRefund() {
      const booking = await journey.buy({ serviceId: (await journey.service({ price: { amount: 50_000, currency: "INR" } })).serviceId, start: monday("10:00") });
      const paymentId = await paymentOf(app, booking);
      const { id: refundId } = await business.create(`/v1/payments/${paymentId}/refunds`, {});
      await app.sql`update refunds set status = 'failed' where refund_id = ${refundId}`;
      return { paymentId, refundId: refundId as string };
    },
    async newAlert() {
      await raiseAlert(app.deps.sql, business.tenantId, { kind: "unknown_event", subject: randomBytes(6).toString("hex"), detail: "An event." });
      return (await app.sql<{ id: string }[]>`select alert_id as id from payment_alerts where tenant_id = ${business.tenantId} order by first_at desc limit 1`)[0]!.id;
    },
    async newWebhookEndpoint() {
      // There is a limit to how many a business has: the oldest ones go.
      await app.sql`
        update webhook_endpoints set deleted_at = holdfast_now() where tenant_id = ${business.tenantId} and deleted_at is null and endpoint_id not in (
          select endpoint_id from webhook_endpoints where tenant_id = ${business.tenantId} order by endpoint_id desc limit 15)`;
      return (await business.create("/v1/webhook-endpoints", { url: "https://hooks.example.com/" })).id as string;
    },
    async newBusyCalendar() {
      const resourceId = (await business.resource()).id;
      await app.sql`
        insert into busy_calendars (tenant_id, resource_id, url_jwe, url_host, due_at) values (${business.tenantId}, ${resourceId}, 'sealed', 'calendar.example.com', holdfast_now())`;
      await app.sql`insert into busy_times (tenant_id, resource_id, starts_at, ends_at) values (${business.tenantId}, ${resourceId}, '2026-03-02T03:00Z', '2026-03-02T04:00Z')`;
      return resourceId;
    },
    newFeed: async () => (await business.create("/v1/calendar-feeds", { resourceId: (await business.resource()).id })) as { id: string; url: string },
    async newDelivery() {
      const endpointId = await this.newWebhookEndpoint();
      const { id } = await business.create(`/v1/webhook-endpoints/${endpointId}/test`, {});
      return { endpointId, deliveryId: id as string };
    },
    async newFailedMessage() {
      const booking = await journey.book({ serviceId: (await journey.service()).serviceId, start: monday("10:00") });
      return (await app.sql<{ id: string }[]>`update outbox set gave_up_at = holdfast_now() where payload ->> 'bookingId' = ${booking.id} returning message_id as id`)[0]!.id;
    },
    newCancellation: async () =>
      (await app.request("POST", "/v1/bookings/cancel-many", { from: kolkata("2026-06-01 00:00"), to: kolkata("2026-06-02 00:00") }, { key: business.sk })).body.id as string,
    newStartedBooking: async () => (await business.create("/v1/bookings", { serviceId: (await journey.service()).serviceId, start: kolkata("2026-02-27 10:00"), customer: CUSTOMER })) as { id: string },
    async newCode() {
      const email = newCustomerEmail();
      return { email, code: await newSignInCode(app, business, email) };
    },
    newRequest: async () => journey.book({ serviceId: (await journey.service({ requiresApproval: true })).serviceId, start: monday("10:00") }),
    async newCompletedBooking() {
      const booking = await this.newStartedBooking();
      await app.sql`update bookings set status = 'completed' where booking_id = ${booking.id}`;
      return booking;
    },
    newBooking: async () => journey.book({ serviceId: (await journey.service()).serviceId, start: monday("10:00") }),
  };
}

const paymentOf = async (app: TestApp, { id }: { id: string }) =>
  (await app.sql<{ id: string }[]>`select payment_id as id from payments where booking_id = ${id}`)[0]!.id;

export type World = ReturnType<typeof createWorld>;

const newEmail = () => `owner-${randomBytes(6).toString("hex")}@business.test`;
const PASSWORD = "correct horse battery";

/** A good request to every endpoint: whoever adds an endpoint adds it here, and the guards below ask it everything. */
export const CASES: Record<OperationId, (world: World) => Case | Promise<Case>> = {
  listServices: () => ({ path: "/v1/services" }),
  getService: async (world) => ({ path: `/v1/services/${await world.newService()}` }),
  createService: async (world) => ({
    path: "/v1/services",
    body: { name: "Cut", durationMinutes: 30, price: { amount: 50_000, currency: "INR" }, resourceIds: [await world.newResource()] },
  }),
  updateService: async (world) => ({ path: `/v1/services/${await world.newService()}`, body: { name: "Cut" } }),
  archiveService: async (world) => ({ path: `/v1/services/${await world.newService()}` }),
  getAvailability: async (world) => ({
    path: `/v1/availability?serviceId=${await world.newService()}&from=2026-03-02&to=2026-03-03&timeZone=Asia/Kolkata`,
  }),
  watchAvailability: async (world) => ({ path: `/v1/availability/live?serviceId=${await world.newService()}&from=2026-03-02&to=2026-03-03` }),

  listHolds: () => ({ path: "/v1/holds" }),
  createHold: async (world) => ({ path: "/v1/holds", body: { serviceId: await world.newService(), start: monday("10:00") } }),
  getHold: async (world) => holdCase(await world.newHold()),
  releaseHold: async (world) => holdCase(await world.newHold()),
  extendHold: async (world) => holdCase(await world.newHold(), "/extend"),
  checkOutHold: async (world) => holdCase(await world.newHold(), "/checkout", { customer: CUSTOMER }),
  confirmHold: async (world) => {
    const { hold, proof } = await world.newPaidHold();
    return holdCase(hold, "/confirm", proof);
  },

  listBookings: () => ({ path: "/v1/bookings" }),
  createBooking: async (world) => ({ path: "/v1/bookings", body: { serviceId: await world.newService(), start: monday("10:00"), customer: { name: "Asha Rao" } } }),
  cancelBookings: () => ({ path: "/v1/bookings/cancel-many", body: { from: kolkata("2026-06-01 00:00"), to: kolkata("2026-06-02 00:00"), message: "The roof leaks." } }),
  getCancellation: async (world) => ({ path: `/v1/bookings/cancel-many/${await world.newCancellation()}` }),
  getBooking: async (world) => bookingCase(await world.newBooking()),
  cancelBooking: async (world) => bookingCase(await world.newBooking(), "/cancel", {}),
  rescheduleBooking: async (world) => {
    const { booking, to } = await world.newMove();
    return bookingCase(booking, "/reschedule", { holdId: to.id, holdToken: to.token });
  },
  approveBooking: async (world) => ownBookingCase(await world.newRequest(), "/approve"),
  declineBooking: async (world) => ownBookingCase(await world.newRequest(), "/decline", { message: "We are away." }),
  completeBooking: async (world) => ownBookingCase(await world.newStartedBooking(), "/complete"),
  markNoShow: async (world) => ownBookingCase(await world.newStartedBooking(), "/no-show"),
  reopenBooking: async (world) => ownBookingCase(await world.newCompletedBooking(), "/reopen"),
  getBookingCalendar: async (world) => bookingCase(await world.newBooking(), "/calendar.ics"),

  listPayments: () => ({ path: "/v1/payments" }),
  getPayment: async (world) => ({ path: `/v1/payments/${await world.newPayment()}` }),
  createRefund: async (world) => ({ path: `/v1/payments/${await world.newPayment()}/refunds`, body: { amount: 100, note: "Sorry" } }),
  retryRefund: async (world) => {
    const { paymentId, refundId } = await world.newFailedRefund();
    return { path: `/v1/payments/${paymentId}/refunds/${refundId}/retry` };
  },
  listPaymentAlerts: () => ({ path: "/v1/payment-alerts" }),
  resolvePaymentAlert: async (world) => ({ path: `/v1/payment-alerts/${await world.newAlert()}/resolve` }),

  requestSignInCode: () => ({ path: "/v1/customers/sign-in", body: { email: newCustomerEmail(), locale: "hi" } }),
  verifySignInCode: async (world) => ({ path: "/v1/customers/sign-in/verify", body: await world.newCode() }),
  refreshCustomerSession: () => ({ path: "/v1/customers/refresh", body: { refreshToken: "crt_unknown" } }),
  signOutCustomer: () => ({ path: "/v1/customers/sign-out", body: { refreshToken: "crt_unknown" } }),
  getMe: () => ({ path: "/v1/me" }),
  updateMe: () => ({ path: "/v1/me", body: { locale: "en" } }),
  listMyBookings: () => ({ path: "/v1/me/bookings" }),

  signUp: () => ({
    path: "/v1/owners/sign-up",
    body: { email: newEmail(), password: PASSWORD, businessName: "Studio", timeZone: "Asia/Kolkata", currency: "INR" },
  }),
  signIn: () => ({ path: "/v1/owners/sign-in", body: { email: newEmail(), password: PASSWORD } }),
  refreshSession: () => ({ path: "/v1/owners/refresh", body: { refreshToken: "rt_unknown" } }),
  signOut: () => ({ path: "/v1/owners/sign-out", body: { refreshToken: "rt_unknown" } }),

  getTenant: () => ({ path: "/v1/tenant" }),
  updateTenant: () => ({ path: "/v1/tenant", body: { liveHoldsPerClient: 50 } }),
  getPaymentsSettings: () => ({ path: "/v1/tenant/payments" }),
  putPaymentsSettings: () => ({ path: "/v1/tenant/payments", body: { keyId: FAKE_CREDENTIALS.keyId, keySecret: FAKE_CREDENTIALS.keySecret } }),
  listMessages: () => ({ path: "/v1/messages" }),
  retryMessage: async (world) => ({ path: `/v1/messages/${await world.newFailedMessage()}/retry` }),
  listApiKeys: () => ({ path: "/v1/api-keys" }),
  createApiKey: () => ({ path: "/v1/api-keys", body: { kind: "publishable", name: "Blog", allowedOrigins: ["https://blog.test"] } }),
  updateApiKey: async (world) => ({ path: `/v1/api-keys/${await world.newKey()}`, body: { name: "Blog" } }),
  revokeApiKey: async (world) => ({ path: `/v1/api-keys/${await world.newKey()}` }),

  listResources: () => ({ path: "/v1/resources" }),
  createResource: () => ({ path: "/v1/resources", body: { name: "Court 1", timeZone: "Asia/Kolkata" } }),
  getResource: async (world) => ({ path: `/v1/resources/${await world.newResource()}` }),
  updateResource: async (world) => ({ path: `/v1/resources/${await world.newResource()}`, body: { name: "Court 1" } }),
  archiveResource: async (world) => ({ path: `/v1/resources/${await world.newResource()}` }),
  getHours: async (world) => ({ path: `/v1/resources/${await world.newResource()}/hours` }),
  putHours: async (world) => ({ path: `/v1/resources/${await world.newResource()}/hours`, body: { weekly: { mon: [["10:00", "12:00"]] } } }),
  listOverrides: async (world) => ({ path: `/v1/resources/${(await world.newOverride()).resourceId}/overrides` }),
  createOverride: async (world) => ({ path: `/v1/resources/${await world.newResource()}/overrides`, body: { date: "2026-03-02" } }),
  deleteOverride: async (world) => {
    const { resourceId, overrideId } = await world.newOverride();
    return { path: `/v1/resources/${resourceId}/overrides/${overrideId}` };
  },

  listResourceBlocks: async (world) => ({ path: `/v1/resources/${(await world.newBlock()).resourceId}/blocks` }),
  createBlock: async (world) => ({ path: `/v1/resources/${await world.newResource()}/blocks`, body: { start: monday("10:00"), end: monday("12:00"), reason: "Dentist" } }),
  listBlocks: () => ({ path: "/v1/blocks" }),
  deleteBlock: async (world) => ({ path: `/v1/blocks/${(await world.newBlock()).id}` }),

  listSlots: () => ({ path: "/v1/slots" }),
  createSlots: async (world) => ({ path: "/v1/slots", body: { serviceId: await world.newService(), start: monday("20:00") } }),
  getSlot: async (world) => ({ path: `/v1/slots/${await world.newSlot()}` }),
  withdrawSlot: async (world) => ({ path: `/v1/slots/${await world.newSlot()}` }),

  listWebhookEndpoints: () => ({ path: "/v1/webhook-endpoints" }),
  createWebhookEndpoint: () => ({ path: "/v1/webhook-endpoints", body: { url: "https://hooks.example.com/", events: ["booking.confirmed"], description: "Cash desk" } }),
  getWebhookEndpoint: async (world) => ({ path: `/v1/webhook-endpoints/${await world.newWebhookEndpoint()}` }),
  updateWebhookEndpoint: async (world) => ({ path: `/v1/webhook-endpoints/${await world.newWebhookEndpoint()}`, body: { events: ["*"], disabled: true } }),
  deleteWebhookEndpoint: async (world) => ({ path: `/v1/webhook-endpoints/${await world.newWebhookEndpoint()}` }),
  rotateWebhookSecret: async (world) => ({ path: `/v1/webhook-endpoints/${await world.newWebhookEndpoint()}/rotate-secret` }),
  testWebhookEndpoint: async (world) => ({ path: `/v1/webhook-endpoints/${await world.newWebhookEndpoint()}/test` }),
  listWebhookDeliveries: async (world) => ({ path: `/v1/webhook-endpoints/${(await world.newDelivery()).endpointId}/deliveries` }),
  replayWebhookDelivery: async (world) => {
    const { endpointId, deliveryId } = await world.newDelivery();
    return { path: `/v1/webhook-endpoints/${endpointId}/deliveries/${deliveryId}/replay` };
  },

  listAuditLog: () => ({ path: "/v1/audit-log" }),
  listCalendarFeeds: () => ({ path: "/v1/calendar-feeds" }),
  createCalendarFeed: async (world) => ({ path: "/v1/calendar-feeds", body: { resourceId: await world.newResource() } }),
  deleteCalendarFeed: async (world) => ({ path: `/v1/calendar-feeds/${(await world.newFeed()).id}` }),
  readCalendarFeed: async (world) => ({ path: new URL((await world.newFeed()).url).pathname }),

  listBusyCalendars: () => ({ path: "/v1/busy-calendars" }),
  listBusyTimes: () => ({ path: "/v1/busy-times?from=2026-03-01T00:00:00Z&to=2026-03-31T00:00:00Z" }),
  getBusyCalendar: async (world) => ({ path: `/v1/resources/${await world.newBusyCalendar()}/busy-calendar` }),
  // Nothing answers there: what matters here is who may ask.
  putBusyCalendar: async (world) => ({ path: `/v1/resources/${await world.newResource()}/busy-calendar`, body: { url: "https://calendar.invalid/basic.ics" } }),
  deleteBusyCalendar: async (world) => ({ path: `/v1/resources/${await world.newBusyCalendar()}/busy-calendar` }),
  refreshBusyCalendar: async (world) => ({ path: `/v1/resources/${await world.newBusyCalendar()}/busy-calendar/refresh` }),

  receiveRazorpayWebhook: ({ tenantId }) => ({ path: `/v1/webhooks/razorpay/${tenantId}`, body: { event: "payment.authorized" } }),
  getOpenApiDocument: () => ({ path: "/v1/openapi.json" }),
  getHealth: () => ({ path: "/healthz" }),
  getReadiness: () => ({ path: "/readyz" }),
  getMetrics: () => ({ path: "/metrics" }),
};

const withBody = (body: object | undefined) => (body ? { body } : {});

function holdCase({ id, token }: { id: string; token: string }, verb = "", body?: object): Case {
  return { path: `/v1/holds/${id}${verb}`, token, ...withBody(body) };
}

function bookingCase({ id, token }: { id: string; token: string }, verb = "", body?: object): Case {
  return { path: `/v1/bookings/${id}${verb}`, token, ...withBody(body) };
}

/** For what a booking's own token may not do. */
function ownBookingCase({ id }: { id: string }, verb: string, body?: object): Case {
  return { path: `/v1/bookings/${id}${verb}`, ...withBody(body) };
}
