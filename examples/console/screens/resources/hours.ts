import type { WeeklyHours } from "@holdfast/sdk/server";

export const DAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;
export type Day = (typeof DAYS)[number];
/** From opening to closing, `HH:MM`; closing may be `24:00`. */
export type Window = [opens: string, closes: string];

export const DAY_NAMES: Readonly<Record<Day, string>> = {
  mon: "Monday", tue: "Tuesday", wed: "Wednesday", thu: "Thursday", fri: "Friday", sat: "Saturday", sun: "Sunday",
};

/** A week with every day, each day's windows in order. */
export type Week = Record<Day, Window[]>;

export const weekOf = (weekly: WeeklyHours): Week =>
  Object.fromEntries(DAYS.map((day) => [day, (weekly[day] ?? []).map(([opens, closes]): Window => [opens, closes])])) as Week;

/** As the API takes it: closed days are left out. */
export const weeklyOf = (week: Week): WeeklyHours => Object.fromEntries(DAYS.filter((day) => week[day].length > 0).map((day) => [day, sorted(week[day])]));

const sorted = (windows: readonly Window[]) => [...windows].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));

/** What most begin with. */
export const USUAL_WEEK: Week = weekOf(Object.fromEntries(DAYS.slice(0, 5).map((day) => [day, [["09:00", "17:00"]]])));

const minutesOf = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
const timeOf = (minutes: number) => `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;

/** Whether a day has room for one more window. */
export const hasRoom = (windows: readonly Window[]): boolean => minutesOf(sorted(windows).at(-1)?.[1] ?? "00:00") <= 23 * 60;

/** A day with a further window: an hour after the last one closes, or nine to five where it was closed. */
export function addWindow(windows: readonly Window[]): Window[] {
  const last = sorted(windows).at(-1);
  if (!last) return [["09:00", "17:00"]];
  const opens = Math.min(minutesOf(last[1]) + 60, 23 * 60);
  return [...windows, [timeOf(opens), timeOf(Math.min(opens + 180, 24 * 60))]];
}

/** The days that get another one's windows, each its own copy. */
export function copyDay(week: Week, from: Day, to: readonly Day[]): Week {
  const copied = { ...week };
  for (const day of to) copied[day] = week[from].map(([opens, closes]): Window => [opens, closes]);
  return copied;
}

/** What is wrong with a day's windows, by their indexes; the API checks the same. */
export function mistakesOf(windows: readonly Window[]): Map<number, string> {
  const mistakes = new Map<number, string>();
  for (const [index, [opens, closes]] of windows.entries()) {
    if (!opens || !closes) mistakes.set(index, "Give both times.");
    else if (opens >= closes) mistakes.set(index, "Closing must be later than opening. Hours past midnight go on in the next day.");
    else if (windows.some(([otherOpens, otherCloses], other) => other < index && otherOpens < closes && opens < otherCloses)) mistakes.set(index, "Overlaps other hours of this day.");
  }
  return mistakes;
}

/** How long a week is open, in minutes. */
export const openMinutes = (week: Week): number =>
  DAYS.flatMap((day) => week[day]).reduce((sum, [opens, closes]) => sum + Math.max(0, minutesOf(closes) - minutesOf(opens)), 0);

/** Days that follow each other and have the same hours, as one line each: `Monday to Friday 09:00–17:00`. */
export function summaryOf(week: Week): { days: string; hours: string }[] {
  const lines: { first: Day; last: Day; hours: string }[] = [];
  for (const day of DAYS) {
    const hours = sorted(week[day]).map(([opens, closes]) => `${opens}–${closes}`).join(", ");
    const before = lines.at(-1);
    if (before?.hours === hours) before.last = day;
    else lines.push({ first: day, last: day, hours });
  }
  return lines
    .filter(({ hours }) => hours)
    .map(({ first, last, hours }) => ({ days: first === last ? DAY_NAMES[first] : `${DAY_NAMES[first]} to ${DAY_NAMES[last]}`, hours }));
}
