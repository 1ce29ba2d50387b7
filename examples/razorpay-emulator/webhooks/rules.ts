import { requireWithin } from "../input.js";
import type { WebhookEvent } from "./events.js";

/** What happens to the next webhooks instead of arriving once and at once. */
export interface WebhookRule {
  /** `lose`: it is never sent. `duplicate`: it is sent twice. `delay`: it is sent `delaySeconds` later. */
  action: "lose" | "duplicate" | "delay";
  /** Only this event; default is any. */
  event?: WebhookEvent;
  /** How many webhooks it is for. Default is 1. */
  count?: number;
  /** For `delay`, by the emulator's clock. Default is 60. */
  delaySeconds?: number;
}

/** Rules in the order they were given; each webhook takes one turn of the first that fits it. */
export class WebhookRules {
  #rules: (WebhookRule & { left: number })[] = [];

  /** @throws {ApiError} for a count or a delay that can't be */
  add(rule: WebhookRule): void {
    if (rule.count !== undefined) requireWithin("count", rule.count, 1);
    if (rule.delaySeconds !== undefined) requireWithin("delaySeconds", rule.delaySeconds, 0);
    this.#rules.push({ ...rule, left: rule.count ?? 1 });
  }

  take(event: string): WebhookRule | undefined {
    const rule = this.#rules.find((rule) => rule.event === undefined || rule.event === event);
    if (!rule) return undefined;
    rule.left -= 1;
    if (rule.left <= 0) this.#rules = this.#rules.filter((other) => other !== rule);
    return rule;
  }

  clear(): void {
    this.#rules = [];
  }
}
