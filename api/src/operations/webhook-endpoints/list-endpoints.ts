import type { WebhookEndpointView } from "../../contract/webhook-endpoints.js";
import type { Deps } from "../../deps.js";
import { notFound } from "../../errors.js";
import { pageOf, readCursor } from "../../queries/cursor.js";
import { findEndpoint, listEndpointRows } from "../../queries/webhook-endpoints.js";
import { webhookEndpointView } from "../../views/webhook-endpoint.js";

/** The tenant's webhook endpoints, the oldest first. */
export async function listEndpoints({ sql }: Deps, tenantId: string, { limit, cursor }: { limit: number; cursor?: string | undefined }) {
  const afterId = cursor === undefined ? undefined : readCursor(cursor, 1)[0];
  const rows = await listEndpointRows(sql, tenantId, { afterId, limit: limit + 1 });
  return pageOf(rows, limit, (row) => webhookEndpointView(row), ({ endpointId }) => [endpointId]);
}

/** One of them. @throws `not_found`. */
export async function readEndpoint({ sql }: Deps, tenantId: string, endpointId: string): Promise<WebhookEndpointView> {
  const row = await findEndpoint(sql, tenantId, endpointId);
  if (!row) throw notFound("webhook endpoint");
  return webhookEndpointView(row);
}
