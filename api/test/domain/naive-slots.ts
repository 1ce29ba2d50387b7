import type { Interval, ResourceHours } from "../../src/domain/hours.js";
import { addDays, weekdayOf } from "../../src/domain/local-dates.js";
import { sessionKeyOf } from "../../src/domain/sessions.js";
import type { PublishedSlot, Slot } from "../../src/domain/slots.js";
import { oracleInstantMs } from "./temporal-oracle.js";
import { DAY, MINUTE, type World } from "./worlds.js";

const overlaps = (a: Interval, b: Interval) => a.startMs < b.endMs && b.startMs < a.endMs;
const minuteOf = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

/** Every window of every day around, by Temporal. */
function windowsOf(hours: ResourceHours | undefined, around: Interval): Interval[] {
  if (!hours) return [];
  const { timeZone, weekly, overrides } = hours;
  const found: Interval[] = [];
  for (let ms = around.startMs - 3 * DAY; ms < around.endMs + 3 * DAY; ms += DAY) {
    const date = addDays(new Date(ms).toISOString().slice(0, 10), 0);
    for (const [opens, closes] of overrides.get(date) ?? weekly[weekdayOf(date)] ?? [])
      found.push({ startMs: oracleInstantMs(timeZone, date, minuteOf(opens)), endMs: oracleInstantMs(timeZone, date, minuteOf(closes)) });
  }
  return found.filter(({ startMs, endMs }) => startMs < endMs);
}

/** Whether windows cover the slot: walked from window to window. */
function isInside(windows: Interval[], { startMs, endMs }: Interval): boolean {
  for (let at = startMs; at < endMs; ) {
    const window = windows.find((one) => one.startMs <= at && at < one.endMs);
    if (!window) return false;
    at = window.endMs;
  }
  return true;
}

interface Option {
  ids: string[];
  left: number;
}

/** One thing that can be sold at a start: a published session, what hours give, or the caller's own session. */
interface Item extends Interval {
  options: Option[];
  published?: PublishedSlot;
  own: boolean;
}

/** The most places in options that have no resource in common: every choice is tried. */
function most(options: Option[]): number {
  const [first, ...rest] = options;
  if (!first) return 0;
  return Math.max(most(rest), first.left + most(rest.filter(({ ids }) => !ids.some((id) => first.ids.includes(id)))));
}

/** {@link listSlots} said again, minute by minute and combination by combination: slow, and plainly right. */
export function naiveSlots({ rules, state, query, range }: World): Slot[] {
  const { nowMs, quantity, resourceId } = query;
  const windows = new Map([...state.hours].map(([id, hours]) => [id, windowsOf(hours, range)]));
  const foreign = state.claims.filter(({ mine }) => !mine);
  const mine = state.claims.filter((claim) => claim.mine);
  const claimed = ({ startMs, endMs }: Interval) => ({ startMs: startMs - rules.bufferBeforeMinutes * MINUTE, endMs: endMs + rules.bufferAfterMinutes * MINUTE });
  const option = (ids: string[], sessionKey: () => string, capacity: number, slot: Interval): Option[] => {
    const there = foreign.filter((claim) => ids.includes(claim.resourceId) && overlaps(claim, claimed(slot)));
    const keys = new Set(there.map((claim) => claim.sessionKey));
    if (keys.size > 1 || (keys.size === 1 && !keys.has(sessionKey()))) return [];
    const left = capacity - new Set(there.map(({ seat }) => seat).filter((seat) => seat > 0)).size;
    return left > 0 ? [{ ids: ids.toSorted(), left }] : [];
  };
  const combinations = (index: number, chosen: string[]): string[][] => {
    const pool = rules.requirements[index];
    return pool ? pool.resourceIds.filter((id) => !chosen.includes(id)).flatMap((id) => combinations(index + 1, [...chosen, id])) : [chosen];
  };
  const keyAt = (startMs: number, resourceIds: string[]) => sessionKeyOf({ serviceId: rules.serviceId, durationMinutes: rules.durationMinutes, startMs, resourceIds });
  const isOnGrid = (id: string, startMs: number) => windows.get(id)!.some((one) => one.startMs <= startMs && startMs < one.endMs && (startMs - one.startMs) % (rules.intervalMinutes * MINUTE) === 0);

  const slots: Slot[] = [];
  for (let startMs = Math.max(range.startMs, nowMs); startMs < range.endMs; startMs += 5 * MINUTE) {
    const slot = { startMs, endMs: startMs + rules.durationMinutes * MINUTE };
    const isBookable = startMs >= nowMs + rules.minNoticeMinutes * MINUTE && startMs <= nowMs + rules.horizonDays * DAY;
    const items: Item[] = [];
    for (const published of state.published) {
      const own = mine.some(({ sessionKey }) => sessionKey === published.sessionKey);
      if (published.startMs === startMs && (isBookable || own))
        items.push({ startMs, endMs: published.endMs, published, own, options: option([...published.resourceIds], () => published.sessionKey, published.capacity, published) });
    }
    const all = combinations(0, []);
    const ownKeys = new Set(mine.map(({ sessionKey }) => sessionKey));
    const setsOf = (list: string[][]) => [...new Map(list.map((ids) => [ids.toSorted().join(), ids])).values()];
    const held = ownKeys.size > 0 ? setsOf(all).filter((ids) => ownKeys.has(keyAt(startMs, ids))) : [];
    if (isBookable) {
      const open = all.filter((ids) => isOnGrid(ids[0]!, startMs) && ids.every((id) => isInside(windows.get(id)!, slot) && !state.busy?.some((time) => time.resourceId === id && overlaps(time, claimed(slot)))));
      items.push({ ...slot, own: false, options: setsOf(open).flatMap((ids) => option(ids, () => keyAt(startMs, ids), rules.capacity, slot)) });
    }
    for (const ids of held) items.push({ ...slot, own: true, options: option(ids, () => keyAt(startMs, ids), rules.capacity, slot) });

    const asked = ({ options }: Item) => options.filter(({ ids }) => resourceId === undefined || ids.includes(resourceId));
    const first = items.find((item) => asked(item).some(({ left }) => left >= quantity));
    if (!first) continue;
    const counted = new Set<string>();
    let remaining = 0;
    const resourceIds = new Set<string>();
    for (const item of [first, ...items.filter((other) => other !== first && other.endMs === first.endMs)]) {
      const ids = asked(item).flatMap((one) => one.ids);
      if (ids.some((id) => counted.has(id))) continue;
      for (const id of ids) counted.add(id);
      remaining += most(asked(item));
      for (const { ids, left } of asked(item)) if (left >= quantity) for (const id of ids) resourceIds.add(id);
    }
    slots.push({
      startMs, endMs: first.endMs, remaining, resourceIds: [...resourceIds].sort(),
      ...(first.published && { slotId: first.published.slotId }), ...(items.some(({ own }) => own) && { heldByYou: true as const }),
    });
  }
  return slots;
}
