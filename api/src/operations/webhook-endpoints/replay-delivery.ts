import type { WebhookDeliveryView } from "../../contract/webhook-endpoints.js";
import { inTransaction } from "../../database/begin.js";
import type { Deps } from "../../deps.js";
import { notFound } from "../../errors.js";
import { listDeliveryRows, replayDeliveryRow } from "../../queries/webhook-deliveries.js";
import { webhookDeliveryView } from "../../views/webhook-endpoint.js";
import { once, type Once, type RequestKey } from "../idempotency/once.js";
import { lockEnabled } from "./lock-enabled.js";

/**
 * Delivers an event to an endpoint again, at once and with all tries: the same message, so that a receiver that had it
 * knows it by its id.
 * @throws `not_found` for the endpoint or the delivery; `conflict` where the endpoint is disabled.
 */
export async function replayDelivery(deps: Deps, tenantId: string, endpointId: string, eventId: string, requestKey?: RequestKey): Promise<Once<WebhookDeliveryView>> {
  const result = await inTransaction(deps.sql, (tx) =>
    once(tx, deps.keyring, tenantId, requestKey, async () => {
      await lockEnabled(tx, tenantId, endpointId);
      if (!(await replayDeliveryRow(tx, tenantId, endpointId, eventId))) throw notFound("delivery");
      return webhookDeliveryView((await listDeliveryRows(tx, tenantId, endpointId, { eventId, limit: 1 }))[0]!);
    }),
  );
  deps.wakeOutbox();
  return result;
}
