const DAY_MS = 86_400_000;

/** Days of the week as hours name them, Monday first. */
export const WEEKDAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;
export type Weekday = (typeof WEEKDAYS)[number];

const toMs = (date: string) => Date.parse(`${date}T00:00:00Z`);
const fromMs = (ms: number) => new Date(ms).toISOString().slice(0, 10);

/** The date `days` after `date`; both `YYYY-MM-DD`. */
export const addDays = (date: string, days: number): string => fromMs(toMs(date) + days * DAY_MS);

/** How many days `to` lies after `from`. */
export const daysBetween = (from: string, to: string): number => (toMs(to) - toMs(from)) / DAY_MS;

/** The weekday of a calendar date. */
// 1 January 1970 was a Thursday, the fourth of a week that begins on Monday.
export const weekdayOf = (date: string): Weekday => WEEKDAYS[(((toMs(date) / DAY_MS + 3) % 7) + 7) % 7]!;

/** Whether the text is a date that exists. */
export const isDate = (text: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(toMs(text)) && fromMs(toMs(text)) === text;

/** Every date from `from` to `to`, both included. */
export function eachDate(from: string, to: string): string[] {
  const dates: string[] = [];
  for (let ms = toMs(from), last = toMs(to); ms <= last; ms += DAY_MS) dates.push(fromMs(ms));
  return dates;
}
