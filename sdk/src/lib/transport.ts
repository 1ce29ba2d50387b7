import { HoldfastError } from "../errors.js";
import type { CallOptions, ConnectionOptions } from "../options.js";
import { readAnswer } from "./answer.js";
import { monotonicMs } from "./clock.js";
import { newKey } from "./new-key.js";
import { retryDelayMs } from "./retry.js";
import { urlOf, type Query } from "./url.js";
import { wait, within } from "./within.js";

export interface ApiRequest extends CallOptions {
  method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  path: string;
  query?: Query | undefined;
  body?: object | undefined;
  /** Whether a POST takes an Idempotency-Key. Default is true. */
  keyed?: boolean;
  /** Lets the request outlive the page. */
  keepalive?: boolean | undefined;
}

export interface Answer<T> {
  data: T;
  /** When the attempt that was answered was sent, on the monotonic clock: the server answered later than this. */
  sentAtMs: number;
  /** Whether this is the stored answer of an earlier request, whose times are of then. */
  replayed: boolean;
}

export interface TransportOptions extends ConnectionOptions {
  /** Sent as `Authorization: Bearer`. */
  credential?: string | undefined;
  /** Replaced in tests. */
  wait?: typeof wait;
}

/** Sends requests to one API with one credential: deadline, retries, errors. */
export class Transport {
  readonly #options: TransportOptions;

  constructor(options: TransportOptions) {
    this.#options = options;
  }

  /** Address of a call, for what can't send headers. */
  url(path: string, query?: Query): string {
    return urlOf(this.#options.baseUrl, path, query);
  }

  /** The body of the answer. @throws HoldfastError */
  async call<T>(request: ApiRequest): Promise<T> {
    return (await this.send<T>(request)).data;
  }

  /** @throws HoldfastError */
  async send<T>(request: ApiRequest): Promise<Answer<T>> {
    const { maxRetries = 2, wait: pause = wait } = this.#options;
    const { method, signal } = request;
    const key = method === "POST" && request.keyed !== false ? (request.idempotencyKey ?? newKey()) : undefined;
    const repeatable = method === "GET" || method === "DELETE" || key !== undefined;
    for (let attempt = 0; ; attempt++) {
      try {
        return await this.#attempt<T>(request, key);
      } catch (error) {
        const delayMs =
          repeatable && attempt < maxRetries && error instanceof HoldfastError
            ? retryDelayMs(error, attempt, Math.random())
            : undefined;
        if (delayMs === undefined) throw error;
        await pause(delayMs, signal);
      }
    }
  }

  /** Opens a stream: whatever answers, for as long as it lasts. */
  open(path: string, query: Query, headers: Record<string, string>, signal: AbortSignal): Promise<Response> {
    const send = this.#options.fetch ?? fetch;
    return send(this.url(path, query), { headers: { Authorization: `Bearer ${this.#options.credential}`, ...headers }, signal });
  }

  #attempt<T>(request: ApiRequest, key: string | undefined): Promise<Answer<T>> {
    const { credential, timeoutMs = 10_000 } = this.#options;
    const { method, path, query, body, token, keepalive } = request;
    const headers: Record<string, string> = {};
    if (credential) headers["Authorization"] = `Bearer ${credential}`;
    if (token) headers["Holdfast-Token"] = token;
    if (key) headers["Idempotency-Key"] = key;
    if (body) headers["Content-Type"] = "application/json";
    return within(timeoutMs, request.signal, async (signal) => {
      const init: RequestInit = { method, headers, signal };
      if (body) init.body = JSON.stringify(body);
      if (keepalive) init.keepalive = true;
      const sentAtMs = monotonicMs();
      try {
        // Looked up per call, and called without a receiver: browsers refuse `options.fetch()`.
        const send = this.#options.fetch ?? fetch;
        const response = await send(this.url(path, query), init);
        const data = await readAnswer<T>(response);
        return { data, sentAtMs, replayed: response.headers.get("Idempotency-Replayed") === "true" };
      } catch (cause) {
        if (cause instanceof HoldfastError) throw cause;
        throw new HoldfastError({ code: "network_error", detail: "The booking API can't be reached." }, { cause });
      }
    });
  }
}
