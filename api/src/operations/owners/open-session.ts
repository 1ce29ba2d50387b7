import type { SessionView } from "../../contract/owners.js";
import type { Connection } from "../../database/connect.js";
import type { Deps } from "../../deps.js";
import { randomCharacters } from "../../ids.js";
import { newRefreshToken, sha256 } from "../../keyring.js";
import { databaseNow } from "../../queries/clock.js";
import type { OwnerRow } from "../../queries/owners.js";
import { insertRefreshToken } from "../../queries/refresh-tokens.js";
import { findTenant } from "../../queries/tenants.js";
import { tenantView } from "../../views/tenant.js";
import { ACCESS_TOKEN_SECONDS, issueAccessToken } from "../access/access-tokens.js";

/** How long a refresh token can be used, in days. */
const REFRESH_TOKEN_DAYS = 30;

/** Gives an owner a new pair of tokens. @param familyId - of the sign-in that it goes on from; default is a new one. */
export async function openSession(tx: Connection, deps: Pick<Deps, "keyring">, owner: OwnerRow, familyId = randomCharacters(20)): Promise<SessionView> {
  const { tenantId, ownerId } = owner;
  const refreshToken = newRefreshToken(tenantId);
  await insertRefreshToken(tx, { tenantId, tokenHash: sha256(refreshToken), familyId, ownerId, days: REFRESH_TOKEN_DAYS });
  const tenant = await findTenant(tx, tenantId);
  return {
    tenant: tenantView(tenant!),
    owner: { id: ownerId, email: owner.email, name: owner.name },
    accessToken: await issueAccessToken(deps, { audience: "owner", tenantId, subject: ownerId }, await databaseNow(tx)),
    expiresInSeconds: ACCESS_TOKEN_SECONDS,
    refreshToken,
  };
}
