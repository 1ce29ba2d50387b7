import type { Deps } from "../../deps.js";
import { GatewayError, type ProviderCredentials } from "../../gateways/payment-gateway.js";
import type { PaymentRow } from "../../queries/payments.js";
import { accountsFor } from "../tenants/payment-credentials.js";

/**
 * Calls the provider with the account that a payment's order was made with. Where that key was revoked, the tenant's
 * present one is tried: mostly the merchant is the same.
 * @throws {GatewayError} `unauthorized` where no account is left.
 */
export async function askProvider<T>(
  deps: Deps,
  { tenantId, providerKeyId }: Pick<PaymentRow, "tenantId" | "providerKeyId">,
  call: (credentials: ProviderCredentials) => Promise<T>,
): Promise<T> {
  let revoked: unknown = new GatewayError("unauthorized", "The tenant has no payment credentials.");
  for (const credentials of await accountsFor(deps, deps.sql, tenantId, providerKeyId)) {
    try {
      return await call(credentials);
    } catch (error) {
      if (!(error instanceof GatewayError && error.kind === "unauthorized")) throw error;
      revoked = error;
    }
  }
  throw revoked;
}
