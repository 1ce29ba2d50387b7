import { jwtVerify, SignJWT } from "jose";
import type { Deps } from "../../deps.js";
import { BookingError } from "../../errors.js";
import { databaseNow } from "../../queries/clock.js";

/** How long an owner's access token is good for, in seconds. */
export const ACCESS_TOKEN_SECONDS = 15 * 60;

const ISSUER = "holdfast";
const AUDIENCE = "owner";

interface OwnerIdentity {
  tenantId: string;
  ownerId: string;
}

/** A JWT that says who the owner is, good from `now` on. */
export function issueAccessToken({ keyring }: Pick<Deps, "keyring">, owner: OwnerIdentity, now: Date): Promise<string> {
  const issuedAt = Math.floor(now.getTime() / 1000);
  return new SignJWT({ ten: owner.tenantId })
    .setProtectedHeader({ alg: "HS256", typ: "JWT" })
    .setIssuer(ISSUER)
    .setAudience(AUDIENCE)
    .setSubject(owner.ownerId)
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + ACCESS_TOKEN_SECONDS)
    .sign(keyring.accessTokenKey);
}

/** @throws `unauthorized` for anything but a token of ours that is still good. */
export async function readAccessToken({ keyring, sql }: Pick<Deps, "keyring" | "sql">, token: string): Promise<OwnerIdentity> {
  try {
    const { payload } = await jwtVerify(token, keyring.accessTokenKey, {
      algorithms: ["HS256"],
      issuer: ISSUER,
      audience: AUDIENCE,
      currentDate: await databaseNow(sql),
    });
    if (typeof payload.sub === "string" && typeof payload.ten === "string")
      return { tenantId: payload.ten, ownerId: payload.sub };
  } catch (error) {
    if (!(error instanceof Error && "code" in error && String(error.code).startsWith("ERR_J"))) throw error;
  }
  throw new BookingError("unauthorized");
}
