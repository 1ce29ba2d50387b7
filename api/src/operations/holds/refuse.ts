import type { AlternativeView } from "../../contract/problem.js";
import type { Connection } from "../../database/connect.js";
import { nearestAlternatives, whyNot } from "../../domain/slot-refusal.js";
import { listSlots, type ServiceRules, type Slot, type SlotState } from "../../domain/slots.js";
import { localParts } from "../../domain/zones.js";
import { BookingError } from "../../errors.js";
import type { BookableService } from "../../queries/bookable-services.js";
import { DAY_MS, loadSlotState } from "../availability/slot-state.js";

const SENTENCE = {
  held: "Somebody else is holding this slot right now.",
  booked: "This slot has just been booked.",
  closed: "This is not a time that can be booked.",
  too_soon: "This start is too soon to be booked.",
  too_far: "This start is too far ahead to be booked yet.",
  past: "This start is in the past.",
};

/** How far around a lost slot the nearest others are looked for, in days. */
const DAYS_BEFORE = 3;
const DAYS_AFTER = 14;

/** Says why a slot is not to be had, when it may be free again, and which three are nearest. */
export async function refuse(
  sql: Connection,
  tenantId: string,
  service: BookableService,
  rules: ServiceRules,
  state: SlotState,
  wish: { startMs: number; quantity: number; resourceId: string | undefined },
  now: Date,
  myHoldId: string | undefined,
): Promise<BookingError> {
  const query = { nowMs: now.getTime(), quantity: wish.quantity, ...(wish.resourceId && { resourceId: wish.resourceId }) };
  const why = whyNot(rules, state, wish.startMs, query) ?? { reason: "booked" as const };
  const centreMs = Math.min(Math.max(wish.startMs, now.getTime()), now.getTime() + rules.horizonDays * DAY_MS);
  const range = { startMs: Math.max(now.getTime(), centreMs - DAYS_BEFORE * DAY_MS), endMs: centreMs + DAYS_AFTER * DAY_MS };
  const around = await loadSlotState(sql, tenantId, service, range, myHoldId);
  const alternatives = nearestAlternatives(
    listSlots(rules, around, { ...query, range }).filter((slot) => slot.startMs !== wish.startMs),
    wish.startMs,
    3,
  );
  return new BookingError("slot_unavailable", SENTENCE[why.reason], {
    reason: why.reason,
    ...(why.freesAtMs !== undefined && { freesAt: new Date(why.freesAtMs).toISOString() }),
    alternatives: alternatives.map((slot) => alternativeView(slot, service.timeZone)),
    errors: [{ path: "start", message: SENTENCE[why.reason] }],
  });
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
