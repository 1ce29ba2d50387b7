import { type CreateWebhookEndpoint, MAX_ENDPOINTS, type WebhookEndpointView } from "../../contract/webhook-endpoints.js";
import { inTransaction } from "../../database/begin.js";
import type { Deps } from "../../deps.js";
import { BookingError } from "../../errors.js";
import { newId } from "../../ids.js";
import { addSecret, countEndpoints, findEndpoint, insertEndpoint } from "../../queries/webhook-endpoints.js";
import { webhookEndpointView } from "../../views/webhook-endpoint.js";
import { once, type Once, type RequestKey } from "../idempotency/once.js";
import { assertReachable } from "./check-url.js";
import { eventFilter } from "./event-filter.js";
import { newWebhookSecret } from "./secrets.js";

/**
 * Has a tenant's events sent to an address from now on. Its secret is told in this answer alone, and kept encrypted.
 * @throws `validation_failed` for an address that nothing may be sent to, `conflict` where there are too many.
 */
export async function createEndpoint(deps: Deps, tenantId: string, { url, events, description }: CreateWebhookEndpoint, requestKey?: RequestKey): Promise<Once<WebhookEndpointView>> {
  assertReachable(deps, url);
  return inTransaction(deps.sql, (tx) =>
    once(tx, deps.keyring, tenantId, requestKey, async () => {
      if ((await countEndpoints(tx, tenantId)) >= MAX_ENDPOINTS) throw new BookingError("conflict", `A business can have at most ${MAX_ENDPOINTS} webhook endpoints. Delete one first.`);
      const endpointId = newId("webhookEndpoint");
      const secret = newWebhookSecret();
      await insertEndpoint(tx, { tenantId, endpointId, url, description: description || null, events: eventFilter(events) });
      await addSecret(tx, tenantId, endpointId, await deps.keyring.encrypt(secret), 0);
      return webhookEndpointView((await findEndpoint(tx, tenantId, endpointId))!, secret);
    }),
  );
}
