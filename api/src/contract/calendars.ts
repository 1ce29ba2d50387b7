import { z } from "zod";
import { id, instant, pageOf, pageQuery } from "./common.js";

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
