import type { Deps } from "../../deps.js";
import { BookingError } from "../../errors.js";
import { sha256, tenantOfCredential } from "../../keyring.js";
import { findKeyByHash } from "../../queries/api-keys.js";
import { readAccessToken } from "./access-tokens.js";

/** Who asks: a key of a tenant, or an owner who signed in. */
export type Caller =
  | { kind: "publishable" | "secret"; tenantId: string; keyId: string }
  | { kind: "owner"; tenantId: string; ownerId: string };

/**
 * Finds out who a credential belongs to.
 * @param origin - the website that asks, where a browser sent one.
 * @throws `unauthorized`; `wrong_credential` for a secret key in a browser; `origin_not_allowed`.
 */
export async function authenticate(deps: Deps, credential: string, origin: string | undefined): Promise<Caller> {
  if (credential.startsWith("ey")) {
    const owner = await readAccessToken(deps, credential);
    return { kind: "owner", ...owner };
  }
  const tenantId = tenantOfCredential(credential);
  if (!tenantId || credential.startsWith("rt_")) throw new BookingError("unauthorized");
  const key = await findKeyByHash(deps.sql, tenantId, sha256(credential));
  if (!key || key.revokedAt) throw new BookingError("unauthorized");
  if (key.kind === "secret" && origin !== undefined)
    throw new BookingError("wrong_credential", "A secret key must not be used in a browser. Use a publishable key, and revoke this one.");
  if (key.kind === "publishable" && origin !== undefined && key.allowedOrigins.length > 0 && !key.allowedOrigins.includes(origin))
    throw new BookingError("origin_not_allowed");
  return { kind: key.kind, tenantId, keyId: key.keyId };
}
