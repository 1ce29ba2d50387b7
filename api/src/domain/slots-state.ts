import type { Interval, ResourceHours } from "./hours.js";
import { sessionKeyOf } from "./sessions.js";
import type { PublishedSlot, ServiceRules, SlotState } from "./slots.js";
import { type BusyTime, type LiveClaim, Timeline } from "./timeline.js";

const MINUTE_MS = 60_000;

/** Who is in a session: its resources, sorted, and its live seats. */
export interface Attendance {
  resourceIds: string[];
  taken: ReadonlySet<number>;
}

/** A session computed from hours in which the caller has claims. */
export interface OwnSession extends Attendance {
  slot: Interval;
  sessionKey: string;
}

/** The state, put in order for questions about one service. */
export class OrderedState {
  /** Per requirement its resources, each once. */
  readonly pools: readonly Timeline[][];
  readonly #timelines = new Map<string, Timeline>();
  readonly #hours: ReadonlyMap<string, ResourceHours>;
  readonly #range: Interval;
  readonly #claims = new Map<string, LiveClaim[]>();
  readonly #busy = new Map<string, BusyTime[]>();
  readonly #foreign: LiveClaim[];
  readonly #own: LiveClaim[];
  #attendances?: Map<string, Attendance>;

  /** @param range - in which the questions begin; hours are known until a session that begins at its end is over. */
  constructor(rules: ServiceRules, state: SlotState, range: Interval) {
    this.#hours = state.hours;
    this.#range = { startMs: range.startMs, endMs: range.endMs + rules.durationMinutes * MINUTE_MS };
    this.#own = state.claims.filter(({ mine }) => mine);
    this.#foreign = this.#own.length > 0 ? state.claims.filter(({ mine }) => !mine) : [...state.claims];
    addByResource(this.#claims, this.#foreign);
    addByResource(this.#busy, state.busy ?? []);
    this.pools = rules.requirements.map(({ resourceIds }) => [...new Set(resourceIds)].map((id) => this.timelineOf(id)));
  }

  timelineOf(resourceId: string): Timeline {
    let timeline = this.#timelines.get(resourceId);
    if (!timeline) {
      timeline = new Timeline(resourceId, this.#hours.get(resourceId), this.#claims.get(resourceId) ?? [], this.#range, this.#busy.get(resourceId));
      this.#timelines.set(resourceId, timeline);
    }
    return timeline;
  }

  /** Who else is in a session. */
  attendanceOf(sessionKey: string): Attendance {
    this.#attendances ??= attendancesIn(this.#foreign);
    return this.#attendances.get(sessionKey) ?? { resourceIds: [], taken: new Set() };
  }

  isOwn({ sessionKey }: PublishedSlot): boolean {
    return this.#own.some((claim) => claim.sessionKey === sessionKey);
  }

  /** The sessions of this service, with this duration and these buffers, that the caller's own claims belong to. */
  ownSessions({ serviceId, durationMinutes, bufferBeforeMinutes }: ServiceRules): OwnSession[] {
    return [...attendancesIn(this.#own)].flatMap(([sessionKey, { resourceIds }]) => {
      const claim = this.#own.find((own) => own.sessionKey === sessionKey)!;
      const startMs = claim.startMs + bufferBeforeMinutes * MINUTE_MS;
      // Other services share these resources; only the key tells whose session it is.
      if (sessionKeyOf({ serviceId, startMs, durationMinutes, resourceIds }) !== sessionKey) return [];
      const slot = { startMs, endMs: startMs + durationMinutes * MINUTE_MS };
      return [{ sessionKey, resourceIds, slot, taken: this.attendanceOf(sessionKey).taken }];
    });
  }
}

function addByResource<T extends { resourceId: string }>(byResource: Map<string, T[]>, items: readonly T[]): void {
  for (const item of items) {
    const known = byResource.get(item.resourceId);
    if (known) known.push(item);
    else byResource.set(item.resourceId, [item]);
  }
}

function attendancesIn(claims: readonly LiveClaim[]): Map<string, Attendance> {
  const sessions = new Map<string, { resourceIds: string[]; taken: Set<number> }>();
  for (const { sessionKey, resourceId, seat } of claims) {
    let session = sessions.get(sessionKey);
    if (!session) sessions.set(sessionKey, (session = { resourceIds: [], taken: new Set() }));
    if (!session.resourceIds.includes(resourceId)) session.resourceIds.push(resourceId);
    // Seat 0 is the reservation of a published session, nobody's place.
    if (seat > 0) session.taken.add(seat);
  }
  for (const { resourceIds } of sessions.values()) resourceIds.sort();
  return sessions;
}
