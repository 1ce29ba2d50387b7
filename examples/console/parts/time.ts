/** Calendar dates are texts `YYYY-MM-DD`; instants are RFC 3339 texts, as in the API. */

const formatters = new Map<string, Intl.DateTimeFormat>();

function formatter(options: Intl.DateTimeFormatOptions, locale?: string): Intl.DateTimeFormat {
  const key = JSON.stringify([options, locale]);
  let found = formatters.get(key);
  if (!found) formatters.set(key, (found = new Intl.DateTimeFormat(locale, options)));
  return found;
}

/** What the clocks of a zone show at an instant: a date, and the minutes since its midnight. */
export interface WallTime {
  date: string;
  minutes: number;
}

export function wallTime(instant: string | number | Date, timeZone: string): WallTime {
  const parts = formatter({ timeZone, year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit", hourCycle: "h23" }, "en-CA").formatToParts(new Date(instant));
  const of = (type: Intl.DateTimeFormatPartTypes) => parts.find((part) => part.type === type)!.value;
  return { date: `${of("year")}-${of("month")}-${of("day")}`, minutes: Number(of("hour")) * 60 + Number(of("minute")) };
}

const asUtcMs = ({ date, minutes }: WallTime) => Date.parse(`${date}T00:00:00Z`) + minutes * 60_000;

/** The instant at which a zone's clocks show this; where they skip it, as much later, and where they show it twice, the first time. */
export function instantOf(wall: WallTime, timeZone: string): string {
  const wanted = asUtcMs(wall);
  const offsetAt = (ms: number) => asUtcMs(wallTime(ms, timeZone)) - Math.floor(ms / 60_000) * 60_000;
  // The offsets of the day before and the day after are the only two that can be meant.
  const before = wanted - offsetAt(wanted - 86_400_000);
  const after = wanted - offsetAt(wanted + 86_400_000);
  const fits = (ms: number) => asUtcMs(wallTime(ms, timeZone)) === wanted;
  const first = Math.min(before, after);
  return new Date(fits(first) ? first : fits(Math.max(before, after)) ? Math.max(before, after) : before).toISOString();
}

export const today = (timeZone: string): string => wallTime(Date.now(), timeZone).date;

export const addDays = (date: string, days: number): string => new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

/** 0 is Sunday. */
export const weekdayOf = (date: string): number => new Date(`${date}T00:00:00Z`).getUTCDay();

/** The first day of the reader's week, 0 being Sunday. */
function firstWeekday(): number {
  const locale = new Intl.Locale(navigator.language) as Intl.Locale & { getWeekInfo?(): { firstDay: number }; weekInfo?: { firstDay: number } };
  return (locale.getWeekInfo?.() ?? locale.weekInfo ?? { firstDay: 1 }).firstDay % 7;
}

/** The first date of the week that a date lies in. */
export const startOfWeek = (date: string, first = firstWeekday()): string => addDays(date, -((weekdayOf(date) - first + 7) % 7));

/** `Mon 2 Mar 2026` and the like, of a calendar date. */
export const formatDate = (date: string, options: Intl.DateTimeFormatOptions = { weekday: "short", day: "numeric", month: "short" }): string =>
  formatter({ ...options, timeZone: "UTC" }).format(new Date(`${date}T00:00:00Z`));

export const formatTime = (instant: string, timeZone: string): string => formatter({ timeZone, hour: "numeric", minute: "2-digit" }).format(new Date(instant));

/** `Mon, 2 Mar 2026`. */
export const formatDay = (instant: string, timeZone: string): string =>
  formatter({ timeZone, weekday: "short", day: "numeric", month: "short", year: "numeric" }).format(new Date(instant));

export const formatDateTime = (instant: string, timeZone: string): string =>
  formatter({ timeZone, day: "numeric", month: "short", year: "numeric", hour: "numeric", minute: "2-digit" }).format(new Date(instant));

/** `9:00 – 10:30`, as the reader's language writes ranges. */
export const formatSpan = (start: string, end: string, timeZone: string): string =>
  formatter({ timeZone, hour: "numeric", minute: "2-digit" }).formatRange(new Date(start), new Date(end));

/** `09:00` as the reader's language writes it. */
export const formatClock = (minutes: number): string => formatter({ timeZone: "UTC", hour: "numeric", minute: "2-digit" }).format(minutes * 60_000);

/** `45 min`, `1 h`, `1 h 30 min`. */
export function formatMinutes(minutes: number): string {
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  if (hours === 0) return `${rest} min`;
  return rest === 0 ? `${hours} h` : `${hours} h ${rest} min`;
}

/** A length that may be of days: `2 days`, `36 h`, `90 min`. */
export function formatNotice(minutes: number): string {
  if (minutes === 0) return "None";
  return minutes % 1440 === 0 ? plural(minutes / 1440, "day") : formatMinutes(minutes);
}

/** `4:59` of seconds that are left. */
export const formatCountdown = (seconds: number): string => `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, "0")}`;

export const plural = (count: number, one: string, many = `${one}s`): string => `${count.toLocaleString()} ${count === 1 ? one : many}`;

/** Names that some browsers keep although the zone has a newer one. */
const RENAMED: Readonly<Record<string, string>> = {
  "Asia/Calcutta": "Asia/Kolkata", "Asia/Katmandu": "Asia/Kathmandu", "Asia/Rangoon": "Asia/Yangon", "Asia/Saigon": "Asia/Ho_Chi_Minh", "Europe/Kiev": "Europe/Kyiv",
};

const presentName = (timeZone: string): string => RENAMED[timeZone] ?? timeZone;

/** The zone of this device. */
export const zoneOfHere = (): string => presentName(Intl.DateTimeFormat().resolvedOptions().timeZone);

/** Every IANA zone this browser knows, the given ones first. */
export const zones = (...first: string[]): string[] => [...new Set([...first, ...Intl.supportedValuesOf("timeZone").map(presentName), "UTC"])];

/** `Asia/Kolkata (GMT+5:30)`. */
export function zoneName(timeZone: string, at = Date.now()): string {
  const offset = formatter({ timeZone, timeZoneName: "shortOffset" }, "en").formatToParts(at).find(({ type }) => type === "timeZoneName")?.value;
  return `${timeZone.replaceAll("_", " ")}${offset ? ` (${offset})` : ""}`;
}
