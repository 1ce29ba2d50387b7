import http from "node:http";
import https from "node:https";
import { isIP } from "node:net";
import { isPublicAddress, publicLookup, type Resolve } from "./public-addresses.js";

/** What came of posting once. */
export interface WebhookAnswer {
  /** The HTTP status; undefined where there was no answer. */
  status?: number;
  /** The beginning of the answer's body. */
  body?: string;
  /** Why there was no answer, in a sentence that tells nothing of our network. */
  error?: string;
  durationMs: number;
}

/** Posts events to addresses that anybody may have named. */
export interface WebhookSender {
  /**
   * Why nothing may be sent to an address, as a sentence, or undefined. Where a name leads is not known before it is
   * connected to: then it is checked again.
   */
  objectionTo(url: string): string | undefined;
  /** Posts once: no redirect is followed, and no more than the beginning of the answer is read. Never rejects. */
  post(url: string, headers: Record<string, string>, body: string): Promise<WebhookAnswer>;
}

export interface WebhookSenderOptions {
  /** Whether http and private networks are allowed: for development alone. Default is false. */
  allowPrivateNetworks?: boolean;
  /** How long all of it may take, in milliseconds. Default is 10,000. */
  timeoutMs?: number;
  /** Default is DNS. */
  resolve?: Resolve;
}

/** What of an answer is kept, in bytes. */
const MOST_BYTES = 4096;

export function createWebhookSender({ allowPrivateNetworks = false, timeoutMs = 10_000, resolve }: WebhookSenderOptions = {}): WebhookSender {
  const lookup = allowPrivateNetworks ? undefined : publicLookup(resolve);

  const objectionTo: WebhookSender["objectionTo"] = (text) => {
    const url = new URL(text);
    if (allowPrivateNetworks) return undefined;
    if (url.protocol !== "https:") return "Must be an https address.";
    const host = url.hostname.replace(/^\[|\]$/g, "");
    // The parser has written decimal, octal, hexadecimal and short forms of IPv4 the usual way by now.
    const isPublic = isIP(host) ? isPublicAddress(host) : !/(^|\.)(localhost|local|internal|localdomain|home\.arpa)\.?$/i.test(host);
    return isPublic ? undefined : "Must be on the public internet.";
  };

  return {
    objectionTo,
    async post(text, headers, body) {
      const startedAt = performance.now();
      const told = (answer: Omit<WebhookAnswer, "durationMs">) => ({ ...answer, durationMs: Math.round(performance.now() - startedAt) });
      const objection = objectionTo(text);
      // A socket looks up names alone: for an address there is only this check.
      if (objection) return told({ error: `Nothing was sent: the address is not allowed any more. ${objection}` });
      try {
        return told(await postOnce(new URL(text), headers, body, { lookup, signal: AbortSignal.timeout(timeoutMs) }));
      } catch (error) {
        return told({ error: sentenceOf(error, timeoutMs) });
      }
    },
  };
}

function postOnce(url: URL, headers: Record<string, string>, body: string, { lookup, signal }: Pick<http.RequestOptions, "lookup" | "signal">) {
  return new Promise<{ status: number; body: string }>((resolve, reject) => {
    const { request } = url.protocol === "https:" ? https : http;
    const bytes = Buffer.from(body);
    // A connection of its own: nothing that one receiver does to it reaches the next delivery.
    const sent = request(url, { method: "POST", agent: false, headers: { ...headers, "content-length": bytes.length, connection: "close" }, maxHeaderSize: 16_384, ...(lookup && { lookup }), ...(signal && { signal }) });
    let finish: (() => void) | undefined;
    // The status is all that counts: a body that is slow, cut or endless changes nothing about it.
    sent.on("error", (error) => (finish ? finish() : reject(error)));
    sent.on("response", (response) => {
      const chunks: Buffer[] = [];
      let length = 0;
      const done = () => {
        resolve({ status: response.statusCode!, body: excerptOf(Buffer.concat(chunks)) });
        response.destroy();
      };
      finish = done;
      response.on("data", (chunk: Buffer) => {
        chunks.push(chunk);
        if ((length += chunk.length) >= MOST_BYTES) done();
      });
      response.on("end", done);
      response.on("error", done);
      response.on("close", done);
    });
    sent.end(bytes);
  });
}

// The database stores no NUL.
const excerptOf = (bytes: Buffer) => new TextDecoder().decode(bytes.subarray(0, MOST_BYTES)).replaceAll("\0", "");

/** By the error's code alone: its own words name addresses that a name of somebody's led to. */
function sentenceOf(error: unknown, timeoutMs: number): string {
  const { name, code = "" } = error as NodeJS.ErrnoException;
  if (name === "AbortError" || name === "TimeoutError") return `There was no answer within ${timeoutMs / 1000} seconds.`;
  if (code === "EPRIVATE") return "Nothing was sent: the address's name does not lead to the public internet.";
  if (code === "ENOTFOUND" || code === "EAI_AGAIN") return "The address's name could not be resolved.";
  if (code === "ECONNREFUSED") return "The connection was refused.";
  if (code === "ECONNRESET" || code === "EPIPE") return "The connection was lost before there was an answer.";
  if (/CERT|TLS|SSL|^(UNABLE_TO|SELF_SIGNED|DEPTH_ZERO|HOSTNAME_MISMATCH)/.test(code)) return `The certificate or TLS connection is not right (${code}).`;
  if (code.startsWith("HPE_")) return "The answer was not HTTP.";
  return `The connection failed${/^[A-Z_]{2,40}$/.test(code) ? ` (${code})` : ""}.`;
}
