import type { CalendarFeedView } from "../contract/calendars.js";
import type { CalendarFeedRow } from "../queries/calendar-feeds.js";

/** @param url - only in the answer that makes the feed. */
export const calendarFeedView = ({ feedId, resourceId, lastReadAt, createdAt }: CalendarFeedRow, url?: string): CalendarFeedView => ({
  id: feedId,
  resourceId,
  ...(url !== undefined && { url }),
  lastReadAt: lastReadAt?.toISOString() ?? null,
  createdAt: createdAt.toISOString(),
});
