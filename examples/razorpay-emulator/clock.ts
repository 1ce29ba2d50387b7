/** Something to do later; `cancel` takes it back. */
export interface Task {
  cancel(): void;
}

interface Waiting {
  dueMs: number;
  run: () => void | Promise<void>;
}

/** Longer waits make `setTimeout` fire at once. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/**
 * The emulator's time: the given clock, plus what it was moved by. What is scheduled runs when real time reaches it, or
 * as soon as the clock is moved past it, so that tests name an instant and never sleep.
 */
export class Clock {
  #offsetMs: number;
  #timer: NodeJS.Timeout | undefined;
  /** What the timer waits for. */
  #armedForMs = Number.POSITIVE_INFINITY;
  readonly #waiting = new Set<Waiting>();
  readonly #base: () => Date;

  constructor(base: () => Date = () => new Date(), offsetMs = 0) {
    this.#base = base;
    this.#offsetMs = offsetMs;
  }

  /** How far it was moved from the given clock. */
  get offsetMs(): number {
    return this.#offsetMs;
  }

  get nowMs(): number {
    return this.#base().getTime() + this.#offsetMs;
  }

  /** Unix seconds, as Razorpay writes instants. */
  get seconds(): number {
    return Math.floor(this.nowMs / 1000);
  }

  schedule(delayMs: number, run: () => void | Promise<void>): Task {
    const waiting = { dueMs: this.nowMs + delayMs, run };
    this.#waiting.add(waiting);
    // Every authorised payment waits for its end here: a load test schedules thousands, so nothing is sorted.
    if (waiting.dueMs < this.#armedForMs) this.#arm(waiting);
    return { cancel: () => void this.#waiting.delete(waiting) };
  }

  /** Moves the clock forward, doing on the way what falls due, each at its own instant. */
  async advance(ms: number): Promise<void> {
    const targetMs = this.nowMs + ms;
    for (let next = this.#next(); next && next.dueMs <= targetMs; next = this.#next()) {
      this.#offsetMs += Math.max(0, next.dueMs - this.nowMs);
      this.#waiting.delete(next);
      await next.run();
    }
    this.#offsetMs += Math.max(0, targetMs - this.nowMs);
    this.#arm(this.#next());
  }

  /** Drops what is scheduled, and goes back to the given clock. */
  reset(): void {
    this.#waiting.clear();
    this.#offsetMs = 0;
    this.#arm(undefined);
  }

  #next(): Waiting | undefined {
    let next: Waiting | undefined;
    for (const waiting of this.#waiting) if (!next || waiting.dueMs < next.dueMs) next = waiting;
    return next;
  }

  #arm(next: Waiting | undefined): void {
    clearTimeout(this.#timer);
    this.#armedForMs = next?.dueMs ?? Number.POSITIVE_INFINITY;
    if (!next) return;
    const waitMs = Math.min(Math.max(1, next.dueMs - this.nowMs), LONGEST_TIMER_MS);
    // Nobody's process stays alive for an emulated retry.
    this.#timer = setTimeout(() => void this.advance(0), waitMs).unref();
  }
}
