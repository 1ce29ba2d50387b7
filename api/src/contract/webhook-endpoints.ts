import { z } from "zod";
import { id, instant, line, pageOf, pageQuery } from "./common.js";
import { EVENT_TYPES, eventType, TEST_EVENT, webhookEvent } from "./events.js";

export const MAX_ENDPOINTS = 20;

/** An address that events are posted to. Which networks it may lie in is the server's to decide. */
const url = z
  .url({ protocol: /^https?$/, error: "Must be an https address, such as https://example.com/holdfast." })
  .max(2000)
  .refine((value) => !value.includes("\0") && value.isWellFormed(), { error: "Must be valid Unicode text." })
  .refine((value) => URL.canParse(value) && !new URL(value).username && !new URL(value).password, { error: "Must have no user name or password: deliveries are signed instead." })
  .refine((value) => !value.includes("#"), { error: "Must have no #fragment: it would never arrive." })
  .meta({ example: "https://example.com/holdfast" });

const filtered = z.enum(["*", ...EVENT_TYPES]).meta({ id: "EventFilter" });
const filter = z
  .array(filtered)
  .min(1)
  .max(EVENT_TYPES.length + 1)
  .meta({ description: "Which events it is told of; `*` is all, those that are to come included." });

export const createWebhookEndpoint = z
  .strictObject({
    url,
    /** Default is all. */
    events: filter.optional(),
    description: line(200).nullable().optional(),
  })
  .meta({ id: "CreateWebhookEndpoint" });

export const updateWebhookEndpoint = z
  .strictObject({ url, events: filter, description: line(200).nullable(), disabled: z.boolean() })
  .partial()
  .meta({ id: "UpdateWebhookEndpoint" });

export const disabledReason = z.enum(["owner", "gone", "failing"]).meta({ id: "WebhookDisabledReason" });

export const webhookEndpoint = z
  .object({
    id: id("webhookEndpoint"),
    url: z.string(),
    description: z.string().nullable(),
    events: z.array(filtered),
    /** What deliveries are signed with; only in the answers that make one. */
    secret: z.string().optional(),
    /** Until then deliveries are signed with a secret before the present one, too. */
    previousSecretValidUntil: instant.nullable(),
    failingSince: instant.nullable(),
    disabledAt: instant.nullable(),
    disabledReason: disabledReason.nullable(),
    createdAt: instant,
  })
  .meta({ id: "WebhookEndpoint" });
export const webhookEndpointList = pageOf(webhookEndpoint).meta({ id: "WebhookEndpointList" });
export const webhookEndpointListQuery = z.strictObject(pageQuery);

export const deliveryStatus = z.enum(["pending", "delivered", "failed"]).meta({ id: "WebhookDeliveryStatus" });

export const webhookDelivery = z
  .object({
    id: id("event"),
    status: deliveryStatus,
    event: webhookEvent,
    attempts: z.int(),
    nextAttemptAt: instant.nullable(),
    lastAttempt: z
      .object({
        at: instant,
        /** The HTTP status, or null where there was no answer. */
        status: z.int().nullable(),
        durationMs: z.int(),
        error: z.string().nullable(),
        response: z.string().nullable(),
      })
      .meta({ id: "WebhookAttempt" })
      .nullable(),
    createdAt: instant,
    endedAt: instant.nullable(),
  })
  .meta({ id: "WebhookDelivery" });
export const webhookDeliveryList = pageOf(webhookDelivery).meta({ id: "WebhookDeliveryList" });
export const webhookDeliveryListQuery = z.strictObject({
  ...pageQuery,
  status: deliveryStatus.optional(),
  type: z.union([eventType, z.literal(TEST_EVENT)]).optional(),
  /** Only events at or after this instant … */
  from: instant.optional(),
  /** … and before this one. */
  to: instant.optional(),
});

export type CreateWebhookEndpoint = z.output<typeof createWebhookEndpoint>;
export type UpdateWebhookEndpoint = z.output<typeof updateWebhookEndpoint>;
export type WebhookEndpointView = z.input<typeof webhookEndpoint>;
export type WebhookDeliveryView = z.input<typeof webhookDelivery>;
export type WebhookDeliveryListQuery = z.output<typeof webhookDeliveryListQuery>;
export type DisabledReason = z.output<typeof disabledReason>;
export type DeliveryStatus = z.output<typeof deliveryStatus>;
