import { TIME_ZONE } from "./business/catalogue.js";

/** Today's date in the studio's zone, as `YYYY-MM-DD`. */
export const todayIn = (timeZone = TIME_ZONE, now = new Date()): string =>
  // The Canadian form happens to be ISO's.
  new Intl.DateTimeFormat("en-CA", { timeZone, year: "numeric", month: "2-digit", day: "2-digit" }).format(now);

/** The weekday of a date, 0 being Sunday. */
export const weekdayOf = (date: string): number => new Date(`${date}T00:00:00Z`).getUTCDay();

/** A date so many days later. */
export const addDays = (date: string, days: number): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
