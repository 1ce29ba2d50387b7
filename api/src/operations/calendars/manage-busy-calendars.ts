import type { BusyCalendarListQuery, BusyCalendarView, BusyTimeListQuery, PutBusyCalendar } from "../../contract/calendars.js";
import { inTransaction } from "../../database/begin.js";
import type { Deps } from "../../deps.js";
import { BookingError, invalidField, notFound } from "../../errors.js";
import {
  deleteBusyCalendarRow, findBusyCalendar, leaseCalendar, listBusyCalendarRows, lockBusyAddress, putBusyCalendarRow,
} from "../../queries/busy-calendars.js";
import { listBusyTimeRows } from "../../queries/busy-times.js";
import { pageOf, readCursor, readDateCursor } from "../../queries/cursor.js";
import { lockResources } from "../../queries/resources.js";
import { busyCalendarView, busyTimeView } from "../../views/busy-calendar.js";
import { readResource } from "../resources/manage-resources.js";
import { refreshBusyCalendar } from "./refresh-busy-calendar.js";

/** Longer than reading takes, its time-outs included. */
export const LEASE_SECONDS = 60;
/** Who asks for a fresh look more often gets the last one. */
const REST_SECONDS = 15;

/**
 * Has a resource's busy times read from an address, for the first time at once: the answer tells what came of it.
 * Another address than before takes what was read of that one with it.
 * @throws `not_found`; `validation_failed` for an address that nothing may be sent to.
 */
export async function putBusyCalendar(deps: Deps, tenantId: string, resourceId: string, input: PutBusyCalendar): Promise<BusyCalendarView> {
  const { sql, keyring, calendars, live } = deps;
  // Calendars' own way to say https.
  const url = input.url.replace(/^webcals?:/i, "https:");
  const objection = calendars.objectionTo(url);
  if (objection) throw invalidField("url", objection);
  await inTransaction(sql, async (tx) => {
    if (!(await lockResources(tx, tenantId, [resourceId])).has(resourceId)) throw notFound("resource");
    const before = await lockBusyAddress(tx, tenantId, resourceId);
    if (before !== undefined && (await keyring.decrypt(before).catch(() => undefined)) === url) return;
    await putBusyCalendarRow(tx, tenantId, resourceId, { urlJwe: await keyring.encrypt(url), urlHost: new URL(url).host });
  });
  live.changed({ tenantId });
  const leased = await leaseCalendar(sql, tenantId, resourceId, { leaseSeconds: LEASE_SECONDS, restSeconds: 0 });
  if (leased) await refreshBusyCalendar(deps, leased);
  return readBusyCalendar(deps, tenantId, resourceId);
}

/** @throws `not_found` where the resource has none. */
export async function readBusyCalendar({ sql }: Pick<Deps, "sql">, tenantId: string, resourceId: string): Promise<BusyCalendarView> {
  const row = await findBusyCalendar(sql, tenantId, resourceId);
  if (!row) throw notFound("busy calendar");
  return busyCalendarView(row);
}

/** Reads it now. @throws `not_found`; `rate_limited` where that was done within the last 15 seconds. */
export async function refreshNow(deps: Deps, tenantId: string, resourceId: string): Promise<BusyCalendarView> {
  await readBusyCalendar(deps, tenantId, resourceId);
  const leased = await leaseCalendar(deps.sql, tenantId, resourceId, { leaseSeconds: LEASE_SECONDS, restSeconds: REST_SECONDS });
  if (!leased) throw new BookingError("rate_limited", "This calendar was read a moment ago. Wait some seconds and try again.", { retryAfterSeconds: REST_SECONDS });
  await refreshBusyCalendar(deps, leased);
  return readBusyCalendar(deps, tenantId, resourceId);
}

/** Its busy times end with it. @throws `not_found`. */
export async function deleteBusyCalendar({ sql, live }: Deps, tenantId: string, resourceId: string): Promise<void> {
  if (!(await inTransaction(sql, (tx) => deleteBusyCalendarRow(tx, tenantId, resourceId)))) throw notFound("busy calendar");
  live.changed({ tenantId });
}

/** The tenant's, by resource. */
export async function listBusyCalendars({ sql }: Deps, tenantId: string, { limit, cursor, needsAttention }: BusyCalendarListQuery) {
  const afterId = cursor === undefined ? undefined : readCursor(cursor, 1)[0];
  const rows = await listBusyCalendarRows(sql, tenantId, { afterId, onlyNeedy: needsAttention === true, limit: limit + 1 });
  return pageOf(rows, limit, busyCalendarView, ({ resourceId }) => [resourceId]);
}

/** When resources are busy elsewhere, by start. @throws `not_found` for an unknown resource. */
export async function listBusyTimes({ sql }: Deps, tenantId: string, { limit, cursor, resourceId, from, to }: BusyTimeListQuery) {
  if (resourceId !== undefined) await readResource(sql, tenantId, resourceId);
  const after = cursor === undefined ? undefined : readDateCursor(cursor);
  const rows = await listBusyTimeRows(sql, tenantId, { resourceId, from, to, after, limit: limit + 1 });
  return pageOf(rows, limit, busyTimeView, ({ startsAt, resourceId: id }) => [startsAt.toISOString(), id]);
}
