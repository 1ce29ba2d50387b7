import { inTransaction } from "../../database/begin.js";
import type { Deps } from "../../deps.js";
import { CalendarProblem } from "../../domain/busy-calendar.js";
import { nextReadMs, nextTryMs } from "../../domain/busy-refresh.js";
import type { CalendarAnswer } from "../../gateways/calendar-reader.js";
import { findOwnBookings } from "../../queries/bookings.js";
import { type LeasedCalendar, noteRead, noteUnread } from "../../queries/busy-calendars.js";
import { replaceBusyTimes } from "../../queries/busy-times.js";

const DAY_MS = 86_400_000;
/** A booking may begin at the horizon and last for a week; and for a week nobody has to read what has not changed. */
const BEYOND_HORIZON_DAYS = 8;
const KNOWN_AHEAD_DAYS = 7;

export type RefreshOutcome = "changed" | "same" | "failed";

/**
 * Reads a calendar elsewhere, and what it says is when its resource is busy, all of it or nothing: where it can't be
 * read, or is none, what was read before stays.
 */
export async function refreshBusyCalendar(deps: Deps, calendar: LeasedCalendar): Promise<RefreshOutcome> {
  const { sql, log, live } = deps;
  const { tenantId, resourceId, failures } = calendar;
  try {
    const outcome = await read(deps, calendar);
    if (outcome === "changed") live.changed({ tenantId });
    return outcome;
  } catch (error) {
    if (!(error instanceof CalendarProblem)) log.warn({ err: error, tenantId, resourceId }, "calendar could not be read");
    const sentence = error instanceof CalendarProblem ? error.message : "It could not be read because of a fault on our side.";
    await noteUnread(sql, calendar, nextTryMs(failures + 1), sentence);
    return "failed";
  }
}

async function read(deps: Deps, calendar: LeasedCalendar): Promise<"changed" | "same"> {
  const { tenantId, resourceId, now, horizonDays, knownUntil } = calendar;
  const neededUntilMs = now.getTime() + (horizonDays + BEYOND_HORIZON_DAYS) * DAY_MS;
  // What has not changed still has to be worked out for days that come into sight.
  const mayBeUnchanged = knownUntil !== null && knownUntil.getTime() >= neededUntilMs;
  const answer = await ask(deps, calendar, mayBeUnchanged);
  if (answer.kind === "unchanged") {
    await noteRead(deps.sql, calendar, nextReadMs());
    return "same";
  }
  const range = { startMs: now.getTime() - DAY_MS, endMs: neededUntilMs + KNOWN_AHEAD_DAYS * DAY_MS };
  const times = await deps.expandCalendar(answer.text, { range, timeZone: calendar.timeZone, ignoredUids: await ownUids(deps, tenantId, answer.text) });
  const isChanged = await inTransaction(deps.sql, async (tx) => {
    const { etag, lastModified } = answer;
    if (!(await noteRead(tx, calendar, nextReadMs(), { etag, lastModified, knownUntil: new Date(range.endMs) }))) return false;
    return replaceBusyTimes(tx, tenantId, resourceId, times);
  });
  return isChanged ? "changed" : "same";
}

async function ask({ keyring, calendars }: Deps, { urlJwe, etag, lastModified }: LeasedCalendar, mayBeUnchanged: boolean): Promise<Exclude<CalendarAnswer, { kind: "failed" }>> {
  const url = await keyring.decrypt(urlJwe).catch(() => undefined);
  if (url === undefined) throw new CalendarProblem("The calendar's address can't be read any more. Set it again.");
  const answer = await calendars.read(url, mayBeUnchanged ? { etag, lastModified } : undefined);
  if (answer.kind === "failed") throw new CalendarProblem(answer.error);
  if (answer.kind === "unchanged" && !mayBeUnchanged) throw new CalendarProblem("The answer was 304, though nothing was known of the calendar.");
  return answer;
}

/**
 * The UIDs of this tenant's bookings that a calendar has, from a feed or from a mail: they are kept by their claims.
 * Another tenant's booking is an appointment like any other.
 */
async function ownUids({ sql, publicUrl }: Deps, tenantId: string, text: string): Promise<ReadonlySet<string>> {
  const { hostname } = new URL(publicUrl);
  const unfolded = text.replaceAll(/\r?\n[ \t]/g, "");
  const uids = new Map([...unfolded.matchAll(/^UID[^:\r\n]*:((bkg_[0-9a-z]{8,40})@([^\r\n]+))\r?$/gim)].filter((match) => match[3] === hostname).map((match) => [match[2]!, match[1]!]));
  if (uids.size === 0) return new Set();
  return new Set((await findOwnBookings(sql, tenantId, [...uids.keys()])).map((id) => uids.get(id)!));
}
