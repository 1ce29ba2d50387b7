import type { CustomerSessionView } from "../../contract/customers.js";
import { inTransaction } from "../../database/begin.js";
import type { Deps } from "../../deps.js";
import { BookingError } from "../../errors.js";
import { sha256, tenantOfCredential } from "../../keyring.js";
import { lockCustomerRefreshToken, revokeCustomerFamily, useCustomerRefreshToken } from "../../queries/customer-refresh-tokens.js";
import { findCustomer } from "../../queries/customers.js";
import { openCustomerSession } from "./open-session.js";

/** The tenant of a customer's refresh token; an owner's is none. */
export const tenantOfToken = (refreshToken: string) => (refreshToken.startsWith("crt_") ? tenantOfCredential(refreshToken) : undefined);

/**
 * Exchanges a refresh token for a new pair. Each is good once: a used one that comes back was stolen from somebody,
 * so everything that came from that sign-in ends.
 * @throws `unauthorized`.
 */
export async function refreshCustomerSession(deps: Deps, refreshToken: string): Promise<CustomerSessionView> {
  const tenantId = tenantOfToken(refreshToken);
  const session = tenantId && (await exchange(deps, tenantId, sha256(refreshToken)));
  if (!session) throw new BookingError("unauthorized", "This refresh token is not valid. Sign in again.");
  return session;
}

const exchange = (deps: Deps, tenantId: string, tokenHash: Buffer) =>
  inTransaction(deps.sql, async (tx) => {
    const token = await lockCustomerRefreshToken(tx, tenantId, tokenHash);
    if (!token || token.revokedAt || token.expired) return undefined;
    if (token.usedAt) {
      // Committed, although the answer is a refusal.
      await revokeCustomerFamily(tx, tenantId, token.familyId);
      return undefined;
    }
    const customer = await findCustomer(tx, tenantId, token.customerId);
    if (!customer) return undefined;
    await useCustomerRefreshToken(tx, tenantId, tokenHash);
    return openCustomerSession(tx, deps, customer, token.familyId);
  });
