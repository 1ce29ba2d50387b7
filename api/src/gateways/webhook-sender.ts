import http from "node:http";
import https from "node:https";
import { createGuard, type Guard, type OutgoingOptions, sentenceOf } from "./outgoing.js";

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
export interface WebhookSender extends Pick<Guard, "objectionTo"> {
  /** Posts once: no redirect is followed, and no more than the beginning of the answer is read. Never rejects. */
  post(url: string, headers: Record<string, string>, body: string): Promise<WebhookAnswer>;
}

/** Times out after 10,000 ms, unless told otherwise. */
export type WebhookSenderOptions = OutgoingOptions;

/** What of an answer is kept, in bytes. */
const MOST_BYTES = 4096;

export function createWebhookSender({ timeoutMs = 10_000, ...options }: WebhookSenderOptions = {}): WebhookSender {
  const { objectionTo, lookup } = createGuard(options);
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
