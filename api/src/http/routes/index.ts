import { Hono } from "hono";
import type { Env } from "../env.js";
import { apiKeys } from "./api-keys.js";
import { auditLog } from "./audit-log.js";
import { availability } from "./availability.js";
import { blocks, resourceBlocks } from "./blocks.js";
import { bookings } from "./bookings.js";
import { busyCalendars, busyTimes } from "./busy-calendars.js";
import { calendarFeeds } from "./calendar-feeds.js";
import { customers } from "./customers.js";
import { health } from "./health.js";
import { holds } from "./holds.js";
import { me } from "./me.js";
import { messages } from "./messages.js";
import { metrics } from "./metrics.js";
import { openapi } from "./openapi.js";
import { owners } from "./owners.js";
import { paymentAlerts, payments } from "./payments.js";
import { resources } from "./resources.js";
import { services } from "./services.js";
import { slots } from "./slots.js";
import { tenant } from "./tenant.js";
import { webhookEndpoints } from "./webhook-endpoints.js";
import { webhooks } from "./webhooks.js";

/** Every route of the API, a file per noun. */
export const routes = new Hono<Env>()
  .route("/", health)
  .route("/", metrics)
  .route("/v1/openapi.json", openapi)
  .route("/v1/owners", owners)
  .route("/v1/customers", customers)
  .route("/v1/me", me)
  .route("/v1/tenant", tenant)
  .route("/v1/api-keys", apiKeys)
  .route("/v1/services", services)
  .route("/v1/resources", resourceBlocks)
  .route("/v1/resources", resources)
  .route("/v1/blocks", blocks)
  .route("/v1/slots", slots)
  .route("/v1/availability", availability)
  .route("/v1/holds", holds)
  .route("/v1/bookings", bookings)
  .route("/v1/payments", payments)
  .route("/v1/payment-alerts", paymentAlerts)
  .route("/v1/audit-log", auditLog)
  .route("/v1/calendar-feeds", calendarFeeds)
  .route("/v1/busy-calendars", busyCalendars)
  .route("/v1/busy-times", busyTimes)
  .route("/v1/webhook-endpoints", webhookEndpoints)
  .route("/v1/messages", messages)
  .route("/v1/webhooks", webhooks);
