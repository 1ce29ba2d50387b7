import { jwtVerify, SignJWT } from "jose";
import type { Deps } from "../../deps.js";
import { BookingError } from "../../errors.js";
import { databaseNow } from "../../queries/clock.js";

/** How long an access token is good for, in seconds. */
export const ACCESS_TOKEN_SECONDS = 15 * 60;

const ISSUER = "holdfast";
const AUDIENCES = ["owner", "customer"] as const;

/** Who signed in, and as what. */
interface Identity {
  audience: (typeof AUDIENCES)[number];
  tenantId: string;
  /** The id of the owner or customer. */
  subject: string;
}

/** A JWT that says who signed in, good from `now` on. */
export function issueAccessToken({ keyring }: Pick<Deps, "keyring">, { audience, tenantId, subject }: Identity, now: Date): Promise<string> {
  const issuedAt = Math.floor(now.getTime() / 1000);
  return new SignJWT({ ten: tenantId })
    .setProtectedHeader({ alg: "HS256", typ: "JWT" })
    .setIssuer(ISSUER)
    .setAudience(audience)
    .setSubject(subject)
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + ACCESS_TOKEN_SECONDS)
    .sign(keyring.accessTokenKey);
}

/** @throws `unauthorized` for anything but a token of ours that is still good. */
export async function readAccessToken({ keyring, sql }: Pick<Deps, "keyring" | "sql">, token: string): Promise<Identity> {
  try {
    const { payload } = await jwtVerify(token, keyring.accessTokenKey, {
      algorithms: ["HS256"],
      issuer: ISSUER,
      audience: [...AUDIENCES],
      currentDate: await databaseNow(sql),
    });
    const audience = AUDIENCES.find((known) => known === payload.aud);
    if (audience && typeof payload.sub === "string" && typeof payload.ten === "string") return { audience, tenantId: payload.ten, subject: payload.sub };
  } catch (error) {
    if (!(error instanceof Error && "code" in error && String(error.code).startsWith("ERR_J"))) throw error;
  }
  throw new BookingError("unauthorized");
}
