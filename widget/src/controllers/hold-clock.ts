import { spokenMinutes, WARNING_MS } from "../checkout/announcements.js";

/** What the clock reads: a hold. */
export interface Expiring {
  /** Milliseconds left, by the server's clock. */
  remainingMs(): number;
}

/** What the clock tells. */
export interface ClockEvents {
  /** Every second: something to draw. */
  readonly tick: () => void;
  /** Minutes to speak: 5, 2 or 1. */
  readonly speak: (minutes: number) => void;
  /** One minute is left. */
  readonly warn: () => void;
  readonly expire: () => void;
}

/** Counts a hold down. It has no listener and no timer while it is stopped. */
export class HoldClock {
  #hold: Expiring | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #before: number | null = null;
  /** How long this term was when it began. */
  #termMs = 1;

  constructor(private readonly events: ClockEvents) {}

  /** Begins a term: a new hold, or one that was extended. */
  start(hold: Expiring): void {
    this.stop();
    this.#hold = hold;
    this.#termMs = Math.max(1, hold.remainingMs());
    document.addEventListener("visibilitychange", this.#tick);
    this.#tick();
  }

  stop(): void {
    clearTimeout(this.#timer);
    document.removeEventListener("visibilitychange", this.#tick);
    this.#hold = this.#before = null;
  }

  get remainingMs(): number {
    return this.#hold?.remainingMs() ?? 0;
  }

  /** The part of the term that is left, 0 to 1. */
  get fraction(): number {
    return Math.min(1, this.remainingMs / this.#termMs);
  }

  get isShort(): boolean {
    return this.#hold !== null && this.remainingMs <= WARNING_MS;
  }

  // Timers are late in background tabs: what counts is always the hold's own time.
  readonly #tick = (): void => {
    clearTimeout(this.#timer);
    if (!this.#hold) return;
    const now = this.#hold.remainingMs();
    const before = this.#before;
    this.#before = now;
    const minutes = spokenMinutes(before, now);
    if (minutes !== null) this.events.speak(minutes);
    if (now > 0 && now <= WARNING_MS && (before === null || before > WARNING_MS)) this.events.warn();
    if (now <= 0) {
      this.stop();
      this.events.expire();
      return;
    }
    this.#timer = setTimeout(this.#tick, (now % 1000) + 1);
    this.events.tick();
  };
}
