import type { WebhookEvent } from "./types.gen.js";

/**
 * Why a request is not to be believed.
 *
 * - `missing_header`: it has no `webhook-id`, `webhook-timestamp` or `webhook-signature`.
 * - `invalid_signature`: nobody who knows the secret sent this body with this id at this time.
 * - `timestamp_out_of_tolerance`: it is genuine, but too old (somebody may be sending it again) or from the future.
 * - `invalid_body`: it is genuine, but no event.
 * - `invalid_secret`: the secret that was given has not the form `whsec_…`; a mistake of one's own.
 */
export type WebhookVerificationCode = "missing_header" | "invalid_signature" | "timestamp_out_of_tolerance" | "invalid_body" | "invalid_secret";

/** The only error that `verifyWebhook` rejects with. Answer it with a 400. */
export class WebhookVerificationError extends Error {
  override readonly name = "WebhookVerificationError";

  constructor(
    readonly code: WebhookVerificationCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** An event with the id of its message: the same with every try, so that what was worked before is known by it. */
export type VerifiedWebhook = WebhookEvent & { id: string };

export interface VerifyWebhookOptions {
  /** How far the time of sending may be from now, in seconds. Default is 300 (5 minutes). */
  toleranceSeconds?: number;
  /** Default is now. */
  now?: Date;
}

type HeadersLike = { get(name: string): string | null } | Readonly<Record<string, string | readonly string[] | undefined>>;

/**
 * Checks that Holdfast sent a request, and gives its event. By the Standard Webhooks specification, with WebCrypto: in
 * Node 20 or later, Deno, Bun and edge runtimes.
 *
 * @param body - as it arrived, before anything is made of it: JSON that was parsed and written again is another text.
 * @param headers - of the request: `Headers`, or an object as Node's `request.headers`.
 * @param secret - `whsec_…`, or several of which one has to fit.
 * @throws {WebhookVerificationError}
 */
export async function verifyWebhook(
  body: string | Uint8Array | ArrayBuffer,
  headers: HeadersLike,
  secret: string | readonly string[],
  { toleranceSeconds = 300, now = new Date() }: VerifyWebhookOptions = {},
): Promise<VerifiedWebhook> {
  const [id, timestamp, signatures] = ["id", "timestamp", "signature"].map((name) => headerOf(headers, `webhook-${name}`)) as [string, string, string];
  const bytes = typeof body === "string" ? new TextEncoder().encode(body) : new Uint8Array(body);
  const keys = await Promise.all((typeof secret === "string" ? [secret] : secret).map(keyOf));
  if (!(await isSigned(keys, signatures, joined(`${id}.${timestamp}.`, bytes))))
    throw new WebhookVerificationError("invalid_signature", "The signature does not belong to this request and secret.");
  // After the signature: what a stranger wrote into the header is not worth a more precise answer.
  const ageSeconds = /^\d{1,12}$/.test(timestamp) ? now.getTime() / 1000 - Number(timestamp) : Infinity;
  if (!(Math.abs(ageSeconds) <= toleranceSeconds))
    throw new WebhookVerificationError("timestamp_out_of_tolerance", `The request was sent ${ageSeconds > 0 ? "too long ago" : "in the future"}.`);
  return { ...eventOf(bytes), id };
}

function headerOf(headers: HeadersLike, name: string): string {
  const given = typeof headers.get === "function" ? (headers as Headers).get(name) : Object.entries(headers).find(([key]) => key.toLowerCase() === name)?.[1];
  const value = Array.isArray(given) ? given[0] : given;
  if (typeof value !== "string" || value === "") throw new WebhookVerificationError("missing_header", `The request has no header ${name}.`);
  return value;
}

/** Never equal to what is no base64: undefined. */
function decode(base64: string): Uint8Array<ArrayBuffer> | undefined {
  try {
    return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  } catch {
    return undefined;
  }
}

async function keyOf(secret: string): Promise<CryptoKey> {
  const raw = decode(secret.replace(/^whsec_/, ""));
  // 192 bits are the least that the specification allows.
  if (!raw || raw.length < 24) throw new WebhookVerificationError("invalid_secret", "The secret must be the endpoint's own, whsec_….");
  return crypto.subtle.importKey("raw", raw, { name: "HMAC", hash: "SHA-256" }, false, ["verify"]);
}

/** Whether one of the signatures, of which there are two while a secret is exchanged, was made with one of the keys. */
async function isSigned(keys: readonly CryptoKey[], signatures: string, content: Uint8Array<ArrayBuffer>): Promise<boolean> {
  const made = signatures.split(" ").slice(0, 20).flatMap((each) => (each.startsWith("v1,") ? [decode(each.slice(3))] : []));
  for (const key of keys)
    for (const signature of made)
      // In constant time: WebCrypto compares.
      if (signature && (await crypto.subtle.verify("HMAC", key, signature, content))) return true;
  return false;
}

function joined(prefix: string, bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const start = new TextEncoder().encode(prefix);
  const all = new Uint8Array(start.length + bytes.length);
  all.set(start);
  all.set(bytes, start.length);
  return all;
}

function eventOf(bytes: Uint8Array): WebhookEvent {
  let event: unknown;
  try {
    event = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch (cause) {
    throw new WebhookVerificationError("invalid_body", "The body is not JSON.", { cause });
  }
  const { type, timestamp, data } = (event ?? {}) as Partial<WebhookEvent>;
  if (typeof type !== "string" || typeof timestamp !== "string" || typeof data !== "object") throw new WebhookVerificationError("invalid_body", "The body is no event.");
  return event as WebhookEvent;
}
