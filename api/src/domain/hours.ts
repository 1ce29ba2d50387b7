import { addDays, eachDate, weekdayOf, type Weekday } from "./local-dates.js";
import { localDateOf, wallTimeToInstantMs } from "./zones.js";

export type { Weekday };
/** `["09:00", "17:00"]`; closing may be `"24:00"`. */
export type WallWindow = [opens: string, closes: string];
export type WeeklyHours = { [Day in Weekday]?: WallWindow[] | undefined };

export interface ResourceHours {
  timeZone: string;
  weekly: WeeklyHours;
  /** Dates that differ: other windows, or none for a closed day. */
  overrides: ReadonlyMap<string, WallWindow[]>;
}

export interface Interval {
  startMs: number;
  endMs: number;
}

/** A stretch of time a resource is open, with the instants at which it opened: starts are counted from each of those. */
export interface OpenWindow extends Interval {
  openings: { startMs: number; endMs: number }[];
}

const minutesOf = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));

/** The windows of one local date as instants; a window that a jump of the clock swallowed is left out. */
function windowsOfDate({ timeZone, weekly, overrides }: ResourceHours, date: string): Interval[] {
  const windows = overrides.get(date) ?? weekly[weekdayOf(date)] ?? [];
  return windows
    .map(([opens, closes]) => ({
      startMs: wallTimeToInstantMs(timeZone, date, minutesOf(opens)),
      endMs: wallTimeToInstantMs(timeZone, date, minutesOf(closes)),
    }))
    .filter(({ startMs, endMs }) => startMs < endMs);
}

/**
 * When a resource is open, as instants, in order. Windows that touch are one, also across midnight; none is cut at
 * the edges of `range`, so that where starts fall does not depend on what was asked.
 */
export function openWindows(hours: ResourceHours, range: Interval): OpenWindow[] {
  const first = addDays(localDateOf(hours.timeZone, range.startMs), -1);
  const last = addDays(localDateOf(hours.timeZone, range.endMs), 1);
  const all = eachDate(first, last)
    .flatMap((date) => windowsOfDate(hours, date))
    .sort((a, b) => a.startMs - b.startMs);
  const merged: OpenWindow[] = [];
  for (const window of all) {
    const open = merged.at(-1);
    if (open && window.startMs <= open.endMs) {
      open.openings.push(window);
      open.endMs = Math.max(open.endMs, window.endMs);
    } else merged.push({ ...window, openings: [window] });
  }
  return merged.filter(({ startMs, endMs }) => endMs > range.startMs && startMs < range.endMs);
}
