import { inTransaction } from "../../database/begin.js";
import type { Deps } from "../../deps.js";
import { sha256 } from "../../keyring.js";
import { lockCustomerRefreshToken, revokeCustomerFamily } from "../../queries/customer-refresh-tokens.js";
import { tenantOfToken } from "./refresh-session.js";

/** Ends the sign-in that a refresh token came from. Signing out twice, or with an unknown token, is no error. */
export async function signOutCustomer({ sql }: Deps, refreshToken: string): Promise<void> {
  const tenantId = tenantOfToken(refreshToken);
  if (!tenantId) return;
  await inTransaction(sql, async (tx) => {
    const token = await lockCustomerRefreshToken(tx, tenantId, sha256(refreshToken));
    if (token) await revokeCustomerFamily(tx, tenantId, token.familyId);
  });
}
