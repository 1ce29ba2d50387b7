import { type Combination, matchPools } from "./combinations.js";
import type { Interval } from "./hours.js";
import { sessionKeyOf } from "./sessions.js";
import { bookableStarts, type ServiceRules, type SlotQuery, type SlotState, startsIn } from "./slots.js";

/** What has to be claimed for a party. */
export interface ChosenCombination {
  /** Sorted: claims are inserted in this order. */
  resourceIds: string[];
  sessionKey: string;
  /** As many as the party has people. */
  seats: number[];
  capacity: number;
  slot: Interval;
  claimed: Interval;
  slotId?: string;
}

export interface ChoiceQuery extends SlotQuery {
  startMs: number;
  /** A random whole number from 0 to n − 1: rivals that look at the same moment should not choose the same. */
  pick: (n: number) => number;
}

/**
 * Chooses resources and seats at a start, by the rules that {@link listSlots} lists by: a session that has begun to
 * fill before a new one, the fullest that still fits first. Undefined only if nothing is left.
 */
export function chooseCombination(rules: ServiceRules, state: SlotState, { startMs, nowMs, quantity, resourceId, pick }: ChoiceQuery): ChosenCombination | undefined {
  const { firstMs, lastMs } = bookableStarts(rules, nowMs);
  if (startMs < firstMs || startMs > lastMs) return undefined;
  for (const { slot, claimed, choices, published } of startsIn(rules, state, { startMs, endMs: startMs + 1 })) {
    const fitting = choices.existing.filter(
      (session) => session.capacity - session.taken.size >= quantity && (resourceId === undefined || session.resourceIds.includes(resourceId)),
    );
    const session = fitting.sort((a, b) => b.taken.size - a.taken.size)[0] ?? fresh(rules, choices, slot, quantity, resourceId, pick);
    if (!session) continue;
    const { resourceIds, sessionKey, capacity } = session;
    return { resourceIds, sessionKey, capacity, slot, claimed, seats: drawSeats(session, quantity, pick), ...(published && { slotId: published.slotId }) };
  }
  return undefined;
}

function fresh(
  rules: ServiceRules,
  { freshPools, capacity }: { freshPools: string[][]; capacity: number },
  slot: Interval,
  quantity: number,
  resourceId: string | undefined,
  pick: ChoiceQuery["pick"],
): Combination | undefined {
  if (capacity < quantity || freshPools.length === 0) return undefined;
  const resourceIds = matchPools(freshPools.map((pool) => shuffled(pool, pick)), resourceId)?.sort();
  if (!resourceIds) return undefined;
  const { serviceId, durationMinutes } = rules;
  return { resourceIds, sessionKey: sessionKeyOf({ serviceId, startMs: slot.startMs, durationMinutes, resourceIds }), taken: new Set(), capacity };
}

function shuffled<T>(items: readonly T[], pick: (n: number) => number): T[] {
  const result = [...items];
  for (let i = result.length - 1; i > 0; i--) {
    const j = pick(i + 1);
    [result[i], result[j]] = [result[j]!, result[i]!];
  }
  return result;
}

/** Free seats, any of them: the lowest would be everybody's first choice. Sorted. */
function drawSeats({ taken, capacity }: Combination, quantity: number, pick: (n: number) => number): number[] {
  const free: number[] = [];
  for (let seat = 1; seat <= capacity; seat++) if (!taken.has(seat)) free.push(seat);
  return shuffled(free, pick).slice(0, quantity).sort((a, b) => a - b);
}
