const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(zone: string): Intl.DateTimeFormat {
  let format = formats.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat("en-US-u-ca-gregory-nu-latn", {
      timeZone: zone, hourCycle: "h23", era: "short",
      year: "numeric", month: "numeric", day: "numeric", hour: "numeric", minute: "numeric", second: "numeric",
    });
    formats.set(zone, format);
  }
  return format;
}

/** Whether the engine knows this name; offsets such as "+05:30" are not zones, their rules never move. */
export function isTimeZone(name: string): boolean {
  if (!/^[A-Za-z][A-Za-z0-9_+\-/]*$/.test(name)) return false;
  try {
    formatOf(name);
    return true;
  } catch {
    return false;
  }
}

function computeOffset(zone: string, instantMs: number): number {
  const wholeSecondMs = Math.floor(instantMs / 1000) * 1000;
  let year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0, before = false;
  for (const { type, value } of formatOf(zone).formatToParts(wholeSecondMs)) {
    if (type === "year") year = Number(value);
    else if (type === "month") month = Number(value);
    else if (type === "day") day = Number(value);
    else if (type === "hour") hour = Number(value);
    else if (type === "minute") minute = Number(value);
    else if (type === "second") second = Number(value);
    else if (type === "era") before = value.startsWith("B");
  }
  const wall = new Date(0);
  wall.setUTCFullYear(before ? 1 - year : year, month - 1, day);
  return wall.setUTCHours(hour, minute, second, 0) - wholeSecondMs;
}

/** Offsets at whole days. Where two neighbours agree no transition lies between them, but for pairs that undo each other. */
const offsetsByDay = new Map<string, Map<number, number>>();
const MOST_CACHED_DAYS = 4000;

function offsetAtDay(zone: string, day: number): number {
  let days = offsetsByDay.get(zone);
  if (!days || days.size > MOST_CACHED_DAYS) offsetsByDay.set(zone, (days = new Map()));
  let offset = days.get(day);
  if (offset === undefined) days.set(day, (offset = computeOffset(zone, day * DAY_MS)));
  return offset;
}

/** The zone's distance from UTC at an instant, in milliseconds; east is positive. @throws RangeError for unknown zones. */
export function offsetAtMs(zone: string, instantMs: number): number {
  const day = Math.floor(instantMs / DAY_MS);
  const before = offsetAtDay(zone, day);
  return before === offsetAtDay(zone, day + 1) ? before : computeOffset(zone, instantMs);
}

/** The first instant from which the later offset holds, found by halving between two instants that differ. */
function transitionBetween(zone: string, earlierMs: number, laterMs: number): number {
  const before = offsetAtMs(zone, earlierMs);
  let low = earlierMs, high = laterMs;
  while (high - low > 1000) {
    const middle = Math.floor((low + high) / 2000) * 1000;
    if (offsetAtMs(zone, middle) === before) low = middle;
    else high = middle;
  }
  return Math.ceil(high / 1000) * 1000;
}

/**
 * The instant at which clocks in `zone` show a wall time.
 * In a gap (the clock jumped over it): the instant of the jump. In an overlap (it was shown twice): the earlier one.
 * @param minutes - since midnight of `date`, 0 to 1440; 1440 is the end of the day.
 */
export function wallTimeToInstantMs(zone: string, date: string, minutes: number): number {
  const wallMs = Date.parse(`${date}T00:00:00Z`) + minutes * MINUTE_MS;
  // No zone is further than a day from UTC, and none moves twice within two days.
  const before = offsetAtMs(zone, wallMs - DAY_MS);
  const after = offsetAtMs(zone, wallMs + DAY_MS);
  const first = wallMs - before;
  if (offsetAtMs(zone, first) === before) return first;
  const second = wallMs - after;
  if (offsetAtMs(zone, second) === after) return second;
  return transitionBetween(zone, wallMs - DAY_MS, wallMs + DAY_MS);
}

export interface LocalParts {
  /** `YYYY-MM-DD` */
  date: string;
  /** `HH:MM` */
  time: string;
  /** Such as `+05:30`. */
  utcOffset: string;
}

const two = (value: number) => String(value).padStart(2, "0");

/** What clock and calendar in `zone` show at an instant. */
export function localParts(zone: string, instantMs: number): LocalParts {
  const offset = offsetAtMs(zone, instantMs);
  const text = new Date(instantMs + offset).toISOString();
  const distance = Math.abs(offset);
  return {
    date: text.slice(0, 10),
    time: text.slice(11, 16),
    utcOffset: `${offset < 0 ? "-" : "+"}${two(Math.floor(distance / HOUR_MS))}:${two(Math.floor((distance % HOUR_MS) / MINUTE_MS))}`,
  };
}

/** The date in `zone` at an instant. */
export const localDateOf = (zone: string, instantMs: number): string => localParts(zone, instantMs).date;
