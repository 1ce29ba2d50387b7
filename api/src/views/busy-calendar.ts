import type { BusyCalendarView, BusyTimeView } from "../contract/calendars.js";
import type { BusyCalendarRow } from "../queries/busy-calendars.js";
import type { BusyTimeRow } from "../queries/busy-times.js";

/** Without its address: who knows that reads somebody's calendar. */
export const busyCalendarView = (row: BusyCalendarRow): BusyCalendarView => ({
  resourceId: row.resourceId,
  host: row.urlHost,
  status: row.failingSince ? "failing" : row.lastReadAt ? "ok" : "waiting",
  busyTimes: row.busyTimes,
  lastReadAt: row.lastReadAt?.toISOString() ?? null,
  lastTriedAt: row.lastTriedAt?.toISOString() ?? null,
  nextReadAt: row.dueAt.toISOString(),
  failingSince: row.failingSince?.toISOString() ?? null,
  error: row.lastError,
  needsAttention: row.needsAttention,
  createdAt: row.createdAt.toISOString(),
});

export const busyTimeView = ({ resourceId, startsAt, endsAt }: BusyTimeRow): BusyTimeView => ({ resourceId, start: startsAt.toISOString(), end: endsAt.toISOString() });
