import type { DisabledReason } from "../../contract/webhook-endpoints.js";
import { inTransaction } from "../../database/begin.js";
import { isLost, webhookRetryDelayMs } from "../../domain/webhook-retries.js";
import type { Deps } from "../../deps.js";
import type { WebhookAnswer } from "../../gateways/webhook-sender.js";
import { type LeasedDelivery, noteAttempt } from "../../queries/webhook-deliveries.js";
import { disableEndpoint, noteFailure, noteSuccess } from "../../queries/webhook-endpoints.js";
import { leaveMessage } from "../outbox/messages.js";
import { signaturesOf } from "./secrets.js";

export type DeliveryOutcome = "delivered" | "failed" | "given_up";

/**
 * Tries a delivery once, and notes how it ended. A status of 200 to 299 is a success; 410 says that the endpoint is
 * gone for good; all else is tried again, until the last try, or until the endpoint has failed for days.
 */
export async function deliverEvent(deps: Deps, delivery: LeasedDelivery): Promise<DeliveryOutcome> {
  const { tenantId, endpointId, eventId, url, payload, tries, now } = delivery;
  const secrets = await Promise.all(delivery.secretJwes.map((jwe) => deps.keyring.decrypt(jwe))).catch(() => undefined);
  const timestamp = Math.floor(now.getTime() / 1000);
  const answer: WebhookAnswer = secrets
    ? await deps.webhooks.post(url, headersOf(eventId, timestamp, signaturesOf(secrets, eventId, timestamp, payload)), payload)
    : { error: "Nothing was sent: the endpoint's secret can't be read any more. Exchange it.", durationMs: 0 };
  const attempt = { status: answer.status ?? null, error: problemOf(answer), response: answer.body || null, durationMs: answer.durationMs };
  // Everybody locks the endpoint before its deliveries.
  const outcome = await inTransaction(deps.sql, async (tx): Promise<DeliveryOutcome> => {
    if (attempt.error === null) {
      await noteSuccess(tx, tenantId, endpointId);
      await noteAttempt(tx, delivery, attempt, { status: "delivered" });
      return "delivered";
    }
    const isGone = answer.status === 410;
    const retryDelayMs = isGone ? undefined : webhookRetryDelayMs(tries);
    const failing = await noteFailure(tx, tenantId, endpointId);
    await noteAttempt(tx, delivery, attempt, retryDelayMs === undefined ? { status: "failed" } : { retryDelayMs });
    if (isGone || isLost(failing)) await disable(tx, tenantId, endpointId, isGone ? "gone" : "failing");
    return retryDelayMs === undefined ? "given_up" : "failed";
  });
  deps.metrics.webhookDeliveries.inc({ outcome });
  return outcome;
}

/** Its owner learns of it in the same moment. */
async function disable(tx: Parameters<typeof leaveMessage>[0], tenantId: string, endpointId: string, reason: DisabledReason) {
  if (await disableEndpoint(tx, tenantId, endpointId, reason)) await leaveMessage(tx, tenantId, { topic: "mail.webhook_disabled", endpointId });
}

const headersOf = (id: string, timestamp: number, signature: string) => ({
  "content-type": "application/json",
  "user-agent": "Holdfast-Webhooks/1",
  "webhook-id": id,
  "webhook-timestamp": String(timestamp),
  "webhook-signature": signature,
});

/** Why an answer is none, in a sentence, or null. */
function problemOf({ status, error }: WebhookAnswer): string | null {
  if (status === undefined) return error ?? "There was no answer.";
  if (status >= 200 && status < 300) return null;
  if (status >= 300 && status < 400) return `The answer was ${status}: redirects are not followed. Set the endpoint to the final address.`;
  return `The answer was ${status}.`;
}
