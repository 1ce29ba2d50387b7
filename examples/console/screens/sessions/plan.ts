import { addDays, instantOf, weekdayOf } from "../../parts/time.js";

/** Which sessions to publish: at these times, on these weekdays, from one date to another, both included. */
export interface Plan {
  from: string;
  to: string;
  /** 0 is Sunday. None: every day. */
  weekdays: readonly number[];
  /** `HH:MM`. */
  times: readonly string[];
}

/** What the API takes at once. */
export const MOST = 500;

/** The starts that a plan means, the earliest first; no more than one above `MOST`, so that too many can be told. */
export function startsOf({ from, to, weekdays, times }: Plan, timeZone: string): string[] {
  if (!from || !to || to < from) return [];
  const clock = [...new Set(times.filter((time) => /^\d\d:\d\d$/.test(time)))].sort();
  const starts: string[] = [];
  for (let date = from; date <= to && starts.length <= MOST; date = addDays(date, 1)) {
    if (weekdays.length > 0 && !weekdays.includes(weekdayOf(date))) continue;
    for (const time of clock) starts.push(instantOf({ date, minutes: Number(time.slice(0, 2)) * 60 + Number(time.slice(3)) }, timeZone));
  }
  return starts;
}
