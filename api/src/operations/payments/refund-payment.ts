import type { Deps } from "../../deps.js";
import { GatewayError } from "../../gateways/payment-gateway.js";
import { findPayment, updatePayment } from "../../queries/payments.js";
import { credentialsOf } from "../tenants/payment-credentials.js";
import { captureOnce } from "./capture-payment.js";

export interface RefundRequest {
  paymentId: string;
  /** The provider's payment to refund: not always the one that settled the hold. */
  providerPaymentId: string;
  amountMinor: number;
}

/**
 * Gives money back. The message's id is the provider's idempotency key, so that a repeated try refunds once.
 * What is only authorised is captured first: a capture of ours may be on its way, and a refund that it overtakes
 * would be lost.
 * @throws {GatewayError} where the provider can't be reached; the outbox tries again.
 */
export async function refundPayment(deps: Deps, tenantId: string, messageId: string, refund: RefundRequest): Promise<void> {
  const payment = await findPayment(deps.sql, tenantId, refund.paymentId);
  if (!payment) return;
  const credentials = await credentialsOf(deps, deps.sql, tenantId);
  if (!credentials) throw new GatewayError("unauthorized", "The tenant has no payment credentials.");
  const { providerPaymentId, amountMinor } = refund;
  const provided = await deps.payments.fetchPayment(credentials, providerPaymentId);
  if (provided.status === "authorized") await captureOnce(deps.payments, credentials, provided);
  const { status } = await deps.payments.refund(credentials, providerPaymentId, amountMinor, messageId);
  if (status === "failed") throw new GatewayError("refused", "The provider could not refund the payment.");
  // "Refunded" is said only once the provider has processed it; a pending one stays `refund_pending`.
  if (payment.providerPaymentId === providerPaymentId)
    await updatePayment(deps.sql, tenantId, refund.paymentId, {
      status: status === "processed" ? "refunded" : "refund_pending",
      refundedMinor: amountMinor,
    });
}
