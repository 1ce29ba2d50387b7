import type { Deps } from "../../deps.js";
import type { ProviderPayment } from "../../gateways/payment-gateway.js";
import { findByProviderPayment, findPayment, type PaymentRow } from "../../queries/payments.js";
import { askProvider } from "./ask-provider.js";
import { settlePayment } from "./settle-payment.js";
import { syncRefunds } from "./sync-refunds.js";

/** Settles a payment that we were told of: how it stands is read from the provider, not from the message. */
export async function settleFromProvider(deps: Deps, tenantId: string, paymentId: string, providerPaymentId: string): Promise<void> {
  const payment = await findPayment(deps.sql, tenantId, paymentId);
  if (!payment) return;
  const provided = await askProvider(deps, payment, (credentials) => deps.payments.fetchPayment(credentials, providerPaymentId));
  await settleProvided(deps, payment, provided);
}

/** Settles what the provider tells of a payment of this order, its refunds included. */
export async function settleProvided(deps: Deps, payment: PaymentRow, provided: ProviderPayment): Promise<void> {
  const { tenantId, paymentId } = payment;
  const { outcome } = await settlePayment(deps, tenantId, paymentId, provided);
  if (outcome === "mismatched") deps.log.error({ tenantId, paymentId, providerPaymentId: provided.id }, "payment does not match its order");
  // Of several payments of one order each has a row of its own.
  const settled = await findByProviderPayment(deps.sql, tenantId, provided.id);
  if (settled) await syncRefunds(deps, settled, provided);
}
