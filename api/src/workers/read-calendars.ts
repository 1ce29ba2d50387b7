import type { Deps } from "../deps.js";
import { LEASE_SECONDS } from "../operations/calendars/manage-busy-calendars.js";
import { refreshBusyCalendar } from "../operations/calendars/refresh-busy-calendar.js";
import { leaseDueCalendars } from "../queries/busy-calendars.js";
import { periodic } from "./periodic.js";

const BATCH = 5;

/** Reads the calendars elsewhere whose time has come. A lease keeps two processes from reading one at once. */
export const readCalendars = (deps: Deps) =>
  periodic("read-calendars", 5000, deps, async () => {
    const due = await leaseDueCalendars(deps.sql, BATCH, LEASE_SECONDS);
    await Promise.all(due.map((calendar) => refreshBusyCalendar(deps, calendar)));
    return due.length === BATCH ? "more" : "done";
  });
