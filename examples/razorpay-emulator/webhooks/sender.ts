import type { Account } from "../accounts.js";
import type { Clock } from "../clock.js";
import { randomToken } from "../ids.js";
import { payloadOf, signEvent, type WebhookEntities, type WebhookEvent, type WebhookPayload, writeEvent } from "./events.js";
import { postWebhook, type WebhookDelivery } from "./delivery.js";
import { WebhookRules } from "./rules.js";

const FIRST_RETRY_MS = 30_000;
const LONGEST_RETRY_MS = 3_600_000;
const GIVE_UP_AFTER_MS = 24 * 3_600_000;

/** Sends events as Razorpay does: at least once, in no order, until they are taken or a day has passed. */
export class WebhookSender {
  readonly rules = new WebhookRules();
  readonly #clock: Clock;
  readonly #fetch: typeof fetch;
  readonly #deliveries: WebhookDelivery[] = [];
  readonly #running = new Set<Promise<void>>();
  readonly #disabled = new Set<string>();
  #held: WebhookDelivery[] | undefined;
  #stopped = new AbortController();

  constructor(clock: Clock, send: typeof fetch = (...call) => globalThis.fetch(...call)) {
    this.#clock = clock;
    this.#fetch = send;
  }

  /** Everything that happened, in the order it did. */
  get deliveries(): readonly WebhookDelivery[] {
    return this.#deliveries;
  }

  emit(account: Account, event: WebhookEvent, entities: WebhookEntities): void {
    this.send(account, event, payloadOf(entities));
  }

  /** An event of any kind. */
  send(account: Account, event: string, payload: WebhookPayload): WebhookDelivery {
    const { webhook, options } = account;
    const body = writeEvent(account, event, payload, this.#clock.seconds);
    const delivery: WebhookDelivery = {
      id: randomToken(),
      keyId: options.keyId,
      event,
      url: webhook?.url ?? null,
      body,
      signature: webhook ? signEvent(body, webhook.secret) : null,
      state: "unsent",
      attempts: [],
    };
    this.#deliveries.push(delivery);
    if (webhook && !this.#disabled.has(webhook.url)) this.#dispatch(delivery);
    return delivery;
  }

  #dispatch(delivery: WebhookDelivery): void {
    const rule = this.rules.take(delivery.event);
    if (rule?.action === "lose") delivery.state = "lost";
    else if (rule?.action === "delay") {
      delivery.state = "delayed";
      this.#clock.schedule((rule.delaySeconds ?? 60) * 1000, () => this.#send(delivery));
    } else if (this.#held) {
      delivery.state = "held";
      this.#held.push(delivery, ...(rule?.action === "duplicate" ? [delivery] : []));
    } else {
      this.#start(delivery);
      if (rule?.action === "duplicate") this.#start(delivery);
    }
  }

  /** Keeps what comes from now on, until {@link release}. */
  hold(): void {
    this.#held ??= [];
  }

  /** Sends what was held one after the other: as it happened, reversed, or in the order of the ids given (the rest after them). */
  async release(order: "as_happened" | "reversed" | readonly string[] = "as_happened"): Promise<void> {
    const held = this.#held ?? [];
    this.#held = undefined;
    if (order === "reversed") held.reverse();
    else if (order !== "as_happened") {
      const rank = ({ id }: WebhookDelivery) => (order.includes(id) ? order.indexOf(id) : order.length);
      held.sort((a, b) => rank(a) - rank(b));
    }
    for (const delivery of held) await this.#send(delivery);
  }

  /** Sends one again, byte for byte, whatever became of it. @throws {TypeError} where it never had an address */
  async resend(id: string): Promise<void> {
    const delivery = this.#deliveries.find((delivery) => delivery.id === id);
    if (!delivery?.url) throw new TypeError(`No webhook ${id} that could be sent.`);
    await this.#send(delivery);
  }

  /** Resolves when no request is under way; retries that wait for their time do not count. */
  async settled(): Promise<void> {
    while (this.#running.size > 0) await Promise.all(this.#running);
  }

  /** After a day of refusals an address gets nothing more, until it is set anew. */
  enable(url: string): void {
    this.#disabled.delete(url);
  }

  /** Cuts what is under way and forgets the rest. */
  reset(): void {
    this.#stopped.abort();
    this.#stopped = new AbortController();
    this.rules.clear();
    this.#held = undefined;
    this.#deliveries.length = 0;
    this.#disabled.clear();
  }

  #start(delivery: WebhookDelivery): void {
    delivery.state = "sending";
    // Not in this turn: the request that caused the event is answered first.
    const stopped = this.#stopped.signal;
    const running = Promise.resolve().then(() => this.#send(delivery, stopped));
    this.#running.add(running);
    void running.finally(() => this.#running.delete(running));
  }

  async #send(delivery: WebhookDelivery, stopped = this.#stopped.signal): Promise<void> {
    if (stopped.aborted) return;
    const attempt: WebhookDelivery["attempts"][number] = { at: new Date(this.#clock.nowMs).toISOString(), status: null };
    delivery.attempts.push(attempt);
    attempt.status = await postWebhook(this.#fetch, delivery, stopped);
    if (stopped.aborted) return;
    if (attempt.status !== null && attempt.status >= 200 && attempt.status < 300) delivery.state = "delivered";
    else if (delivery.state !== "delivered") this.#retryLater(delivery);
  }

  #retryLater(delivery: WebhookDelivery): void {
    const first = Date.parse(delivery.attempts[0]?.at ?? "");
    const waitMs = Math.min(FIRST_RETRY_MS * 2 ** (delivery.attempts.length - 1), LONGEST_RETRY_MS);
    if (this.#clock.nowMs + waitMs - first > GIVE_UP_AFTER_MS) {
      delivery.state = "given_up";
      if (delivery.url) this.#disabled.add(delivery.url);
      return;
    }
    delivery.state = "retrying";
    this.#clock.schedule(waitMs, () => this.#send(delivery));
  }
}
