import type { Deps } from "../../deps.js";
import { GatewayError, type PaymentGateway, type ProviderCredentials, type ProviderPayment } from "../../gateways/payment-gateway.js";
import { findPayment, updatePayment } from "../../queries/payments.js";
import { credentialsOf } from "../tenants/payment-credentials.js";

/**
 * Takes the money of a won booking. Safe to repeat: what is captured already, by us or by the merchant's automatic
 * capture, is only noted.
 * @throws {GatewayError} where the provider can't be reached; the outbox tries again.
 */
export async function capturePayment(deps: Deps, tenantId: string, paymentId: string): Promise<void> {
  const payment = await findPayment(deps.sql, tenantId, paymentId);
  if (payment?.status !== "authorized" || !payment.providerPaymentId) return;
  const credentials = await credentialsOf(deps, deps.sql, tenantId);
  if (!credentials) throw new GatewayError("unauthorized", "The tenant has no payment credentials.");
  const { providerPaymentId: id, amountMinor, currency } = payment;
  await captureOnce(deps.payments, credentials, { id, amountMinor, currency });
  await updatePayment(deps.sql, tenantId, paymentId, { status: "captured" });
}

/** Captures, or finds that it was captured: an error is no outcome, so the provider is asked again after one. */
export async function captureOnce(
  gateway: PaymentGateway,
  credentials: ProviderCredentials,
  { id, amountMinor, currency }: Pick<ProviderPayment, "id" | "amountMinor" | "currency">,
): Promise<void> {
  try {
    await gateway.capture(credentials, id, amountMinor, currency);
  } catch (error) {
    const { status } = await gateway.fetchPayment(credentials, id);
    if (status !== "captured" && status !== "refunded") throw error;
  }
}
