import type { UpdateWebhookEndpoint, WebhookEndpointView } from "../../contract/webhook-endpoints.js";
import { inTransaction } from "../../database/begin.js";
import type { Deps } from "../../deps.js";
import { notFound } from "../../errors.js";
import { disableEndpoint, enableEndpoint, findEndpoint, lockEndpoint, updateEndpointRow } from "../../queries/webhook-endpoints.js";
import { webhookEndpointView } from "../../views/webhook-endpoint.js";
import { assertReachable } from "./check-url.js";
import { eventFilter } from "./event-filter.js";

/**
 * Changes what is named. Disabled, it is sent nothing and no new event is kept for it; enabled again it gets what had
 * been waiting.
 * @throws `not_found`; `validation_failed` for an address that nothing may be sent to.
 */
export async function updateEndpoint(deps: Deps, tenantId: string, endpointId: string, change: UpdateWebhookEndpoint): Promise<WebhookEndpointView> {
  const { disabled, events, url, description } = change;
  const view = await inTransaction(deps.sql, async (tx) => {
    if (!(await lockEndpoint(tx, tenantId, endpointId))) throw notFound("webhook endpoint");
    if (url !== undefined) assertReachable(deps, url);
    await updateEndpointRow(tx, tenantId, endpointId, {
      ...(url !== undefined && { url }),
      ...(description !== undefined && { description: description || null }),
      ...(events && { events: eventFilter(events) }),
    });
    if (disabled === true) await disableEndpoint(tx, tenantId, endpointId, "owner");
    if (disabled === false) await enableEndpoint(tx, tenantId, endpointId);
    return webhookEndpointView((await findEndpoint(tx, tenantId, endpointId))!);
  });
  deps.wakeOutbox();
  return view;
}
