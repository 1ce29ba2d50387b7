import { type Interval, openWindows, type OpenWindow, type ResourceHours } from "./hours.js";

/** A row that keeps a resource's time; seat 0 is the reservation of a published session. */
export interface LiveClaim extends Interval {
  resourceId: string;
  sessionKey: string;
  seat: number;
  /** When it lapses; Infinity or absent once it is booked. */
  expiresAtMs?: number;
  /** The caller's own: it does not stand in the caller's way. */
  mine?: boolean;
}

/** How a stretch of a resource's time is used: not at all, by one session, or by somebody else altogether. */
export type Usage = { kind: "free"; mine: boolean } | { kind: "session"; sessionKey: string; taken: Set<number>; mine: boolean } | { kind: "blocked" };

/** The first index whose value is greater; `values` never fall. */
function firstGreater(values: readonly number[], limit: number): number {
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (values[middle]! > limit) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** One resource's opening hours and claims over a range, ready to be asked about any stretch of it. */
export class Timeline {
  readonly #windows: OpenWindow[];
  readonly #windowEnds: number[];
  readonly #claims: LiveClaim[];
  readonly #latestEnds: number[];

  constructor(hours: ResourceHours | undefined, claims: readonly LiveClaim[], range: Interval) {
    this.#windows = hours ? openWindows(hours, range) : [];
    this.#windowEnds = this.#windows.map(({ endMs }) => endMs);
    this.#claims = claims.toSorted((a, b) => a.startMs - b.startMs);
    // Claims of one session may end differently, so ends are searched by the latest so far.
    let latest = -Infinity;
    this.#latestEnds = this.#claims.map(({ endMs }) => (latest = Math.max(latest, endMs)));
  }

  isOpen({ startMs, endMs }: Interval): boolean {
    const window = this.#windows[firstGreater(this.#windowEnds, startMs)];
    return window !== undefined && window.startMs <= startMs && endMs <= window.endMs;
  }

  /** The starts on this resource's grid in `[startMs, endMs)`, stepping from each opening in elapsed time. */
  *starts({ startMs, endMs }: Interval, durationMs: number, intervalMs: number): Generator<number> {
    for (let i = firstGreater(this.#windowEnds, startMs); i < this.#windows.length; i++) {
      const window = this.#windows[i]!;
      for (const opening of window.openings) {
        const skipped = Math.max(0, Math.ceil((startMs - opening.startMs) / intervalMs));
        const last = Math.min(opening.endMs - 1, window.endMs - durationMs, endMs - 1);
        for (let at = opening.startMs + skipped * intervalMs; at <= last; at += intervalMs) yield at;
      }
      if (window.startMs >= endMs) return;
    }
  }

  usage({ startMs, endMs }: Interval): Usage {
    let sessionKey: string | undefined;
    let taken: Set<number> | undefined;
    let mine = false;
    for (let i = firstGreater(this.#latestEnds, startMs); i < this.#claims.length; i++) {
      const claim = this.#claims[i]!;
      if (claim.startMs >= endMs) break;
      if (claim.endMs <= startMs) continue;
      if (claim.mine) {
        mine ||= claim.startMs === startMs && claim.endMs === endMs;
        continue;
      }
      if (sessionKey !== undefined && sessionKey !== claim.sessionKey) return { kind: "blocked" };
      sessionKey = claim.sessionKey;
      taken ??= new Set();
      if (claim.seat > 0) taken.add(claim.seat);
    }
    return sessionKey === undefined ? { kind: "free", mine } : { kind: "session", sessionKey, taken: taken!, mine };
  }
}
