import { TEST_EVENT } from "../../contract/events.js";
import type { WebhookDeliveryView } from "../../contract/webhook-endpoints.js";
import { inTransaction } from "../../database/begin.js";
import type { Deps } from "../../deps.js";
import { newId } from "../../ids.js";
import { databaseNow } from "../../queries/clock.js";
import { insertTestEvent, listDeliveryRows } from "../../queries/webhook-deliveries.js";
import { webhookDeliveryView } from "../../views/webhook-endpoint.js";
import { once, type Once, type RequestKey } from "../idempotency/once.js";
import { lockEnabled } from "./lock-enabled.js";

/** Sends an endpoint an event that says nothing. @throws `not_found`; `conflict` where it is disabled. */
export async function sendTestEvent(deps: Deps, tenantId: string, endpointId: string, requestKey?: RequestKey): Promise<Once<WebhookDeliveryView>> {
  const result = await inTransaction(deps.sql, (tx) =>
    once(tx, deps.keyring, tenantId, requestKey, async () => {
      await lockEnabled(tx, tenantId, endpointId);
      const createdAt = await databaseNow(tx);
      const eventId = newId("event");
      const payload = JSON.stringify({ type: TEST_EVENT, timestamp: createdAt.toISOString(), data: { webhookEndpointId: endpointId } });
      await insertTestEvent(tx, { tenantId, endpointId, eventId, type: TEST_EVENT, payload, createdAt });
      return webhookDeliveryView((await listDeliveryRows(tx, tenantId, endpointId, { eventId, limit: 1 }))[0]!);
    }),
  );
  deps.wakeOutbox();
  return result;
}
