import type { Deps } from "../../deps.js";
import { GatewayError } from "../../gateways/payment-gateway.js";
import { credentialsOf } from "../tenants/payment-credentials.js";
import { settlePayment } from "./settle-payment.js";

/** Settles a payment that we were told of: how it stands is read from the provider, not from the message. */
export async function settleFromProvider(deps: Deps, tenantId: string, holdId: string, providerPaymentId: string): Promise<void> {
  const credentials = await credentialsOf(deps, deps.sql, tenantId);
  if (!credentials) throw new GatewayError("unauthorized", "The tenant has no payment credentials.");
  const provided = await deps.payments.fetchPayment(credentials, providerPaymentId);
  const { outcome } = await settlePayment(deps, tenantId, holdId, provided);
  if (outcome === "mismatched") deps.log.error({ tenantId, holdId, providerPaymentId }, "payment does not match its order");
}
