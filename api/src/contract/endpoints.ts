import { blockEndpoints } from "./endpoints/blocks.js";
import { auditLogEndpoints } from "./endpoints/audit-log.js";
import { bookingEndpoints } from "./endpoints/bookings.js";
import { businessEndpoints } from "./endpoints/business.js";
import { calendarEndpoints } from "./endpoints/calendars.js";
import { customerSessionEndpoints, meEndpoints } from "./endpoints/customers.js";
import { availabilityEndpoints, holdEndpoints } from "./endpoints/holds.js";
import { messageEndpoints } from "./endpoints/messages.js";
import { ownerEndpoints } from "./endpoints/owners.js";
import { paymentEndpoints } from "./endpoints/payments.js";
import { hoursEndpoints, resourceEndpoints } from "./endpoints/resources.js";
import { catalogueEndpoints, serviceEndpoints } from "./endpoints/services.js";
import { slotEndpoints } from "./endpoints/slots.js";
import { systemEndpoints } from "./endpoints/system.js";
import { webhookEndpointEndpoints } from "./endpoints/webhook-endpoints.js";

export { type Credential, type Endpoint, errorCodesOf, TAGS } from "./endpoints/endpoint.js";

/** Every endpoint of the API. */
export const ENDPOINTS = [
  ...catalogueEndpoints,
  ...availabilityEndpoints,
  ...holdEndpoints,
  ...bookingEndpoints,
  ...paymentEndpoints,
  ...customerSessionEndpoints,
  ...meEndpoints,
  ...ownerEndpoints,
  ...businessEndpoints,
  ...messageEndpoints,
  ...serviceEndpoints,
  ...resourceEndpoints,
  ...hoursEndpoints,
  ...blockEndpoints,
  ...slotEndpoints,
  ...calendarEndpoints,
  ...auditLogEndpoints,
  ...webhookEndpointEndpoints,
  ...systemEndpoints,
] as const;

export type OperationId = (typeof ENDPOINTS)[number]["operationId"];
