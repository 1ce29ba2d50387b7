import { matchPools } from "./combinations.js";
import type { Interval } from "./hours.js";
import { sessionKeyOf } from "./sessions.js";
import { OrderedState } from "./slots-state.js";
import type { PublishedSlot, ServiceRules, SlotState } from "./slots.js";
import type { Timeline } from "./timeline.js";

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** A set of resources, one of each requirement, that serves a session. */
export interface Combination {
  /** Sorted. */
  resourceIds: string[];
  sessionKey: string;
  taken: ReadonlySet<number>;
  capacity: number;
}

/** What one start offers, before anybody's wishes. */
export interface StartChoices {
  slot: Interval;
  /** What a session there keeps of its resources: the slot with its buffers. */
  claimed: Interval;
  /** Sessions that have begun to fill, or that are published, and have a place left. */
  existing: Combination[];
  /** Per requirement the resources that nobody uses; without pools no session can be begun. */
  freshPools: string[][];
  capacity: number;
  published?: PublishedSlot;
  /** Whether the caller holds a place at this start. */
  own: boolean;
}

/** Notice and horizon: the first and the last start that may be booked at this moment. */
export const bookableStarts = (rules: Pick<ServiceRules, "minNoticeMinutes" | "horizonDays">, nowMs: number): { firstMs: number; lastMs: number } => ({
  firstMs: nowMs + rules.minNoticeMinutes * MINUTE_MS,
  lastMs: nowMs + rules.horizonDays * DAY_MS,
});

/**
 * What every start in `[startMs, endMs)` offers at this moment, in order: this alone decides what is listed, what can
 * be held and what is refused. At one start published sessions come first, then what hours give; last the caller's
 * own session, which neither changed hours nor lack of notice take off the list. With `anyStart` hours give the one
 * start that the range begins with.
 */
export function startsIn(rules: ServiceRules, state: SlotState, range: Interval, nowMs: number): StartChoices[] {
  const ordered = new OrderedState(rules, state, range);
  const { firstMs, lastMs } = bookableStarts(rules, nowMs);
  const isAsked = ({ startMs }: Interval) => startMs >= range.startMs && startMs < range.endMs && startMs >= nowMs;
  const isBookable = ({ startMs }: Interval) => startMs >= firstMs && startMs <= lastMs;

  const own = ordered.ownSessions(rules).filter(({ slot }) => isAsked(slot));
  const published = state.published
    .filter((slot) => isAsked(slot) && (isBookable(slot) || ordered.isOwn(slot)))
    .map((slot) => choicesOfSession(rules, ordered, slot, { ...slot, ...ordered.attendanceOf(slot.sessionKey), resourceIds: slot.resourceIds.toSorted() }, slot));
  const grid = rules.anyStart
    ? [{ startMs: range.startMs, timelines: ordered.pools[0] ?? [] }]
    : gridOf(rules, ordered, { startMs: Math.max(range.startMs, firstMs), endMs: Math.min(range.endMs, lastMs + 1) });
  const computed = grid
    .map((start) => choicesOfHours(rules, ordered, start, own.some(({ slot }) => slot.startMs === start.startMs)));
  const kept = own.map(({ slot, ...session }) => choicesOfSession(rules, ordered, slot, { ...session, capacity: rules.capacity }));
  return [...published, ...computed, ...kept].sort((a, b) => a.slot.startMs - b.slot.startMs);
}

const claimedBy = (rules: ServiceRules, { startMs, endMs }: Interval): Interval => ({
  startMs: startMs - rules.bufferBeforeMinutes * MINUTE_MS,
  endMs: endMs + rules.bufferAfterMinutes * MINUTE_MS,
});

interface GridStart {
  startMs: number;
  /** The resources of the first requirement whose own grid has this start. */
  timelines: Timeline[];
}

/** The starts that the hours of the first requirement's resources give, in order, each once. */
function gridOf(rules: ServiceRules, state: OrderedState, range: Interval): GridStart[] {
  const grids = (state.pools[0] ?? []).map((timeline) => ({
    timeline,
    starts: timeline.starts(range, rules.durationMinutes * MINUTE_MS, rules.intervalMinutes * MINUTE_MS),
    next: 0,
  }));
  const merged: GridStart[] = [];
  for (;;) {
    let startMs = Infinity;
    for (const { starts, next } of grids) if (next < starts.length && starts[next]! < startMs) startMs = starts[next]!;
    if (startMs === Infinity) return merged;
    const timelines: Timeline[] = [];
    for (const grid of grids)
      if (grid.starts[grid.next] === startMs) {
        timelines.push(grid.timeline);
        grid.next++;
      }
    merged.push({ startMs, timelines });
  }
}

/** What hours give at one start. */
function choicesOfHours(rules: ServiceRules, state: OrderedState, { startMs, timelines }: GridStart, own: boolean): StartChoices {
  const slot = { startMs, endMs: startMs + rules.durationMinutes * MINUTE_MS };
  const claimed = claimedBy(rules, slot);
  const freshPools: string[][] = [];
  const others = new Map<string, string[][]>();
  for (let index = 0; index < state.pools.length; index++) {
    const fresh: string[] = [];
    for (const timeline of index === 0 ? timelines : state.pools[index]!) {
      if (index > 0 && !rules.anyStart && !timeline.isOpen(startMs, slot.endMs)) continue;
      // Who is busy elsewhere has no hours, and needs the buffers beside it: what is published or held already stays.
      if (timeline.isBusy(claimed.startMs, claimed.endMs)) continue;
      const occupant = timeline.occupant(claimed.startMs, claimed.endMs);
      if (occupant === undefined) fresh.push(timeline.resourceId);
      // A session of this start keeps at least the slot, whatever the buffers were when it began.
      else if (rules.capacity > 1 && occupant !== "several" && occupant.startMs <= startMs && occupant.endMs >= slot.endMs) {
        let pools = others.get(occupant.sessionKey);
        if (!pools) others.set(occupant.sessionKey, (pools = state.pools.map(() => [])));
        pools[index]!.push(timeline.resourceId);
      }
    }
    freshPools.push(fresh);
  }
  const existing = others.size > 0 ? joinable(rules, state, others, startMs) : [];
  return { slot, claimed, existing, freshPools, capacity: rules.capacity, own };
}

/** The sessions of this very service and start that have a place left. @param others - by key, their resources in each pool. */
function joinable(rules: ServiceRules, state: OrderedState, others: ReadonlyMap<string, string[][]>, startMs: number): Combination[] {
  const existing: Combination[] = [];
  for (const [sessionKey, pools] of others) {
    const { taken } = state.attendanceOf(sessionKey);
    if (taken.size >= rules.capacity) continue;
    const resourceIds = matchPools(pools)?.sort();
    if (resourceIds && sessionKeyOf({ serviceId: rules.serviceId, durationMinutes: rules.durationMinutes, startMs, resourceIds }) === sessionKey)
      existing.push({ resourceIds, sessionKey, taken, capacity: rules.capacity });
  }
  return existing;
}

/** What a session offers that needs no hours: itself, as long as nobody else is on its resources. */
function choicesOfSession(rules: ServiceRules, state: OrderedState, { startMs, endMs }: Interval, session: Combination, published?: PublishedSlot): StartChoices {
  const { resourceIds, sessionKey, taken, capacity } = session;
  const claimed = claimedBy(rules, { startMs, endMs });
  const isFree = resourceIds.every((id) => {
    const occupant = state.timelineOf(id).occupant(claimed.startMs, claimed.endMs);
    return occupant === undefined || (occupant !== "several" && occupant.sessionKey === sessionKey);
  });
  return {
    slot: { startMs, endMs },
    claimed,
    existing: isFree && taken.size < capacity ? [{ resourceIds, sessionKey, taken, capacity }] : [],
    freshPools: [],
    capacity,
    ...(published && { published }),
    own: !published || state.isOwn(published),
  };
}
