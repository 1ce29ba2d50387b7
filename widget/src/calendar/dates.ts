import { asUtc, type IsoDate } from "./iso-date.js";

export { asUtc, type IsoDate };

const DAY_MS = 86_400_000;

const fromUtc = (ms: number): IsoDate => new Date(ms).toISOString().slice(0, 10);

/** The date `count` days later. */
export const addDays = (date: IsoDate, count: number): IsoDate => fromUtc(asUtc(date).getTime() + count * DAY_MS);

/** The first day of the date's month. */
export const monthOf = (date: IsoDate): IsoDate => `${date.slice(0, 7)}-01`;

/** The same day `count` months later, or that month's last day where it is shorter. */
export function addMonths(date: IsoDate, count: number): IsoDate {
  const first = asUtc(monthOf(date));
  first.setUTCMonth(first.getUTCMonth() + count);
  const month = fromUtc(first.getTime());
  return addDays(month, Math.min(Number(date.slice(8)), daysInMonth(month)) - 1);
}

/** How many days the date's month has. */
export function daysInMonth(date: IsoDate): number {
  const next = asUtc(monthOf(date));
  next.setUTCMonth(next.getUTCMonth() + 1);
  return new Date(next.getTime() - DAY_MS).getUTCDate();
}

/** The last day of the date's month. */
export const endOfMonth = (date: IsoDate): IsoDate => addDays(monthOf(date), daysInMonth(date) - 1);

/** Days since the week began, 0 to 6, where `firstDay` is 1 for Monday to 7 for Sunday. */
export const dayOfWeek = (date: IsoDate, firstDay: number): number => (asUtc(date).getUTCDay() - firstDay + 7) % 7;

/** Six weeks of seven cells, always: a grid that never changes its height. Cells outside the month are null. */
export function monthWeeks(month: IsoDate, firstDay: number): (IsoDate | null)[][] {
  const lead = dayOfWeek(month, firstDay);
  const count = daysInMonth(month);
  return Array.from({ length: 6 }, (_, week) =>
    Array.from({ length: 7 }, (_, day) => {
      const index = week * 7 + day - lead;
      return index >= 0 && index < count ? addDays(month, index) : null;
    }),
  );
}

/** The date within the two bounds that is nearest to it. */
export const clampDate = (date: IsoDate, min: IsoDate, max: IsoDate): IsoDate =>
  date < min ? min : date > max ? max : date;

/** The local date of an instant. Only to know what to ask the server for: what is shown comes from its answers. */
export function dateIn(timeZone: string, instant: number | string): IsoDate {
  // "en-CA" writes dates as YYYY-MM-DD.
  return new Intl.DateTimeFormat("en-CA", { timeZone, year: "numeric", month: "2-digit", day: "2-digit" }).format(
    new Date(instant),
  );
}
