import { z } from "zod";
import { calendarFeed, calendarFeedList, calendarFeedListQuery, createCalendarFeed } from "../calendars.js";
import { id } from "../common.js";
import { endpoint } from "./endpoint.js";

const tag = "Calendars";
const credentials = ["secret", "owner"] as const;

export const calendarEndpoints = [
  endpoint({
    method: "get",
    path: "/v1/calendar-feeds",
    operationId: "listCalendarFeeds",
    summary: "List calendar feeds",
    tag,
    credentials,
    query: calendarFeedListQuery,
    success: { status: 200, body: calendarFeedList },
    errors: [],
  }),
  endpoint({
    method: "post",
    path: "/v1/calendar-feeds",
    operationId: "createCalendarFeed",
    summary: "Make a calendar feed",
    description:
      "An address that calendars subscribe to, of one resource or of the whole business. Whoever has it reads what is booked and by whom, and nobody is told it again: only this answer has the `url`. A business can have 200 feeds.",
    tag,
    credentials,
    idempotencyKey: true,
    body: createCalendarFeed,
    success: { status: 201, body: calendarFeed },
    errors: ["conflict", "not_found"],
  }),
  endpoint({
    method: "delete",
    path: "/v1/calendar-feeds/{feedId}",
    operationId: "deleteCalendarFeed",
    summary: "End a calendar feed",
    description: "Its address answers 404 from now on.",
    tag,
    credentials,
    params: z.object({ feedId: id("calendarFeed") }),
    success: { status: 204 },
    errors: [],
  }),
  endpoint({
    method: "get",
    path: "/v1/calendar-feeds/{feedId}/{secret}/calendar.ics",
    operationId: "readCalendarFeed",
    summary: "Read a calendar feed",
    description:
      "An iCalendar file of what is booked from 30 days ago on, for calendars that subscribe to it. Entries have the same `UID`s as those in mails; those that wait for approval are tentative, cancelled ones are not there. With `If-None-Match` it answers 304 where nothing has changed.",
    tag,
    credentials: ["none"],
    params: z.object({ feedId: id("calendarFeed"), secret: z.string() }),
    success: { status: 200, body: z.string(), contentType: "text/calendar" },
    errors: [],
  }),
] as const;
