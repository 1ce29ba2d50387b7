import { createHmac } from "node:crypto";
import type { Account } from "../accounts.js";
import type { OrderEntity, PaymentEntity, RefundEntity } from "../entities.js";

export type WebhookEvent =
  | "payment.authorized"
  | "payment.captured"
  | "payment.failed"
  | "order.paid"
  | "refund.created"
  | "refund.processed"
  | "refund.failed";

/** What an event is about. */
export interface WebhookEntities {
  payment?: PaymentEntity;
  order?: OrderEntity;
  refund?: RefundEntity;
}

/** What stands under `payload`: each entity under its name. */
export type WebhookPayload = Readonly<Record<string, unknown>>;

export const payloadOf = (entities: WebhookEntities): WebhookPayload =>
  Object.fromEntries(Object.entries(entities).map(([name, entity]) => [name, { entity }]));

/** The body, written once: it tells how things stood when the event happened, not when it arrives. */
export function writeEvent(account: Account, event: string, payload: WebhookPayload, seconds: number): string {
  return JSON.stringify({ entity: "event", account_id: account.id, event, contains: Object.keys(payload), payload, created_at: seconds });
}

/** Hex HMAC-SHA256 of the raw body. */
export const signEvent = (body: string, secret: string) => createHmac("sha256", secret).update(body).digest("hex");
