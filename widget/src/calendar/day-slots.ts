import type { Availability, ShownSlot } from "../model.js";
import type { IsoDate } from "./dates.js";

/** Parts of the day that slots are grouped by. */
export type PartOfDay = "morning" | "afternoon" | "evening";

/** Slots by local date, in the order of their starts. */
export type SlotsByDate = ReadonlyMap<IsoDate, readonly ShownSlot[]>;

const partOf = (localTime: string): PartOfDay =>
  localTime < "12:00" ? "morning" : localTime < "17:00" ? "afternoon" : "evening";

/** The day's slots as morning (until 12:00), afternoon (until 17:00) and evening; empty parts are left out. */
export function groupByPartOfDay(slots: readonly ShownSlot[]): [PartOfDay, ShownSlot[]][] {
  const groups = new Map<PartOfDay, ShownSlot[]>();
  for (const slot of slots) {
    const part = partOf(slot.localTime);
    groups.set(part, [...(groups.get(part) ?? []), slot]);
  }
  return [...groups];
}

/** How many of the slots can still be taken. */
export const countFree = (slots: readonly ShownSlot[] = []): number => slots.filter((slot) => !slot.taken).length;

/** Local times that occur twice on the day, because the clock goes back: they need their offset beside them. */
export function repeatedTimes(slots: readonly ShownSlot[]): ReadonlySet<string> {
  const seen = new Map<string, string>();
  const repeated = new Set<string>();
  for (const { localTime, utcOffset } of slots) {
    const before = seen.get(localTime);
    if (before !== undefined && before !== utcOffset) repeated.add(localTime);
    seen.set(localTime, utcOffset);
  }
  return repeated;
}

/** An answer of the server as slots by date. Days without a slot are left out. */
export function slotsByDate(answer: Availability): SlotsByDate {
  return new Map(
    answer.days
      .filter(({ slots }) => slots.length > 0)
      .map(({ date, slots }) => [date, slots.map((slot) => ({ ...slot, date }))]),
  );
}

/**
 * A newer answer laid over what is shown. On the day that is open nothing moves under the pointer: a slot that is
 * gone stays where it is, marked as taken, one that comes back is free again, and new ones wait until the day is
 * opened the next time. Other days become what the answer says.
 */
export function mergeSlots(shown: SlotsByDate, answer: SlotsByDate, open: IsoDate | null): SlotsByDate {
  const before = open === null ? undefined : shown.get(open);
  if (open === null || before === undefined) return answer;
  const now = new Map(answer.get(open)?.map((slot) => [slot.start, slot]));
  const merged = new Map(answer);
  merged.set(
    open,
    before.map((slot) => now.get(slot.start) ?? { ...slot, remaining: 0, taken: true }),
  );
  return merged;
}

/** The first slot that can be taken, of all days. */
export function firstFree(slots: SlotsByDate): ShownSlot | null {
  for (const date of [...slots.keys()].sort()) {
    const free = slots.get(date)?.find((slot) => !slot.taken);
    if (free) return free;
  }
  return null;
}

/** The shown slot that begins at this instant. */
export function findSlot(slots: SlotsByDate, start: string): ShownSlot | undefined {
  for (const day of slots.values()) {
    const found = day.find((slot) => slot.start === start);
    if (found) return found;
  }
  return undefined;
}
