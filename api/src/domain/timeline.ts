import { type Interval, openWindows, type OpenWindow, type ResourceHours } from "./hours.js";

/** A row that keeps a resource's time until it expires; seat 0 is the reservation of a published session. */
export interface LiveClaim extends Interval {
  resourceId: string;
  sessionKey: string;
  seat: number;
  /** When it lapses; Infinity or absent once it is booked. */
  expiresAtMs?: number;
  /** The caller's own: it does not stand in the caller's way. Default is false. */
  mine?: boolean;
}

/** A stretch that a resource is busy elsewhere; those of one resource don't overlap. */
export interface BusyTime extends Interval {
  resourceId: string;
}

/** Keeps a place in a list that is mostly asked about ever later instants, so that the whole is walked once. */
class Cursor {
  #at = 0;
  #askedMs = -Infinity;

  /** The index of the first end after an instant: whatever stands before it is over by then. */
  firstEndingAfter(ends: readonly number[], instantMs: number): number {
    if (instantMs < this.#askedMs) this.#at = 0;
    this.#askedMs = instantMs;
    while (this.#at < ends.length && ends[this.#at]! <= instantMs) this.#at++;
    return this.#at;
  }
}

/** One resource's opening hours and other people's claims over a range, ready to be asked about any stretch of it. */
export class Timeline {
  readonly #windows: OpenWindow[];
  readonly #windowEnds: number[];
  readonly #windowCursor = new Cursor();
  readonly #claims: LiveClaim[];
  readonly #claimEnds: number[];
  readonly #claimCursor = new Cursor();
  readonly #busy: readonly Interval[];
  readonly #busyEnds: number[];
  readonly #busyCursor = new Cursor();

  constructor(
    readonly resourceId: string,
    hours: ResourceHours | undefined,
    claims: readonly LiveClaim[],
    range: Interval,
    busy: readonly Interval[] = [],
  ) {
    this.#windows = hours ? openWindows(hours, range) : [];
    this.#windowEnds = this.#windows.map(({ endMs }) => endMs);
    this.#claims = withoutRepeats(claims.toSorted((a, b) => a.startMs - b.startMs));
    this.#busy = busy.toSorted((a, b) => a.startMs - b.startMs);
    this.#busyEnds = this.#busy.map(({ endMs }) => endMs);
    this.#claimEnds = this.#claims.map(({ endMs }) => endMs);
  }

  /** Whether the resource is open from start to end without a break. */
  isOpen(startMs: number, endMs: number): boolean {
    const window = this.#windows[this.#windowCursor.firstEndingAfter(this.#windowEnds, startMs)];
    return window !== undefined && window.startMs <= startMs && endMs <= window.endMs;
  }

  /** Whether the resource is busy elsewhere for some of this stretch. */
  isBusy(startMs: number, endMs: number): boolean {
    const time = this.#busy[this.#busyCursor.firstEndingAfter(this.#busyEnds, startMs)];
    return time !== undefined && time.startMs < endMs;
  }

  /** The starts of this resource's own grid in `[startMs, endMs)`, in order: from each opening on in elapsed time. */
  starts({ startMs, endMs }: Interval, durationMs: number, intervalMs: number): number[] {
    const starts: number[] = [];
    for (const window of this.#windows)
      for (const opening of window.openings) {
        const skipped = Math.max(0, Math.ceil((startMs - opening.startMs) / intervalMs));
        const beforeMs = Math.min(opening.endMs, window.endMs - durationMs + 1, endMs);
        for (let at = opening.startMs + skipped * intervalMs; at < beforeMs; at += intervalMs) starts.push(at);
      }
    return starts;
  }

  /** Whose this stretch is: nobody's (undefined), one session's, told by one of its claims, or several'. */
  occupant(startMs: number, endMs: number): LiveClaim | "several" | undefined {
    let occupant: LiveClaim | undefined;
    for (let i = this.#claimCursor.firstEndingAfter(this.#claimEnds, startMs); i < this.#claims.length; i++) {
      const claim = this.#claims[i]!;
      if (claim.startMs >= endMs) break;
      if (claim.endMs <= startMs) continue;
      if (occupant && occupant.sessionKey !== claim.sessionKey) return "several";
      occupant = claim;
    }
    return occupant;
  }
}

/** The seats of one session keep the same time: one of them tells it for all. */
function withoutRepeats(sorted: LiveClaim[]): LiveClaim[] {
  return sorted.filter((claim, i) => {
    const previous = sorted[i - 1];
    return previous?.startMs !== claim.startMs || previous.endMs !== claim.endMs || previous.sessionKey !== claim.sessionKey;
  });
}
