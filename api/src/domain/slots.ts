import { type Choices, choicesAt, choicesOfPublished, offerOf } from "./combinations.js";
import type { Interval, ResourceHours } from "./hours.js";
import { type LiveClaim, Timeline } from "./timeline.js";

export type { LiveClaim };

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** What a service asks of a start, for one of its durations. */
export interface ServiceRules {
  serviceId: string;
  durationMinutes: number;
  intervalMinutes: number;
  bufferBeforeMinutes: number;
  bufferAfterMinutes: number;
  capacity: number;
  minNoticeMinutes: number;
  horizonDays: number;
  /** One pool each; a session takes one resource of every pool. The first one's openings make the grid of starts. */
  requirements: readonly { resourceIds: readonly string[] }[];
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
  claims: readonly LiveClaim[];
  published: readonly PublishedSlot[];
}

export interface Slot extends Interval {
  /** How many places can still be sold at this start. */
  remaining: number;
  /** Every resource that could serve a party of the asked size. */
  resourceIds: string[];
  slotId?: string;
  heldByYou?: true;
}

export interface SlotQuery {
  nowMs: number;
  quantity: number;
  /** Only with this resource. */
  resourceId?: string;
}

/** What one start offers, before anybody's wishes. */
export interface StartChoices {
  slot: Interval;
  /** What a session there keeps of its resources: the slot with its buffers. */
  claimed: Interval;
  choices: Choices;
  published?: PublishedSlot;
}

export const claimedInterval = (rules: Pick<ServiceRules, "bufferBeforeMinutes" | "bufferAfterMinutes">, slot: Interval): Interval => ({
  startMs: slot.startMs - rules.bufferBeforeMinutes * MINUTE_MS,
  endMs: slot.endMs + rules.bufferAfterMinutes * MINUTE_MS,
});

/** Notice and horizon: which starts may be booked at this moment. */
export const bookableStarts = (rules: Pick<ServiceRules, "minNoticeMinutes" | "horizonDays">, nowMs: number): { firstMs: number; lastMs: number } => ({
  firstMs: nowMs + rules.minNoticeMinutes * MINUTE_MS,
  lastMs: nowMs + rules.horizonDays * DAY_MS,
});

/** What every start in `[startMs, endMs)` offers, in order: those computed from hours and those published. */
export function* startsIn(rules: ServiceRules, state: SlotState, range: Interval): Generator<StartChoices> {
  const durationMs = rules.durationMinutes * MINUTE_MS;
  const timelines = timelinesOf(rules, state, { startMs: range.startMs, endMs: range.endMs + durationMs });
  const published = new Map(state.published.filter(({ startMs }) => startMs >= range.startMs && startMs < range.endMs).map((slot) => [slot.slotId, slot]));

  const onGrid = new Map<number, string[]>();
  for (const resourceId of rules.requirements[0]?.resourceIds ?? [])
    for (const startMs of timelines.get(resourceId)!.starts(range, durationMs, rules.intervalMinutes * MINUTE_MS)) {
      const known = onGrid.get(startMs);
      if (known) known.push(resourceId);
      else onGrid.set(startMs, [resourceId]);
    }

  const starts = [...onGrid.keys(), ...[...published.values()].map(({ startMs }) => startMs)].sort((a, b) => a - b);
  let previous: number | undefined;
  for (const startMs of starts) {
    if (startMs === previous) continue;
    previous = startMs;
    for (const session of published.values()) {
      if (session.startMs !== startMs) continue;
      const claimed = claimedInterval(rules, session);
      yield { slot: { startMs, endMs: session.endMs }, claimed, choices: choicesOfPublished(session, timelines, claimed), published: session };
    }
    const resourceIds = onGrid.get(startMs);
    if (!resourceIds) continue;
    const slot = { startMs, endMs: startMs + durationMs };
    const claimed = claimedInterval(rules, slot);
    yield { slot, claimed, choices: choicesAt(rules, timelines, resourceIds, slot, claimed) };
  }
}

function timelinesOf(rules: ServiceRules, state: SlotState, range: Interval): Map<string, Timeline> {
  const claims = new Map<string, LiveClaim[]>();
  for (const claim of state.claims) {
    const known = claims.get(claim.resourceId);
    if (known) known.push(claim);
    else claims.set(claim.resourceId, [claim]);
  }
  const ids = new Set([...rules.requirements.flatMap(({ resourceIds }) => resourceIds), ...state.published.flatMap(({ resourceIds }) => resourceIds)]);
  return new Map([...ids].map((id) => [id, new Timeline(state.hours.get(id), claims.get(id) ?? [], range)]));
}

/**
 * The slots a party of `quantity` can book, with starts in `[range.startMs, range.endMs)`, in order. Where a session
 * is published at a start that hours give as well, the published one is listed.
 */
export function listSlots(rules: ServiceRules, state: SlotState, query: SlotQuery & { range: Interval }): Slot[] {
  const { firstMs, lastMs } = bookableStarts(rules, query.nowMs);
  const range = { startMs: Math.max(query.range.startMs, firstMs), endMs: Math.min(query.range.endMs, lastMs + 1) };
  const slots: Slot[] = [];
  if (range.startMs >= range.endMs) return slots;
  for (const { slot, choices, published } of startsIn(rules, state, range)) {
    if (slots.at(-1)?.startMs === slot.startMs) continue;
    const offer = offerOf(choices, query.quantity, query.resourceId);
    if (!offer) continue;
    slots.push({ ...slot, ...offer, ...(published && { slotId: published.slotId }), ...(choices.mine && { heldByYou: true as const }) });
  }
  return slots;
}
