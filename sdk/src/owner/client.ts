import { AvailabilityCalls } from "../availability.js";
import { Transport } from "../lib/transport.js";
import type { ConnectionOptions } from "../options.js";
import { ApiKeys } from "./api-keys.js";
import { AuditLogCalls } from "./audit-log.js";
import { OwnerBookings } from "./bookings.js";
import { CalendarFeeds } from "./calendar-feeds.js";
import { OwnerHolds } from "./holds.js";
import { Messages } from "./messages.js";
import { Payments } from "./payments.js";
import { Resources } from "./resources.js";
import { OwnerServices } from "./services.js";
import { Slots } from "./slots.js";
import { TenantCalls } from "./tenant.js";
import { WebhookEndpoints } from "./webhook-endpoints.js";

/** A secret key (`sk_…`, for servers only), or the access token of an owner who signed in. */
export type OwnerClientOptions = ConnectionOptions & ({ key: string } | { accessToken: string });

/** What a business can do. */
export interface OwnerClient {
  readonly tenant: TenantCalls;
  readonly payments: Payments;
  readonly apiKeys: ApiKeys;
  readonly messages: Messages;
  readonly services: OwnerServices;
  readonly resources: Resources;
  readonly slots: Slots;
  readonly availability: AvailabilityCalls;
  readonly holds: OwnerHolds;
  readonly bookings: OwnerBookings;
  readonly auditLog: AuditLogCalls;
  readonly calendarFeeds: CalendarFeeds;
  readonly webhookEndpoints: WebhookEndpoints;
}

/** A client for a business's own servers and consoles. Deadlines, retries and errors are those of `createClient`. */
export function createOwnerClient(options: OwnerClientOptions): OwnerClient {
  const transport = new Transport({ ...options, credential: "key" in options ? options.key : options.accessToken });
  return {
    tenant: new TenantCalls(transport),
    payments: new Payments(transport),
    apiKeys: new ApiKeys(transport),
    messages: new Messages(transport),
    services: new OwnerServices(transport),
    resources: new Resources(transport),
    slots: new Slots(transport),
    availability: new AvailabilityCalls(transport),
    holds: new OwnerHolds(transport),
    bookings: new OwnerBookings(transport),
    auditLog: new AuditLogCalls(transport),
    calendarFeeds: new CalendarFeeds(transport),
    webhookEndpoints: new WebhookEndpoints(transport),
  };
}
