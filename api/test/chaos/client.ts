import type { Answer, RequestOptions } from "../helpers/app.js";
import type { Journal } from "./journal.js";
import type { Kills } from "./kills.js";
import type { Processes } from "../helpers/api-processes.js";
import { pause } from "../helpers/until.js";

/** What a client tries before it gives up, beside connections that were cut. */
const MOST_TRIES = 6;
/** Kills are few: who is cut off so often in a row has another trouble. */
const MOST_CUTS = 20;
const LONGEST_ANSWER_MS = 20_000;

/**
 * Asks the API as the SDK does: after a cut connection, a 503 or an `idempotency_in_flight` the same request is sent
 * again with the same Idempotency-Key, to a process that lives.
 */
export class Client {
  constructor(
    readonly processes: Processes,
    readonly journal: Journal,
    readonly kills?: Kills,
  ) {}

  /** The last answer; a 503 where it stayed so. */
  async request(method: string, path: string, body?: unknown, { key, token, idempotencyKey }: RequestOptions = {}): Promise<Answer> {
    const request = {
      method,
      headers: {
        ...(body !== undefined && { "Content-Type": "application/json" }),
        ...(key && { Authorization: `Bearer ${key}` }),
        ...(token && { "Holdfast-Token": token }),
        ...(idempotencyKey && { "Idempotency-Key": idempotencyKey }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    };
    for (let tries = 1, cuts = 0; ; ) {
      const answer = await this.#send(path, request);
      if (!answer) {
        if (++cuts > MOST_CUTS) throw new Error(`${method} ${path}: the connection was cut ${cuts} times in a row.`);
        this.journal.count("connection cut");
        await pause(10);
        continue;
      }
      const again = answer.status === 503 || answer.body?.code === "idempotency_in_flight";
      if (answer.status >= 500 && answer.status !== 503) this.journal.find("6 answers", `${method} ${path} was answered ${answer.status} ${JSON.stringify(answer.body)} ${this.#logOf(answer)}`);
      if (!again || tries++ === MOST_TRIES) return answer;
      this.journal.count(`retried after ${answer.body.code}`);
      await pause(20 * tries);
    }
  }

  async #send(path: string, request: RequestInit): Promise<Answer | undefined> {
    const { slot, url } = await this.processes.living();
    this.journal.count("request");
    try {
      const answering = fetch(url + path, { ...request, signal: AbortSignal.timeout(LONGEST_ANSWER_MS) });
      this.kills?.sent("request", slot);
      const answer = await answering;
      const text = await answer.text();
      const isJson = answer.headers.get("Content-Type")?.includes("json");
      return { status: answer.status, body: isJson ? JSON.parse(text) : text, headers: answer.headers };
    } catch (error) {
      if (error instanceof DOMException && error.name === "TimeoutError") this.journal.find("6 answers", `${request.method} ${path} had no answer within ${LONGEST_ANSWER_MS} ms`);
      return undefined;
    }
  }

  #logOf({ body }: Answer): string {
    return this.processes.errors.find((line) => typeof body.requestId === "string" && line.includes(body.requestId)) ?? "";
  }
}
