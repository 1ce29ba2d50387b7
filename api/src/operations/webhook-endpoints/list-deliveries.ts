import type { WebhookDeliveryListQuery, WebhookDeliveryView } from "../../contract/webhook-endpoints.js";
import type { Deps } from "../../deps.js";
import { notFound } from "../../errors.js";
import { pageOf, readDateCursor } from "../../queries/cursor.js";
import { listDeliveryRows } from "../../queries/webhook-deliveries.js";
import { findEndpoint } from "../../queries/webhook-endpoints.js";
import { webhookDeliveryView } from "../../views/webhook-endpoint.js";

/** What was sent to an endpoint, or is to be, the newest first. @throws `not_found`. */
export async function listDeliveries({ sql }: Deps, tenantId: string, endpointId: string, query: WebhookDeliveryListQuery): Promise<{ data: WebhookDeliveryView[]; nextCursor: string | null }> {
  const after = query.cursor === undefined ? undefined : readDateCursor(query.cursor);
  if (!(await findEndpoint(sql, tenantId, endpointId))) throw notFound("webhook endpoint");
  const rows = await listDeliveryRows(sql, tenantId, endpointId, { ...query, after, limit: query.limit + 1 });
  return pageOf(rows, query.limit, webhookDeliveryView, ({ createdAt, eventId }) => [createdAt.toISOString(), eventId]);
}
