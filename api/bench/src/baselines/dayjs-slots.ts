import dayjs, { type Dayjs } from "dayjs";
import timezone from "dayjs/plugin/timezone.js";
import utc from "dayjs/plugin/utc.js";
import type { ServiceRules, SlotState } from "../../../dist/domain/slots.js";

dayjs.extend(utc);
dayjs.extend(timezone);

const WEEKDAYS = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"] as const;

export interface DayjsSlot {
  start: string;
  resourceIds: string[];
}

/**
 * Slots as many calendars build them: for each resource, day and opening a dayjs that is moved step by step, and for
 * each free step shown in the customer's zone and turned into text to be found again. No buffers, notice or sessions:
 * it does less than `listSlots`, and gives the same starts where nobody uses those.
 */
export function listSlotsWithDayjs(rules: ServiceRules, state: SlotState, query: { from: string; days: number; timeZone: string; nowMs: number }): DayjsSlot[] {
  const slots = new Map<string, DayjsSlot>();
  const durationMs = rules.durationMinutes * 60_000;
  for (const resourceId of rules.requirements[0]!.resourceIds) {
    const { weekly, timeZone } = state.hours.get(resourceId)!;
    const busy = state.claims.filter((claim) => claim.resourceId === resourceId).sort((a, b) => a.startMs - b.startMs);
    for (let day = 0; day < query.days; day++) {
      const date = dayjs.tz(query.from, timeZone).add(day, "day");
      for (const [opens, closes] of weekly[WEEKDAYS[date.day()]!] ?? []) {
        const closingMs = dayjs.tz(`${date.format("YYYY-MM-DD")} ${closes}`, timeZone).valueOf();
        let start: Dayjs = dayjs.tz(`${date.format("YYYY-MM-DD")} ${opens}`, timeZone);
        for (; start.valueOf() + durationMs <= closingMs; start = start.add(rules.intervalMinutes, "minute")) {
          const startMs = start.valueOf();
          if (startMs < query.nowMs || isBusy(busy, startMs, startMs + durationMs)) continue;
          const key = start.tz(query.timeZone).toISOString();
          const slot = slots.get(key) ?? { start: key, resourceIds: [] };
          slot.resourceIds.push(resourceId);
          slots.set(key, slot);
        }
      }
    }
  }
  return [...slots.values()].sort((a, b) => (a.start < b.start ? -1 : 1));
}

/** Halving, so that what is compared is the arithmetic of time zones and not how busy times are looked up. */
function isBusy(busy: readonly { startMs: number; endMs: number }[], startMs: number, endMs: number): boolean {
  let low = 0;
  let high = busy.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (busy[middle]!.endMs <= startMs) low = middle + 1;
    else high = middle;
  }
  return low < busy.length && busy[low]!.startMs < endMs;
}
