import type { WebhookEndpointView } from "../../contract/webhook-endpoints.js";
import { inTransaction } from "../../database/begin.js";
import type { Deps } from "../../deps.js";
import { BookingError, notFound } from "../../errors.js";
import { addSecret, countSecrets, findEndpoint, lockEndpoint } from "../../queries/webhook-endpoints.js";
import { webhookEndpointView } from "../../views/webhook-endpoint.js";
import { once, type Once, type RequestKey } from "../idempotency/once.js";
import { newWebhookSecret } from "./secrets.js";

/** How long deliveries are signed with the secret before, too. */
const PREVIOUS_GOOD_HOURS = 24;
/** Each is a signature in every delivery's header. */
const MOST_GOOD_AT_ONCE = 5;

/**
 * Gives an endpoint a new secret, which only this answer tells. The one before it stays good for 24 hours.
 * @throws `not_found`; `conflict` where four are good beside the present one already.
 */
export function rotateSecret({ sql, keyring }: Deps, tenantId: string, endpointId: string, requestKey?: RequestKey): Promise<Once<WebhookEndpointView>> {
  return inTransaction(sql, (tx) =>
    once(tx, keyring, tenantId, requestKey, async () => {
      if (!(await lockEndpoint(tx, tenantId, endpointId))) throw notFound("webhook endpoint");
      if ((await countSecrets(tx, tenantId, endpointId)) >= MOST_GOOD_AT_ONCE)
        throw new BookingError("conflict", "The secret was exchanged four times within a day. Wait until one of the earlier ones has ended.");
      const secret = newWebhookSecret();
      await addSecret(tx, tenantId, endpointId, await keyring.encrypt(secret), PREVIOUS_GOOD_HOURS);
      return webhookEndpointView((await findEndpoint(tx, tenantId, endpointId))!, secret);
    }),
  );
}
