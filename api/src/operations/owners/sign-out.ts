import { inTransaction } from "../../database/begin.js";
import type { Deps } from "../../deps.js";
import { sha256, tenantOfCredential } from "../../keyring.js";
import { lockRefreshToken, revokeFamily } from "../../queries/refresh-tokens.js";

/** Ends the sign-in that a refresh token came from. Signing out twice, or with an unknown token, is no error. */
export async function signOut({ sql }: Deps, refreshToken: string): Promise<void> {
  const tenantId = refreshToken.startsWith("rt_") ? tenantOfCredential(refreshToken) : undefined;
  if (!tenantId) return;
  await inTransaction(sql, async (tx) => {
    const token = await lockRefreshToken(tx, tenantId, sha256(refreshToken));
    if (token) await revokeFamily(tx, tenantId, token.familyId);
  });
}
