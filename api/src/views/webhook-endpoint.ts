import type { WebhookEventView } from "../contract/events.js";
import type { WebhookDeliveryView, WebhookEndpointView } from "../contract/webhook-endpoints.js";
import type { WebhookDeliveryRow } from "../queries/webhook-deliveries.js";
import type { WebhookEndpointRow } from "../queries/webhook-endpoints.js";

/** @param secret - in the answers that make one. */
export const webhookEndpointView = (row: WebhookEndpointRow, secret?: string): WebhookEndpointView => ({
  id: row.endpointId,
  url: row.url,
  description: row.description,
  events: row.events,
  ...(secret !== undefined && { secret }),
  previousSecretValidUntil: row.previousSecretValidUntil?.toISOString() ?? null,
  failingSince: row.failingSince?.toISOString() ?? null,
  disabledAt: row.disabledAt?.toISOString() ?? null,
  disabledReason: row.disabledReason,
  createdAt: row.createdAt.toISOString(),
});

export const webhookDeliveryView = (row: WebhookDeliveryRow): WebhookDeliveryView => ({
  id: row.eventId,
  status: row.status,
  event: JSON.parse(row.payload) as WebhookEventView,
  attempts: row.attempts,
  nextAttemptAt: row.dueAt?.toISOString() ?? null,
  lastAttempt: row.lastAttemptAt && {
    at: row.lastAttemptAt.toISOString(),
    status: row.lastStatus,
    durationMs: row.lastDurationMs ?? 0,
    error: row.lastError,
    response: row.lastResponse,
  },
  createdAt: row.createdAt.toISOString(),
  endedAt: row.endedAt?.toISOString() ?? null,
});
