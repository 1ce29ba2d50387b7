import type { AvailabilityQuery, AvailabilityView, AvailableSlotView } from "../../contract/availability.js";
import type { Connection } from "../../database/connect.js";
import { addDays } from "../../domain/local-dates.js";
import { listSlots, type ServiceRules, type Slot } from "../../domain/slots.js";
import { localParts, wallTimeToInstantMs } from "../../domain/zones.js";
import { invalidField, notFound } from "../../errors.js";
import type { BookableService } from "../../queries/bookable-services.js";
import { readsOn } from "./reads.js";
import { DAY_MS, loadBookableService, loadSlotState, rulesOf } from "./slot-state.js";

/**
 * What can be booked between two local dates, day by day; days without a slot are not left out, they are empty.
 * @param myHoldId - the caller's own hold, whose slot stays in the list.
 * @throws `not_found`, `validation_failed`.
 */
export async function listAvailability(sql: Connection, tenantId: string, query: AvailabilityQuery, myHoldId?: string): Promise<AvailabilityView> {
  const service = await loadBookableService(readsOn(sql), tenantId, query.serviceId);
  const { resourceId, timeZone } = query;
  if (resourceId !== undefined && !service.resources.has(resourceId)) throw notFound("resource of this service");
  const durationMinutes = query.durationMinutes ?? service.durations[0]!.minutes;
  if (!service.durations.some(({ minutes }) => minutes === durationMinutes))
    throw invalidField("durationMinutes", `This service takes ${service.durations.map(({ minutes }) => minutes).join(" or ")} minutes.`);

  const rules = rulesOf(service, durationMinutes);
  const nowMs = service.now.getTime();
  const asked = { nowMs, quantity: query.quantity ?? 1, ...(resourceId && { resourceId }) };
  const range = {
    startMs: wallTimeToInstantMs(timeZone, query.from, 0),
    endMs: wallTimeToInstantMs(timeZone, addDays(query.to, 1), 0),
  };
  const slots = listSlots(rules, await loadSlotState(readsOn(sql), tenantId, service, range, myHoldId), { ...asked, range });
  return {
    timeZone,
    days: byDay(slots, query, timeZone),
    nextAvailable: slots.length > 0 ? null : await findNext(sql, tenantId, service, rules, asked, Math.max(range.endMs, nowMs)),
  };
}

function byDay(slots: Slot[], { from, to }: { from: string; to: string }, timeZone: string): AvailabilityView["days"] {
  const days = new Map<string, AvailabilityView["days"][number]>();
  for (let date = from; date <= to; date = addDays(date, 1)) days.set(date, { date, slots: [] });
  for (const slot of slots) {
    const { date } = localParts(timeZone, slot.startMs);
    days.get(date)?.slots.push(slotView(slot, timeZone));
  }
  return [...days.values()];
}

/** A slot as it is shown in a zone. */
export function slotView(slot: Slot, timeZone: string): AvailableSlotView {
  const { time, utcOffset } = localParts(timeZone, slot.startMs);
  return {
    start: new Date(slot.startMs).toISOString(),
    end: new Date(slot.endMs).toISOString(),
    localTime: time,
    utcOffset,
    remaining: slot.remaining,
    resourceIds: slot.resourceIds,
    ...(slot.heldByYou && { heldByYou: true as const }),
  };
}

/** How many days are looked through at once for the next free start. */
const STRIDE_DAYS = 31;

async function findNext(
  sql: Connection,
  tenantId: string,
  service: BookableService,
  rules: ServiceRules,
  asked: { nowMs: number; quantity: number; resourceId?: string },
  fromMs: number,
): Promise<string | null> {
  const lastMs = asked.nowMs + rules.horizonDays * DAY_MS;
  for (let startMs = fromMs; startMs <= lastMs; startMs += STRIDE_DAYS * DAY_MS) {
    const range = { startMs, endMs: Math.min(startMs + STRIDE_DAYS * DAY_MS, lastMs + 1) };
    const [first] = listSlots(rules, await loadSlotState(readsOn(sql), tenantId, service, range), { ...asked, range });
    if (first) return new Date(first.startMs).toISOString();
  }
  return null;
}
