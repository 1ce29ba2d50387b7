import { createCipheriv, createDecipheriv, createHash, createHmac, hkdfSync, randomBytes, timingSafeEqual } from "node:crypto";
import { CompactEncrypt, compactDecrypt } from "jose";
import { randomCharacters } from "./ids.js";

/** What a hold's or booking's own token gives access to. */
export type TokenSubject = "hold" | "booking";

/** Everything that is signed, derived or encrypted with the server's secret; a key of its own for each use. */
export interface Keyring {
  /** For the JWTs of owners and customers. */
  readonly accessTokenKey: Uint8Array;
  /** The token of a hold or booking: derived from its id, so it is never stored and always the same. */
  tokenFor(subject: TokenSubject, tenantId: string, id: string): string;
  /** The hold or booking that a token belongs to, or undefined where we never gave it; in constant time. */
  readToken(token: string, subject: TokenSubject): { tenantId: string; id: string } | undefined;
  /** A stored answer, encrypted and bound to its place. */
  seal(text: string, boundTo: string): Buffer;
  unseal(sealed: Buffer, boundTo: string): string;
  /** A tenant's credential at rest, as a JWE. */
  encrypt(secret: string): Promise<string>;
  decrypt(jwe: string): Promise<string>;
  /** What is stored of a code that is too short to be hashed without a key; bound to its place. */
  hashCode(code: string, boundTo: string): Buffer;
  /** Personal data that has to be compared but not known: addresses of clients. */
  pseudonym(value: string): Buffer;
}

/** `hold.<tenant>.<id>.<mac>`: the tenant stands in front, so that look-ups go tenant first. */
const TOKEN = /^(hold|booking)\.([0-9a-z]{16})\.((?:hold|bkg)_[0-9a-z]{8,40})\.[\w-]{43}$/;

/** SHA-256; what is stored of keys and refresh tokens, which are random enough to need no salt. */
export const sha256 = (text: string): Buffer => createHash("sha256").update(text).digest();

/** Compares two texts in a time that tells nothing of where they differ. */
export function equalInConstantTime(a: string, b: string): boolean {
  return timingSafeEqual(sha256(a), sha256(b));
}

/** `pk_…` or `sk_…`: the tenant, then 160 random bits. */
export function newApiKey(kind: "publishable" | "secret", tenantId: string): string {
  return `${kind === "publishable" ? "pk" : "sk"}_${tenantId.slice(4)}${randomCharacters(32)}`;
}

/** A refresh token, an owner's or a customer's: the tenant, then 200 random bits. */
export const newRefreshToken = (tenantId: string, kind: "rt" | "crt" = "rt") => `${kind}_${tenantId.slice(4)}${randomCharacters(40)}`;

/** What stands in a calendar feed's address: the tenant, then 160 random bits. */
export const newFeedSecret = (tenantId: string) => `ics_${tenantId.slice(4)}${randomCharacters(32)}`;

/** The tenant whose feed it may be the secret of, or undefined where it has not the form of one. */
export function tenantOfFeedSecret(secret: string): string | undefined {
  const match = /^ics_([0-9a-hjkmnp-tv-z]{16})[0-9a-hjkmnp-tv-z]{32}$/.exec(secret);
  return match ? `ten_${match[1]}` : undefined;
}

/** The tenant that a key or refresh token names, or undefined where it has not their form. */
export function tenantOfCredential(credential: string): string | undefined {
  const match = /^(?:pk|sk|rt|crt)_([0-9a-hjkmnp-tv-z]{16})[0-9a-hjkmnp-tv-z]{32,40}$/.exec(credential);
  return match ? `ten_${match[1]}` : undefined;
}

/** @param secret - at least 32 characters; every key is derived from it with HKDF-SHA-256. */
export function createKeyring(secret: string): Keyring {
  const derive = (use: string) => Buffer.from(hkdfSync("sha256", secret, "holdfast", use, 32));
  const tokenKey = derive("hold and booking tokens");
  const answerKey = derive("stored answers");
  const credentialKey = derive("payment credentials");
  const codeKey = derive("sign-in codes");
  const pseudonymKey = derive("pseudonyms");

  const tokenFor: Keyring["tokenFor"] = (subject, tenantId, id) =>
    `${subject}.${tenantId.slice(4)}.${id}.${createHmac("sha256", tokenKey).update(`${subject}\0${tenantId}\0${id}`).digest("base64url")}`;

  return {
    accessTokenKey: derive("access tokens"),
    tokenFor,
    readToken(token, subject) {
      const [, itsSubject, tenant, id] = TOKEN.exec(token) ?? [];
      if (itsSubject !== subject || !tenant || !id) return undefined;
      const tenantId = `ten_${tenant}`;
      return equalInConstantTime(token, tokenFor(subject, tenantId, id)) ? { tenantId, id } : undefined;
    },
    seal(text, boundTo) {
      const nonce = randomBytes(12);
      const cipher = createCipheriv("aes-256-gcm", answerKey, nonce).setAAD(Buffer.from(boundTo));
      const sealed = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), sealed]);
    },
    unseal(sealed, boundTo) {
      const decipher = createDecipheriv("aes-256-gcm", answerKey, sealed.subarray(0, 12))
        .setAAD(Buffer.from(boundTo))
        .setAuthTag(sealed.subarray(12, 28));
      return decipher.update(sealed.subarray(28), undefined, "utf8") + decipher.final("utf8");
    },
    encrypt: (plain) =>
      new CompactEncrypt(new TextEncoder().encode(plain))
        .setProtectedHeader({ alg: "dir", enc: "A256GCM" })
        .encrypt(credentialKey),
    async decrypt(jwe) {
      const { plaintext } = await compactDecrypt(jwe, credentialKey, { keyManagementAlgorithms: ["dir"] });
      return new TextDecoder().decode(plaintext);
    },
    hashCode: (code, boundTo) => createHmac("sha256", codeKey).update(`${boundTo}\0${code}`).digest(),
    pseudonym: (value) => createHmac("sha256", pseudonymKey).update(value).digest().subarray(0, 16),
  };
}
