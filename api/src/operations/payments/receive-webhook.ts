import { createHash } from "node:crypto";
import { z } from "zod";
import { inTransaction } from "../../database/begin.js";
import type { Deps } from "../../deps.js";
import { BookingError } from "../../errors.js";
import { findWebhookSecrets } from "../../queries/payment-credentials.js";
import { findPaymentOfOrder } from "../../queries/payments.js";
import { insertWebhookEvent } from "../../queries/webhook-events.js";
import { leaveMessage } from "../outbox/messages.js";

export interface ReceivedWebhook {
  /** As it came: the signature is over these bytes. */
  body: Uint8Array;
  signature: string | undefined;
  /** Razorpay's `x-razorpay-event-id`. */
  eventId: string | undefined;
}

// Only what is needed to find the payment; everything else is read from the provider.
const delivery = z.object({
  event: z.string().max(100),
  payload: z
    .object({ payment: z.object({ entity: z.object({ id: z.string().max(64), order_id: z.string().max(64).nullish() }) }).optional() })
    .optional(),
});

/**
 * Notes a signed event once, and leaves what it asks to the outbox, in one transaction: the answer is fast, and
 * nothing is lost or done twice whatever is delivered how often and in which order.
 * @throws `unauthorized` where the signature is not one of the tenant's; nothing is kept then.
 */
export async function receiveWebhook(deps: Deps, tenantId: string, { body, signature, eventId }: ReceivedWebhook): Promise<void> {
  const sealed = await findWebhookSecrets(deps.sql, tenantId);
  const secrets = await Promise.all(sealed.map((jwe) => deps.keyring.decrypt(jwe)));
  if (deps.defaultPaymentCredentials?.webhookSecret) secrets.push(deps.defaultPaymentCredentials.webhookSecret);
  if (!signature || !deps.payments.isWebhookSignature(body, secrets, signature))
    throw new BookingError("unauthorized", "The signature does not belong to this body.");

  const parsed = delivery.safeParse(JSON.parse(new TextDecoder().decode(body)));
  if (!parsed.success) throw new BookingError("validation_failed", "This is not an event of Razorpay's.");
  const { event, payload } = parsed.data;
  // Without an id, the same body is the same event.
  const id = eventId?.slice(0, 200) ?? createHash("sha256").update(body).digest("hex");
  const payment = payload?.payment?.entity;
  await inTransaction(deps.sql, async (tx) => {
    if (!(await insertWebhookEvent(tx, tenantId, id, event))) return;
    const known = payment?.order_id ? await findPaymentOfOrder(tx, tenantId, payment.order_id) : undefined;
    if (known && payment) await leaveMessage(tx, tenantId, { topic: "payment.settle", holdId: known.holdId, providerPaymentId: payment.id });
    else if (payment) deps.log.warn({ tenantId, event, providerPaymentId: payment.id }, "webhook for an unknown order");
  });
  deps.wakeOutbox();
}
