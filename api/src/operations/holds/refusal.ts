import type { AlternativeView } from "../../contract/problem.js";
import type { Connection } from "../../database/connect.js";
import { nearestAlternatives, type Refusal } from "../../domain/slot-refusal.js";
import { listSlots, type Slot } from "../../domain/slots.js";
import { localParts } from "../../domain/zones.js";
import { BookingError } from "../../errors.js";
import type { BookableService } from "../../queries/bookable-services.js";
import type { HoldRow } from "../../queries/holds.js";
import { readsOn } from "../availability/reads.js";
import { DAY_MS, loadBookableService, loadSlotState } from "../availability/slot-state.js";
import { rulesFor, type Wish } from "./wish.js";

const SENTENCE = {
  held: "Somebody else is holding this slot right now.",
  booked: "This slot has just been booked.",
  closed: "This is not a time that can be booked.",
  too_soon: "This start is too soon to be booked.",
  too_far: "This start is too far ahead to be booked yet.",
  past: "This start is in the past.",
};

const MOST_ALTERNATIVES = 3;
/** How far around a lost slot the nearest others are looked for, in days. */
const LOOKS = [
  { before: 1, after: 1 },
  { before: 3, after: 14 },
];

/** Nothing is left of what was asked for; becomes a `slot_unavailable` once the transaction is over. */
export class Refused extends Error {
  constructor(
    readonly wish: Wish,
    readonly why: Refusal,
    readonly now: Date,
  ) {
    super(why.reason);
  }
}

/** Says why a slot is not to be had, when it may be free again, and which three are nearest. */
export async function describeRefusal(sql: Connection, tenantId: string, service: BookableService, { wish, why, now }: Refused, myHoldId: string | undefined): Promise<BookingError> {
  const alternatives = await nearest(sql, tenantId, service, wish, now, myHoldId);
  return new BookingError("slot_unavailable", SENTENCE[why.reason], {
    reason: why.reason,
    ...(why.freesAtMs !== undefined && { freesAt: new Date(why.freesAtMs).toISOString() }),
    alternatives,
    errors: [{ path: "start", message: SENTENCE[why.reason] }],
  });
}

/** The starts nearest to a hold's that are free; none where its service is no longer offered. */
export async function alternativesTo(sql: Connection, { tenantId, serviceId, startsAt, quantity, durationMinutes }: HoldRow): Promise<AlternativeView[]> {
  try {
    const service = await loadBookableService(readsOn(sql), tenantId, serviceId);
    return await nearest(sql, tenantId, service, { startMs: startsAt.getTime(), quantity, durationMinutes, resourceId: undefined }, service.now, undefined);
  } catch (error) {
    if (error instanceof BookingError && error.code === "not_found") return [];
    throw error;
  }
}

const searches = new Map<string, Promise<AlternativeView[]>>();

/** The nearest free starts. All who lose one slot at the same moment share one search. */
function nearest(sql: Connection, tenantId: string, service: BookableService, wish: Wish, now: Date, myHoldId: string | undefined): Promise<AlternativeView[]> {
  const key = [tenantId, service.serviceId, wish.startMs, wish.quantity, wish.durationMinutes, wish.resourceId, myHoldId, !!wish.byOwner].join(" ");
  let search = searches.get(key);
  if (!search) {
    search = findNearest(sql, tenantId, service, wish, now, myHoldId).finally(() => searches.delete(key));
    searches.set(key, search);
  }
  return search;
}

async function findNearest(sql: Connection, tenantId: string, service: BookableService, wish: Wish, now: Date, myHoldId: string | undefined): Promise<AlternativeView[]> {
  // Among the starts that are offered, also where others would have done.
  const rules = { ...rulesFor(service, wish), anyStart: false };
  const centreMs = Math.min(Math.max(wish.startMs, now.getTime()), now.getTime() + rules.horizonDays * DAY_MS);
  const query = { nowMs: now.getTime(), quantity: wish.quantity, ...(wish.resourceId && { resourceId: wish.resourceId }) };
  let found: Slot[] = [];
  // Whoever is within a day on both sides is nearer than anybody beyond, so mostly the first look is enough.
  for (const { before, after } of LOOKS) {
    const range = { startMs: Math.max(now.getTime(), centreMs - before * DAY_MS), endMs: centreMs + after * DAY_MS };
    const state = await loadSlotState(readsOn(sql), tenantId, service, range, myHoldId);
    found = listSlots(rules, state, { ...query, range }).filter((slot) => slot.startMs !== wish.startMs);
    if (found.length >= MOST_ALTERNATIVES) break;
  }
  return nearestAlternatives(found, wish.startMs, MOST_ALTERNATIVES).map((slot) => alternativeView(slot, service.timeZone));
}

function alternativeView(slot: Slot, timeZone: string): AlternativeView {
  const { date, time, utcOffset } = localParts(timeZone, slot.startMs);
  return {
    start: new Date(slot.startMs).toISOString(),
    end: new Date(slot.endMs).toISOString(),
    localTime: time,
    utcOffset,
    timeZone,
    date,
    remaining: slot.remaining,
    resourceIds: slot.resourceIds,
  };
}
