import type { Deps } from "../../deps.js";
import { GatewayError, type PaymentGateway, type ProviderCredentials, type ProviderPayment } from "../../gateways/payment-gateway.js";
import { findPayment } from "../../queries/payments.js";
import { askProvider } from "./ask-provider.js";
import { settlePayment } from "./settle-payment.js";

/**
 * Takes the money of a won booking. Safe to repeat: what is captured already, by us or by the merchant's automatic
 * capture, is only noted; what went back uncaptured becomes the owner's to see.
 * @throws {GatewayError} where the provider can't be reached; the outbox tries again.
 */
export async function capturePayment(deps: Deps, tenantId: string, paymentId: string): Promise<void> {
  const payment = await findPayment(deps.sql, tenantId, paymentId);
  if (payment?.status !== "authorized" || !payment.providerPaymentId) return;
  const { providerPaymentId: id, amountMinor, currency } = payment;
  const provided = await askProvider(deps, payment, (credentials) => captureOnce(deps.payments, credentials, { id, amountMinor, currency }));
  await settlePayment(deps, tenantId, paymentId, provided);
}

/**
 * Captures, or finds how the payment stands: an error is no outcome, so the provider is asked again after one.
 * @throws {GatewayError} where it is still waiting for its capture.
 */
export async function captureOnce(
  gateway: PaymentGateway,
  credentials: ProviderCredentials,
  { id, amountMinor, currency }: Pick<ProviderPayment, "id" | "amountMinor" | "currency">,
): Promise<ProviderPayment> {
  try {
    return await gateway.capture(credentials, id, amountMinor, currency);
  } catch (error) {
    if (error instanceof GatewayError && error.kind === "unauthorized") throw error;
    const provided = await gateway.fetchPayment(credentials, id);
    if (provided.status === "authorized") throw error;
    return provided;
  }
}
