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
];
