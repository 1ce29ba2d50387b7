import { z } from "zod";
import { flag, id, instant, pageOf, pageQuery } from "./common.js";

export const MAX_FEEDS = 200;

export const createCalendarFeed = z
  .strictObject({
    /** Default is the whole business. */
    resourceId: id("resource").nullable().optional(),
  })
  .meta({ id: "CreateCalendarFeed" });

export const calendarFeed = z
  .object({
    id: id("calendarFeed"),
    resourceId: z.string().nullable(),
    /** Where calendars read it; only in the answer that makes it. */
    url: z.string().optional(),
    lastReadAt: instant.nullable(),
    createdAt: instant,
  })
  .meta({ id: "CalendarFeed" });
export const calendarFeedList = pageOf(calendarFeed).meta({ id: "CalendarFeedList" });
export const calendarFeedListQuery = z.strictObject({ ...pageQuery, resourceId: id("resource").optional() });

export type CreateCalendarFeed = z.output<typeof createCalendarFeed>;
export type CalendarFeedView = z.input<typeof calendarFeed>;
export type CalendarFeedListQuery = z.output<typeof calendarFeedListQuery>;

// ---------------------------------------------------------------- busy elsewhere

export const putBusyCalendar = z
  .strictObject({
    /** Which networks it may lie in is the server's to decide. */
    url: z
      .url({ protocol: /^(https?|webcals?)$/i, error: "Must be the address of a calendar, such as https://calendar.example.com/private/basic.ics." })
      .max(2000)
      .refine((value) => !value.includes("\0") && value.isWellFormed(), { error: "Must be valid Unicode text." })
      .refine((value) => URL.canParse(value) && !new URL(value).username && !new URL(value).password, { error: "Must have no user name or password: use the calendar's secret address." })
      .meta({ example: "https://calendar.example.com/private/basic.ics" }),
  })
  .meta({ id: "PutBusyCalendar" });

export const busyCalendarStatus = z.enum(["waiting", "ok", "failing"]).meta({ id: "BusyCalendarStatus" });

export const busyCalendar = z
  .object({
    resourceId: id("resource"),
    host: z.string(),
    status: busyCalendarStatus,
    busyTimes: z.int(),
    lastReadAt: instant.nullable(),
    lastTriedAt: instant.nullable(),
    nextReadAt: instant,
    failingSince: instant.nullable(),
    error: z.string().nullable(),
    needsAttention: z.boolean(),
    createdAt: instant,
  })
  .meta({ id: "BusyCalendar" });
export const busyCalendarList = pageOf(busyCalendar).meta({ id: "BusyCalendarList" });
export const busyCalendarListQuery = z.strictObject({ ...pageQuery, needsAttention: flag.optional() });

export const busyTime = z.object({ resourceId: id("resource"), start: instant, end: instant }).meta({ id: "BusyTime" });
export const busyTimeList = pageOf(busyTime).meta({ id: "BusyTimeList" });
export const busyTimeListQuery = z.strictObject({ ...pageQuery, resourceId: id("resource").optional(), from: instant, to: instant });

export type PutBusyCalendar = z.output<typeof putBusyCalendar>;
export type BusyCalendarView = z.input<typeof busyCalendar>;
export type BusyCalendarListQuery = z.output<typeof busyCalendarListQuery>;
export type BusyTimeView = z.input<typeof busyTime>;
export type BusyTimeListQuery = z.output<typeof busyTimeListQuery>;
