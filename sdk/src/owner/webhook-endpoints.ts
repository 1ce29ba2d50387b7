import { Noun } from "../lib/noun.js";
import { path } from "../lib/url.js";
import type { CallOptions } from "../options.js";
import type {
  CreateWebhookEndpoint, ListWebhookDeliveriesQuery, ListWebhookEndpointsQuery, UpdateWebhookEndpoint, WebhookDelivery, WebhookDeliveryList, WebhookEndpoint, WebhookEndpointList,
} from "../types.js";

/** Addresses of yours that events are posted to; `verifyWebhook` checks what arrives there. */
export class WebhookEndpoints extends Noun {
  /** A page of them. */
  list(query?: ListWebhookEndpointsQuery, options?: CallOptions): Promise<WebhookEndpointList> {
    return this.read("/webhook-endpoints", options, query);
  }

  /** @throws HoldfastError `not_found` */
  get(endpointId: string, options?: CallOptions): Promise<WebhookEndpoint> {
    return this.read(path`/webhook-endpoints/${endpointId}`, options);
  }

  /** Has events sent there from now on. Its `secret` is told only in this answer. @throws HoldfastError `validation_failed`, `conflict` */
  create(input: CreateWebhookEndpoint, options?: CallOptions): Promise<WebhookEndpoint> {
    return this.post("/webhook-endpoints", input, options);
  }

  /** Changes the given fields; `disabled: false` begins anew, with what had been waiting. */
  update(endpointId: string, changes: UpdateWebhookEndpoint, options?: CallOptions): Promise<WebhookEndpoint> {
    return this.change("PATCH", path`/webhook-endpoints/${endpointId}`, changes, options);
  }

  /** Sends nothing there any more, and forgets what was sent. @throws HoldfastError `not_found` */
  delete(endpointId: string, options?: CallOptions): Promise<void> {
    return this.remove(path`/webhook-endpoints/${endpointId}`, options);
  }

  /** Makes a new secret, told only in this answer. The one before it stays good for 24 hours. @throws HoldfastError `conflict` */
  rotateSecret(endpointId: string, options?: CallOptions): Promise<WebhookEndpoint> {
    return this.post(path`/webhook-endpoints/${endpointId}/rotate-secret`, {}, options);
  }

  /** Sends an event `webhook.test`. What became of it stands among the deliveries. @throws HoldfastError `conflict` where it is disabled */
  test(endpointId: string, options?: CallOptions): Promise<WebhookDelivery> {
    return this.post(path`/webhook-endpoints/${endpointId}/test`, {}, options);
  }

  /** A page of what was sent, the newest first. */
  deliveries(endpointId: string, query?: ListWebhookDeliveriesQuery, options?: CallOptions): Promise<WebhookDeliveryList> {
    return this.read(path`/webhook-endpoints/${endpointId}/deliveries`, options, query);
  }

  /** Delivers an event again, with the same id. @throws HoldfastError `not_found`, `conflict` where the endpoint is disabled */
  replay(endpointId: string, deliveryId: string, options?: CallOptions): Promise<WebhookDelivery> {
    return this.post(path`/webhook-endpoints/${endpointId}/deliveries/${deliveryId}/replay`, {}, options);
  }
}
