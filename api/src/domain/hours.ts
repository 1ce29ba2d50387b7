import { dayNumberOf, WEEKDAYS, weekdayOfDayNumber, type Weekday } from "./local-dates.js";
import { offsetAtMs, wallMsToInstantMs } from "./zones.js";

export type { Weekday };
/** `["09:00", "17:00"]`; closing may be `"24:00"`. Hours past midnight go on in the next day's list. */
export type WallWindow = [opens: string, closes: string];
export type WeeklyHours = { [Day in Weekday]?: WallWindow[] | undefined };

export interface ResourceHours {
  timeZone: string;
  weekly: WeeklyHours;
  /** Dates that differ: other windows, or none for a closed day. */
  overrides: ReadonlyMap<string, WallWindow[]>;
}

/** A stretch of time in epoch ms, its end not included. */
export interface Interval {
  startMs: number;
  endMs: number;
}

/** A stretch a resource is open, with each day's part of it: starts are counted from every day's own opening. */
export interface OpenWindow extends Interval {
  /** In order; none overlap. */
  openings: Interval[];
}

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** Wall times as ms since midnight. */
const sinceMidnight = (windows: readonly WallWindow[]): Interval[] =>
  windows.map(([opens, closes]) => ({ startMs: timeOfDayMs(opens), endMs: timeOfDayMs(closes) })).sort((a, b) => a.startMs - b.startMs);
const timeOfDayMs = (time: string) => (Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5))) * MINUTE_MS;

/**
 * When a resource is open, as instants, in order: every window that meets `range`. Windows that touch or overlap are
 * one, also across midnight. None is cut at the edges of `range`, so that where starts fall does not depend on what
 * was asked; a chain of touching days is followed for one day beyond either edge.
 */
export function openWindows({ timeZone, weekly, overrides }: ResourceHours, range: Interval): OpenWindow[] {
  const ofWeekday = new Map(WEEKDAYS.map((day) => [day, sinceMidnight(weekly[day] ?? [])]));
  const ofDay = new Map([...overrides].map(([date, windows]) => [dayNumberOf(date), sinceMidnight(windows)]));
  const localDay = (instantMs: number) => Math.floor((instantMs + offsetAtMs(timeZone, instantMs)) / DAY_MS);
  const merged: OpenWindow[] = [];
  for (let day = localDay(range.startMs) - 1, last = localDay(range.endMs) + 1; day <= last; day++)
    for (const wall of ofDay.get(day) ?? ofWeekday.get(weekdayOfDayNumber(day))!) {
      const open = merged.at(-1);
      const opensMs = wallMsToInstantMs(timeZone, day * DAY_MS + wall.startMs);
      const startMs = Math.max(opensMs, open?.openings.at(-1)?.endMs ?? opensMs);
      const endMs = wallMsToInstantMs(timeZone, day * DAY_MS + wall.endMs);
      // The clock may have jumped over the whole window.
      if (startMs >= endMs) continue;
      if (open && startMs <= open.endMs) {
        open.openings.push({ startMs, endMs });
        open.endMs = endMs;
      } else merged.push({ startMs, endMs, openings: [{ startMs, endMs }] });
    }
  return merged.filter(({ startMs, endMs }) => endMs > range.startMs && startMs < range.endMs);
}

const OPENS = /^(?:[01]\d|2[0-3]):[0-5]\d$/;
const CLOSES = /^(?:(?:[01]\d|2[0-3]):[0-5]\d|24:00)$/;

/** What is wrong with a day's windows, as a sentence; undefined when nothing is. Their order does not matter. */
export function validateWindows(windows: readonly WallWindow[]): string | undefined {
  for (const [opens, closes] of windows) {
    if (!OPENS.test(opens)) return `${opens} is not a time of day, HH:MM.`;
    if (!CLOSES.test(closes)) return `${closes} is not a time of day, HH:MM, at most 24:00.`;
    if (opens >= closes) return `${closes} is not later than ${opens}. Hours past midnight go on in the next day's list.`;
  }
  const sorted = windows.toSorted(([a], [b]) => (a < b ? -1 : 1));
  for (const [i, [opens]] of sorted.entries()) {
    const previous = sorted[i - 1];
    if (previous && opens < previous[1]) return `${previous.join("–")} and ${sorted[i]!.join("–")} overlap.`;
  }
  return undefined;
}
