import type { JourneyPlan, Outcome } from "./plan.js";

/** Something that is not as promised. */
export interface Finding {
  /** Which of the verdict's rules it breaks. */
  rule: string;
  text: string;
}

/** What the driver did and was told: the verdict compares it with the books. */
export class Journal {
  readonly findings: Finding[] = [];
  readonly counts = new Map<string, number>();
  /** Payments at the provider, by the outcome that was planned for their customer. */
  readonly payments = new Map<Outcome, number>();
  /** How journeys ended, as the customer saw it. */
  readonly endings = new Map<string, number>();
  /** Every hold that was answered with 201, and whose it is. */
  readonly holds = new Map<string, JourneyPlan>();
  /** Every booking that a confirmation was answered with, and its hold. */
  readonly confirmed = new Map<string, string>();
  /** Who cancelled which booking. */
  readonly cancelled = new Map<string, "customer" | "owner">();
  /** Whether some holds may have been made for requests that were given up. */
  unanswered = 0;

  find(rule: string, text: string): void {
    this.findings.push({ rule, text });
  }

  count(what: string, times = 1): void {
    this.counts.set(what, (this.counts.get(what) ?? 0) + times);
  }

  paid({ outcome }: JourneyPlan): void {
    this.payments.set(outcome, (this.payments.get(outcome) ?? 0) + 1);
  }

  ended(ending: string): undefined {
    this.endings.set(ending, (this.endings.get(ending) ?? 0) + 1);
    return undefined;
  }

  get paymentsMade(): number {
    return [...this.payments.values()].reduce((sum, count) => sum + count, 0);
  }

  /** `journey 3.17 (paid late)`, for findings about a hold. */
  whose(holdId: string): string {
    const plan = this.holds.get(holdId);
    return plan ? `journey ${plan.name} (${plan.outcome})` : "no journey we know";
  }
}
