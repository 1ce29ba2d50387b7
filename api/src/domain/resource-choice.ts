import { matchPools } from "./combinations.js";
import type { Interval } from "./hours.js";
import { sessionKeyOf } from "./sessions.js";
import { type Combination, type StartChoices, startsIn } from "./slots-by-start.js";
import type { ServiceRules, SlotQuery, SlotState } from "./slots.js";

/** What has to be claimed for a party. */
export interface ChosenCombination {
  /** Sorted by code units: claims are inserted in this order. */
  resourceIds: string[];
  sessionKey: string;
  /** As many as the party has people, sorted, each from 1 to `capacity`. */
  seats: number[];
  capacity: number;
  slot: Interval;
  /** The slot with its buffers. */
  claimed: Interval;
  /** Only for a published session. */
  slotId?: string;
}

export interface ChoiceQuery extends SlotQuery {
  startMs: number;
  /** A random whole number from 0 to n − 1: rivals that look at the same moment should not choose the same. */
  pick: (n: number) => number;
  /** Resources just lost to a rival: taken only where no other is left. Default is none. */
  lost?: ReadonlySet<string>;
}

/**
 * Chooses resources and seats at a start, by the rules that `listSlots` lists by: a session that has begun to fill
 * before a new one, the fullest that still fits first. Undefined only if nothing is left.
 */
export function chooseCombination(rules: ServiceRules, state: SlotState, query: ChoiceQuery): ChosenCombination | undefined {
  const { startMs, nowMs, quantity, resourceId, pick } = query;
  for (const start of startsIn(rules, state, { startMs, endMs: startMs + 1 }, nowMs)) {
    const [fullest] = start.existing
      .filter(({ capacity, taken, resourceIds }) => capacity - taken.size >= quantity && (resourceId === undefined || resourceIds.includes(resourceId)))
      .sort((a, b) => b.taken.size - a.taken.size);
    const session = fullest ?? freshCombination(rules, start, query);
    if (!session) continue;
    const { resourceIds, sessionKey, capacity } = session;
    const { slot, claimed, published } = start;
    return { resourceIds, sessionKey, seats: drawSeats(session, quantity, pick), capacity, slot, claimed, ...(published && { slotId: published.slotId }) };
  }
  return undefined;
}

function freshCombination(rules: ServiceRules, { slot, freshPools, capacity }: StartChoices, { quantity, resourceId, pick, lost }: ChoiceQuery): Combination | undefined {
  if (capacity < quantity || freshPools.length === 0) return undefined;
  const pools = freshPools.map((pool) => {
    const shuffled = draw(pool, pool.length, pick);
    return lost ? [...shuffled.filter((id) => !lost.has(id)), ...shuffled.filter((id) => lost.has(id))] : shuffled;
  });
  const resourceIds = matchPools(pools, resourceId)?.sort();
  return resourceIds && { resourceIds, sessionKey: sessionKeyOf({ ...rules, startMs: slot.startMs, resourceIds }), taken: new Set(), capacity };
}

/** Free seats, any of them: the lowest would be everybody's first choice. */
function drawSeats({ taken, capacity }: Combination, quantity: number, pick: (n: number) => number): number[] {
  const free: number[] = [];
  for (let seat = 1; seat <= capacity; seat++) if (!taken.has(seat)) free.push(seat);
  return draw(free, quantity, pick).sort((a, b) => a - b);
}

/** The first `count` of the items after a shuffle, which goes no further than it has to. */
function draw<T>(items: readonly T[], count: number, pick: (n: number) => number): T[] {
  const result = [...items];
  for (let i = 0; i < count; i++) {
    const j = i + pick(result.length - i);
    [result[i], result[j]] = [result[j]!, result[i]!];
  }
  return result.slice(0, count);
}
