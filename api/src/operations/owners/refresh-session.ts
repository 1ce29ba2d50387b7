import type { SessionView } from "../../contract/owners.js";
import { inTransaction } from "../../database/begin.js";
import type { Deps } from "../../deps.js";
import { BookingError } from "../../errors.js";
import { sha256, tenantOfCredential } from "../../keyring.js";
import { findOwner } from "../../queries/owners.js";
import { lockRefreshToken, revokeFamily, useRefreshToken } from "../../queries/refresh-tokens.js";
import { openSession } from "./open-session.js";

/**
 * Exchanges a refresh token for a new pair. Each is good once: a used one that comes back was stolen from somebody,
 * so everything that came from that sign-in ends.
 * @throws `unauthorized`.
 */
export async function refreshSession(deps: Deps, refreshToken: string): Promise<SessionView> {
  const tenantId = refreshToken.startsWith("rt_") ? tenantOfCredential(refreshToken) : undefined;
  if (!tenantId) throw new BookingError("unauthorized", "This refresh token is not valid. Sign in again.");
  const tokenHash = sha256(refreshToken);
  const session = await inTransaction(deps.sql, async (tx) => {
    const token = await lockRefreshToken(tx, tenantId, tokenHash);
    if (!token || token.revokedAt || token.expired) return undefined;
    if (token.usedAt) {
      // Committed, although the answer is a refusal.
      await revokeFamily(tx, tenantId, token.familyId);
      return undefined;
    }
    const owner = await findOwner(tx, tenantId, token.ownerId);
    if (!owner) return undefined;
    await useRefreshToken(tx, tenantId, tokenHash);
    return openSession(tx, deps, owner, token.familyId);
  });
  if (!session) throw new BookingError("unauthorized", "This refresh token is not valid. Sign in again.");
  return session;
}
