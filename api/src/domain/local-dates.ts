const DAY_MS = 86_400_000;

/** Days of the week as hours name them, Monday first. */
export const WEEKDAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;
export type Weekday = (typeof WEEKDAYS)[number];

const toMs = (date: string) => Date.parse(`${date}T00:00:00Z`);
const fromMs = (ms: number) => new Date(ms).toISOString().slice(0, 10);

/** A date as a number to count with: days since 1970-01-01; NaN for what is no date. */
export const dayNumberOf = (date: string): number => toMs(date) / DAY_MS;

/** The weekday of a date given as its day number. */
// 1970-01-01 was a Thursday, the fourth of a week that begins on Monday.
export const weekdayOfDayNumber = (dayNumber: number): Weekday => WEEKDAYS[(((dayNumber + 3) % 7) + 7) % 7]!;

/** The weekday of a date. */
export const weekdayOf = (date: string): Weekday => weekdayOfDayNumber(dayNumberOf(date));

/** The date `days` after `date`; both `YYYY-MM-DD`. */
export const addDays = (date: string, days: number): string => fromMs(toMs(date) + days * DAY_MS);

/** How many days `to` lies after `from`; negative when it lies before. */
export const daysBetween = (from: string, to: string): number => dayNumberOf(to) - dayNumberOf(from);

/** Whether the text is a calendar date that exists, 0001-01-01 to 9999-12-31. */
export const isDate = (text: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) && text >= "0001" && !Number.isNaN(toMs(text)) && fromMs(toMs(text)) === text;

/** Every date from `from` to `to`, both included; none when `to` is the earlier. */
export function eachDate(from: string, to: string): string[] {
  const dates: string[] = [];
  for (let ms = toMs(from), last = toMs(to); ms <= last; ms += DAY_MS) dates.push(fromMs(ms));
  return dates;
}
