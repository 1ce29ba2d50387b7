import { combinationsOf } from "./combinations.js";
import type { Interval, ResourceHours } from "./hours.js";
import { type StartChoices, startsIn } from "./slots-by-start.js";
import type { BusyTime, LiveClaim } from "./timeline.js";

export type { LiveClaim };

/** What a service asks of a start, for one of its durations. */
export interface ServiceRules {
  serviceId: string;
  durationMinutes: number;
  /** At least 1. */
  intervalMinutes: number;
  bufferBeforeMinutes: number;
  bufferAfterMinutes: number;
  capacity: number;
  minNoticeMinutes: number;
  horizonDays: number;
  /** One pool each; a session takes one resource of every pool. The first one's openings make the grid of starts. */
  requirements: readonly { resourceIds: readonly string[] }[];
  /** Whether every start will do, open or not: what nobody else uses then is free. Default is false. */
  anyStart?: boolean;
}

/** A session that its owner published: it needs no opening hours. */
export interface PublishedSlot extends Interval {
  slotId: string;
  capacity: number;
  resourceIds: readonly string[];
  sessionKey: string;
}

/** Everything that decides what is free. */
export interface SlotState {
  hours: ReadonlyMap<string, ResourceHours>;
  /** Those that have not lapsed and overlap what is asked about, buffers included. */
  claims: readonly LiveClaim[];
  published: readonly PublishedSlot[];
  /** When resources are busy elsewhere: their hours don't count then. Default is never. */
  busy?: readonly BusyTime[];
}

export interface Slot extends Interval {
  /** How many places can still be sold at this start, to parties of any size. */
  remaining: number;
  /** Every resource that could serve a party of the asked size. */
  resourceIds: string[];
  slotId?: string;
  heldByYou?: true;
}

export interface SlotQuery {
  nowMs: number;
  /** Places in one session. */
  quantity: number;
  /** Only with this resource. */
  resourceId?: string;
}

/**
 * The slots a party of `quantity` can book, with starts in `[range.startMs, range.endMs)`, in order, each start once.
 * Where a session is published at a start that hours give as well, the published one is listed. The slot of the
 * caller's own claims is marked, and stays listed until it starts.
 */
export function listSlots(rules: ServiceRules, state: SlotState, query: SlotQuery & { range: Interval }): Slot[] {
  const slots: Slot[] = [];
  const starts = startsIn(rules, state, query.range, query.nowMs);
  for (let from = 0, to; from < starts.length; from = to) {
    const { startMs } = starts[from]!.slot;
    for (to = from + 1; starts[to]?.slot.startMs === startMs; ) to++;
    const slot = to === from + 1 ? slotOf(starts[from]!, query) : slotOfSeveral(starts.slice(from, to), query);
    if (slot) slots.push(slot);
  }
  return slots;
}

/** Whether one combination can take the whole party. */
export const canServe = (start: StartChoices, query: SlotQuery): boolean => offerOf(start, query).resourceIds.length > 0;

function slotOf(start: StartChoices, query: SlotQuery): Slot | undefined {
  const offer = offerOf(start, query);
  if (offer.resourceIds.length === 0) return undefined;
  const slot: Slot = { startMs: start.slot.startMs, endMs: start.slot.endMs, remaining: offer.remaining, resourceIds: offer.resourceIds };
  if (start.published) slot.slotId = start.published.slotId;
  if (start.own) slot.heldByYou = true;
  return slot;
}

/** The slot of a start with several sessions: the first that fits, with the places of those that run beside it. */
function slotOfSeveral(starts: readonly StartChoices[], query: SlotQuery): Slot | undefined {
  const first = starts.find((start) => canServe(start, query));
  const slot = first && slotOf(first, query);
  if (!slot) return undefined;
  const counted = new Set(takers(first, query));
  for (const other of starts) {
    // Who shares a resource with one that is counted can't be sold beside it.
    if (other === first || other.slot.endMs !== slot.endMs || takers(other, query).some((id) => counted.has(id))) continue;
    const { remaining, resourceIds } = offerOf(other, query);
    slot.remaining += remaining;
    // In an order of its own: sessions come in the order of their claims, which tells nothing.
    slot.resourceIds = [...slot.resourceIds, ...resourceIds].sort();
    for (const id of takers(other, query)) counted.add(id);
  }
  if (starts.some(({ own }) => own)) slot.heldByYou = true;
  return slot;
}

/** Every resource that can take somebody, however small the party. */
const takers = (start: StartChoices, query: SlotQuery) => offerOf(start, { ...query, quantity: 1 }).resourceIds;

/** How many places are left, and which resources can serve the whole party; none where no combination can. */
function offerOf({ existing, freshPools, capacity }: StartChoices, { quantity, resourceId }: SlotQuery): { remaining: number; resourceIds: string[] } {
  const { members, atOnce } = combinationsOf(freshPools, resourceId);
  const resourceIds = capacity >= quantity ? [...members] : [];
  let remaining = capacity * atOnce;
  for (const combination of existing) {
    if (resourceId !== undefined && !combination.resourceIds.includes(resourceId)) continue;
    const left = combination.capacity - combination.taken.size;
    remaining += left;
    // Nobody can be in two sessions at once, so no resource comes twice.
    if (left >= quantity) resourceIds.push(...combination.resourceIds);
  }
  if (existing.length > 0) resourceIds.sort();
  return { remaining, resourceIds };
}
