import type { Descriptions } from "./types.js";

/** Calendars elsewhere. */
export const CALENDARS: readonly Descriptions[] = [
  {
    of: ["CalendarFeed", "CreateCalendarFeed"],
    fields: {
      resourceId: "Whose bookings it has, or null for those of the whole business.",
      url: "Where calendars read it. Only in the answer that makes it: whoever has it can read.",
      lastReadAt: "When it was read last, to within an hour; null where it never was.",
    },
  },
  { of: ["listCalendarFeeds"], fields: { resourceId: "Only feeds of this resource." } },
  { of: ["readCalendarFeed"], fields: { secret: "What the feed's address has in this place." } },
  {
    of: ["BusyCalendar"],
    fields: {
      host: "Where it is read from; the rest of the address is secret.",
      busyTimes: "How many busy times are ahead.",
      lastReadAt: "When it was last read well, or null.",
      lastTriedAt: "When it was last tried, or null.",
      nextReadAt: "When it is read again.",
      failingSince: "Since when it could not be read, or null.",
      error: "Why not, in a sentence, or null.",
      needsAttention: "Whether it could not be read for a day.",
    },
  },
  { of: ["PutBusyCalendar"], fields: { url: "`https` or `webcal`, and not in a private network." } },
  { of: ["listBusyCalendars"], fields: { needsAttention: "`true`: only those that could not be read for a day." } },
  { of: ["listBusyTimes"], fields: { from: "Times that end after this instant …", to: "… and begin before this one.", resourceId: "Only of this resource." } },
];

export const CALENDAR_WORDS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  BusyCalendarStatus: { waiting: "not read yet", ok: "read well the last time", failing: "could not be read the last time: what was read before still counts" },
};
