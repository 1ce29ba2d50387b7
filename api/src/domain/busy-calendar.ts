import ICAL from "ical.js";
import type { Interval } from "./hours.js";
import { isTimeZone, wallMsToInstantMs } from "./zones.js";

/** The calendar is not one, or too much to be understood; the message is a sentence for its owner. */
export class CalendarProblem extends Error {
  override readonly name = "CalendarProblem";
}

export interface BusyQuery {
  /** What is wanted: what is outside is cut off. */
  range: Interval;
  /** Of days without a time, and of times that belong to no zone. */
  timeZone: string;
  /** UIDs of events that are ours: they keep nobody from being booked a second time. */
  ignoredUids: ReadonlySet<string>;
}

const SECOND_MS = 1000;
/** Repetitions that are walked through, of all events together. Ten years of days are 3,650. */
const MOST_STEPS = 100_000;
/** Stretches that are kept. */
const MOST_TIMES = 10_000;

/**
 * When somebody is busy by a calendar in the iCalendar format: in order, none overlaps or touches another. Events that
 * are cancelled, or that say that they keep no time, don't count. An event that can't be understood is left out.
 * @throws CalendarProblem
 */
export function busyTimesOf(text: string, query: BusyQuery): Interval[] {
  const calendar = parse(text);
  const steps = { left: MOST_STEPS };
  const found: Interval[] = [];
  for (const [uid, components] of eventsByUid(calendar)) {
    if (query.ignoredUids.has(uid)) continue;
    const exceptions = components.filter(isException);
    for (const component of components) {
      try {
        // An exception stands for itself: it may have been moved into the range from far outside.
        const event = new ICAL.Event(component, { exceptions: isException(component) ? [] : exceptions });
        collect(found, event, query, steps);
      } catch (error) {
        if (error instanceof CalendarProblem) throw error;
      }
    }
  }
  for (const component of calendar.getAllSubcomponents("vfreebusy")) collectFreeBusy(found, component, query);
  const merged = mergeIn(found, query.range);
  if (merged.length > MOST_TIMES) throw new CalendarProblem(`The calendar has more than ${MOST_TIMES} busy times.`);
  return merged;
}

function parse(text: string): ICAL.Component {
  try {
    const parsed = ICAL.parse(text.replace(/^\uFEFF/, "")) as [string, ...unknown[]];
    if (parsed[0] === "vcalendar") return new ICAL.Component(parsed as never);
  } catch {
    // Said below.
  }
  throw new CalendarProblem("The calendar's format is broken, or it is not iCalendar.");
}

function eventsByUid(calendar: ICAL.Component): Map<string, ICAL.Component[]> {
  const byUid = new Map<string, ICAL.Component[]>();
  for (const [i, component] of calendar.getAllSubcomponents("vevent").entries()) {
    const uid = String(component.getFirstPropertyValue("uid") ?? `without ${i}`);
    const known = byUid.get(uid);
    if (known) known.push(component);
    else byUid.set(uid, [component]);
  }
  return byUid;
}

const isException = (component: ICAL.Component) => component.hasProperty("recurrence-id");

/** Whether an event keeps somebody's time. */
function isBusy(component: ICAL.Component): boolean {
  const value = (name: string) => String(component.getFirstPropertyValue(name) ?? "").toUpperCase();
  return value("status") !== "CANCELLED" && value("transp") !== "TRANSPARENT" && value("x-microsoft-cdo-busystatus") !== "FREE";
}

function collect(found: Interval[], event: ICAL.Event, query: BusyQuery, steps: { left: number }): void {
  const { component } = event;
  const zoneOfStart = zoneNameOf(component, "dtstart");
  const add = (start: ICAL.Time, end: ICAL.Time) => {
    const interval = { startMs: instantOf(start, zoneOfStart, query.timeZone), endMs: instantOf(end, zoneNameOf(component, "dtend") ?? zoneOfStart, query.timeZone) };
    if (interval.endMs > interval.startMs) found.push(interval);
    return interval.startMs;
  };
  if (isException(component) || !event.isRecurring()) {
    if (isBusy(component)) add(event.startDate, event.endDate);
    return;
  }
  const left = excludedBy(component, query.timeZone);
  const occurrences = event.iterator();
  for (let next = occurrences.next(); next; next = occurrences.next()) {
    if (--steps.left < 0) throw new CalendarProblem("The calendar has an event that repeats too often.");
    const startMs = instantOf(next, zoneOfStart, query.timeZone);
    if (startMs >= query.range.endMs) return;
    if (left.has(startMs)) continue;
    const { item, startDate, endDate } = event.getOccurrenceDetails(next);
    // One that has an exception of its own is told by that; one that an exception changed with all after it is not.
    if (item !== event && !item.modifiesFuture()) continue;
    if (item !== event && String(item.recurrenceId) === String(next)) continue;
    if (isBusy(item.component)) add(startDate, endDate);
  }
}

/** Starts that are left out, as instants: calendars write them in another zone than the start. */
function excludedBy(component: ICAL.Component, timeZone: string): Set<number> {
  const excluded = new Set<number>();
  for (const property of component.getAllProperties("exdate")) {
    const zone = property.getFirstParameter("tzid");
    for (const value of property.getValues()) if (value instanceof ICAL.Time) excluded.add(instantOf(value, zone, timeZone));
  }
  return excluded;
}

const zoneNameOf = (component: ICAL.Component, name: string) => component.getFirstProperty(name)?.getFirstParameter("tzid");

/** Of zones that the world knows, the world's rules count, and not those that somebody's program wrote beside them. */
function instantOf(time: ICAL.Time, zoneName: string | undefined, timeZone: string): number {
  const wallMs = Date.UTC(time.year, time.month - 1, time.day, time.isDate ? 0 : time.hour, time.isDate ? 0 : time.minute, time.isDate ? 0 : time.second);
  if (time.isDate) return wallMsToInstantMs(timeZone, wallMs);
  if (time.zone === ICAL.Timezone.utcTimezone) return wallMs;
  if (zoneName && isTimeZone(zoneName)) return wallMsToInstantMs(zoneName, wallMs);
  if (time.zone && time.zone !== ICAL.Timezone.localTimezone) return time.toUnixTime() * SECOND_MS;
  return wallMsToInstantMs(timeZone, wallMs);
}

/** Calendars that tell when, and not what. */
function collectFreeBusy(found: Interval[], component: ICAL.Component, { timeZone }: BusyQuery): void {
  for (const property of component.getAllProperties("freebusy")) {
    if (/^FREE$/i.test(property.getFirstParameter("fbtype") ?? "BUSY")) continue;
    for (const value of property.getValues()) {
      if (!(value instanceof ICAL.Period)) continue;
      const interval = { startMs: instantOf(value.start, undefined, timeZone), endMs: instantOf(value.getEnd(), undefined, timeZone) };
      if (interval.endMs > interval.startMs) found.push(interval);
    }
  }
}

/** In order and cut to the range; what overlaps or touches is one. */
function mergeIn(intervals: readonly Interval[], range: Interval): Interval[] {
  const merged: Interval[] = [];
  const cut = intervals
    .map(({ startMs, endMs }) => ({ startMs: Math.max(startMs, range.startMs), endMs: Math.min(endMs, range.endMs) }))
    .filter(({ startMs, endMs }) => endMs > startMs)
    .sort((a, b) => a.startMs - b.startMs);
  for (const interval of cut) {
    const last = merged.at(-1);
    if (last && interval.startMs <= last.endMs) last.endMs = Math.max(last.endMs, interval.endMs);
    else merged.push({ ...interval });
  }
  return merged;
}
