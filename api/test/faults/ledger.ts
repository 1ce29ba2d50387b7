/** What customers were told, and so may rely on. */
export class Ledger {
  /** Holds that were answered 2xx. */
  readonly held = new Set<string>();
  /** Bookings that were answered 2xx, by their hold. */
  readonly booked = new Map<string, string>();
  /** Bookings whose cancellation was asked for: until it is answered they may be either. */
  readonly cancelling = new Set<string>();
  readonly cancelled = new Set<string>();
  /** Requests for a hold, each with one key, however often it was sent. */
  asked = 0;
  /** How requests were answered, by status or what cut them off. */
  readonly answers = new Map<string, number>();
  readonly findings: string[] = [];

  count(answer: string | number): void {
    this.answers.set(String(answer), (this.answers.get(String(answer)) ?? 0) + 1);
  }

  /** How many requests had effects so far. */
  get effects(): number {
    return this.held.size + this.booked.size + this.cancelled.size;
  }

  find(finding: string): void {
    this.findings.push(finding);
  }
}
