import { createHash } from "node:crypto";
import { z } from "zod";
import { inTransaction } from "../../database/begin.js";
import type { Transaction } from "../../database/connect.js";
import type { Deps } from "../../deps.js";
import { BookingError } from "../../errors.js";
import { findWebhookSecrets } from "../../queries/payment-credentials.js";
import { findByProviderPayment, findPaymentOfOrder } from "../../queries/payments.js";
import { insertWebhookEvent } from "../../queries/webhook-events.js";
import { leaveMessage } from "../outbox/messages.js";
import { raiseAlert } from "./raise-alert.js";

export interface ReceivedWebhook {
  /** As it came: the signature is over these bytes. */
  body: Uint8Array;
  signature: string | undefined;
  /** Razorpay's `x-razorpay-event-id`. */
  eventId: string | undefined;
}

const providerId = z.string().regex(/^\w{1,64}$/);
// Only what is needed to find the payment; everything else is read from the provider.
const delivery = z.object({
  event: z.string().regex(/^[\w.-]{1,100}$/),
  payload: z
    .object({
      payment: z.object({ entity: z.object({ id: providerId, order_id: providerId.nullish() }) }).optional(),
      refund: z.object({ entity: z.object({ payment_id: providerId }) }).optional(),
    })
    .optional(),
});
type Delivery = z.output<typeof delivery>;

/** What the provider tells of payments and refunds; each means the same: look at the payment again. */
const KNOWN_EVENTS = new Set([
  "payment.authorized", "payment.captured", "payment.failed", "order.paid",
  "refund.created", "refund.processed", "refund.failed", "refund.speed_changed",
]);

/**
 * Notes a signed event once, and leaves what it asks to the outbox, in one transaction: the answer is fast, and
 * nothing is lost or done twice whatever is delivered how often and in which order. What is not ours, or not known, is
 * taken and put into the owner's list.
 * @throws `unauthorized` where the signature is not one of the tenant's, `invalid_json`, `validation_failed`; nothing
 * is kept then but an alert.
 */
export async function receiveWebhook(deps: Deps, tenantId: string, { body, signature, eventId }: ReceivedWebhook): Promise<void> {
  await verify(deps, tenantId, body, signature);
  const told = parse(body);
  // Without an id, the same body is the same event.
  const id = eventId && eventId.length <= 200 ? eventId : createHash("sha256").update(eventId || body).digest("hex");
  await inTransaction(deps.sql, async (tx) => {
    if (await insertWebhookEvent(tx, tenantId, id, told.event)) await act(tx, tenantId, told);
  });
  deps.wakeOutbox();
}

async function verify(deps: Deps, tenantId: string, body: Uint8Array, signature: string | undefined) {
  const sealed = await findWebhookSecrets(deps.sql, tenantId);
  const secrets = await Promise.all(sealed.map((jwe) => deps.keyring.decrypt(jwe)));
  if (deps.defaultPaymentCredentials?.webhookSecret) secrets.push(deps.defaultPaymentCredentials.webhookSecret);
  if (signature && deps.payments.isWebhookSignature(body, secrets, signature)) return;
  // One alert that counts: whoever sends a thousand of these leaves one row.
  if (secrets.length > 0)
    await raiseAlert(deps.sql, tenantId, {
      kind: "webhook_refused", subject: "webhook",
      detail: "A webhook came with a wrong signature. If payments are missing, set the same secret here and in Razorpay's dashboard; else somebody is guessing.",
    });
  throw new BookingError("unauthorized", "The signature does not belong to this body.");
}

function parse(body: Uint8Array): Delivery {
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(body));
  } catch (cause) {
    throw new BookingError("invalid_json", undefined, {}, { cause });
  }
  const parsed = delivery.safeParse(json);
  if (!parsed.success) throw new BookingError("validation_failed", "This is not an event of Razorpay's.");
  return parsed.data;
}

async function act(tx: Transaction, tenantId: string, { event, payload }: Delivery) {
  const told = payload?.payment?.entity;
  const providerPaymentId = told?.id ?? payload?.refund?.entity.payment_id;
  if (!KNOWN_EVENTS.has(event) || !providerPaymentId)
    return raiseAlert(tx, tenantId, {
      kind: "unknown_event", subject: event,
      detail: `Razorpay sent the event ${event}, which Holdfast does nothing with. Look into Razorpay's dashboard what it is about.`,
    });
  const ofOrder = told?.order_id ? await findPaymentOfOrder(tx, tenantId, told.order_id) : undefined;
  const payment = ofOrder ?? (await orderOfPayment(tx, tenantId, providerPaymentId));
  if (payment) return leaveMessage(tx, tenantId, { topic: "payment.settle", paymentId: payment.paymentId, providerPaymentId });
  return raiseAlert(tx, tenantId, {
    kind: "unknown_event", subject: told?.order_id ?? providerPaymentId,
    detail: `Razorpay sent ${event} about ${told?.order_id ?? providerPaymentId}, which is not an order of Holdfast's. If something else takes payments with this account, this is all right.`,
  });
}

/** The payment that an order was made for, by any payment of that order. */
async function orderOfPayment(tx: Transaction, tenantId: string, providerPaymentId: string) {
  const known = await findByProviderPayment(tx, tenantId, providerPaymentId);
  return known && findPaymentOfOrder(tx, tenantId, known.providerOrderId);
}
