const SECOND_MS = 1000;
const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;

/** What is known of one zone: how to ask the engine, and its answers at 00:00 UTC of days. */
interface ZoneClock {
  format: Intl.DateTimeFormat;
  offsetsByDay: Map<number, number>;
}

// Zone names and dates come from anybody's query string, in any spelling the engine takes: both caches are bounded.
const MOST_ZONES = 200;
const MOST_DAYS = 2000;
const clocks = new Map<string, ZoneClock>();

function clockOf(zone: string): ZoneClock {
  let clock = clocks.get(zone);
  if (clock) return clock;
  const format = new Intl.DateTimeFormat("en-US-u-ca-gregory-nu-latn", {
    timeZone: zone, hourCycle: "h23", era: "short",
    year: "numeric", month: "numeric", day: "numeric", hour: "numeric", minute: "numeric", second: "numeric",
  });
  const [oldest] = clocks.keys();
  if (clocks.size >= MOST_ZONES && oldest !== undefined) clocks.delete(oldest);
  clocks.set(zone, (clock = { format, offsetsByDay: new Map() }));
  return clock;
}

// ICU knows these beside the IANA names, and not as people mean them: its BST is Bangladesh, its AST Alaska.
const ONLY_ICU = /^(?:ACT|AET|AGT|ART|AST|BET|BST|CAT|CNT|CST|CTT|EAT|ECT|IET|IST|JST|MIT|NET|NST|PLT|PNT|PRT|PST|SST|VST|SystemV\/.*)$/i;

/**
 * Whether this is an IANA time zone, canonical or alias, that the engine knows; letter case does not matter.
 * Offsets such as "+05:30" are not zones (their rules never move), nor are abbreviations such as "IST".
 */
export function isTimeZone(name: string): boolean {
  if (!/^[A-Za-z][A-Za-z0-9_+\-/]*$/.test(name) || ONLY_ICU.test(name)) return false;
  try {
    clockOf(name);
    return true;
  } catch {
    return false;
  }
}

function computeOffset({ format }: ZoneClock, instantMs: number): number {
  const wholeSecondMs = Math.floor(instantMs / SECOND_MS) * SECOND_MS;
  let year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0, beforeChrist = false;
  for (const { type, value } of format.formatToParts(wholeSecondMs)) {
    if (type === "year") year = Number(value);
    else if (type === "month") month = Number(value);
    else if (type === "day") day = Number(value);
    else if (type === "hour") hour = Number(value);
    else if (type === "minute") minute = Number(value);
    else if (type === "second") second = Number(value);
    else if (type === "era") beforeChrist = value.startsWith("B");
  }
  const wall = new Date(0);
  wall.setUTCFullYear(beforeChrist ? 1 - year : year, month - 1, day);
  return wall.setUTCHours(hour, minute, second, 0) - wholeSecondMs;
}

function offsetAtDay(clock: ZoneClock, day: number): number {
  const known = clock.offsetsByDay.get(day);
  if (known !== undefined) return known;
  const offset = computeOffset(clock, day * DAY_MS);
  if (clock.offsetsByDay.size >= MOST_DAYS) clock.offsetsByDay.clear();
  clock.offsetsByDay.set(day, offset);
  return offset;
}

function offsetOf(clock: ZoneClock, instantMs: number): number {
  const day = Math.floor(instantMs / DAY_MS);
  const before = offsetAtDay(clock, day);
  // Between two days that agree nothing moved: in the whole tz database no zone moves twice within three days.
  return before === offsetAtDay(clock, day + 1) ? before : computeOffset(clock, instantMs);
}

/** The zone's distance from UTC at an instant, in ms; east is positive. @throws RangeError for what is no zone or no instant. */
export const offsetAtMs = (zone: string, instantMs: number): number => offsetOf(clockOf(zone), instantMs);

/** The first instant at which the later offset holds, found by halving: zones move at whole seconds. */
function transitionBetween(clock: ZoneClock, earlierMs: number, laterMs: number): number {
  const before = offsetOf(clock, earlierMs);
  let low = Math.floor(earlierMs / SECOND_MS), high = Math.ceil(laterMs / SECOND_MS);
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (offsetOf(clock, middle * SECOND_MS) === before) low = middle;
    else high = middle;
  }
  return high * SECOND_MS;
}

/**
 * The instant at which clocks in `zone` show a wall time, which is given as if it were UTC, in epoch ms.
 * In a gap (the clock jumped over it): the instant of the jump. In an overlap (it was shown twice): the earlier one.
 * @throws RangeError for unknown zones.
 */
export function wallMsToInstantMs(zone: string, wallMs: number): number {
  const clock = clockOf(zone);
  // No zone is a whole day from UTC, so the instant lies less than a day from `wallMs`.
  const day = Math.floor(wallMs / DAY_MS);
  const before = offsetAtDay(clock, day - 1);
  const after = offsetAtDay(clock, day + 2);
  const first = wallMs - before;
  if (before === after || offsetOf(clock, first) === before) return first;
  const second = wallMs - after;
  if (offsetOf(clock, second) === after) return second;
  return transitionBetween(clock, (day - 1) * DAY_MS, (day + 2) * DAY_MS);
}

/**
 * The instant at which clocks in `zone` show a wall time, as {@link wallMsToInstantMs}.
 * @param date - `YYYY-MM-DD`
 * @param minutes - since midnight of `date`, 0 to 1440; 1440 is the end of the day.
 */
export const wallTimeToInstantMs = (zone: string, date: string, minutes: number): number =>
  wallMsToInstantMs(zone, Date.parse(`${date}T00:00:00Z`) + minutes * MINUTE_MS);

export interface LocalParts {
  /** `YYYY-MM-DD` */
  date: string;
  /** `HH:MM` */
  time: string;
  /** Such as `+05:30`; the seconds that some offsets had before 1972 are left out. */
  utcOffset: string;
}

const two = (value: number) => String(value).padStart(2, "0");

/** What clock and calendar in `zone` show at an instant, years 1 to 9999. @throws RangeError for unknown zones. */
export function localParts(zone: string, instantMs: number): LocalParts {
  const offset = offsetAtMs(zone, instantMs);
  const text = new Date(instantMs + offset).toISOString();
  const distance = Math.abs(offset);
  const hours = two(Math.floor(distance / HOUR_MS));
  const minutes = two(Math.floor((distance % HOUR_MS) / MINUTE_MS));
  return { date: text.slice(0, 10), time: text.slice(11, 16), utcOffset: `${offset < 0 ? "-" : "+"}${hours}:${minutes}` };
}

/** The date in `zone` at an instant, `YYYY-MM-DD`. @throws RangeError for unknown zones. */
export const localDateOf = (zone: string, instantMs: number): string => localParts(zone, instantMs).date;
