import { Noun } from "../lib/noun.js";
import { path } from "../lib/url.js";
import type { CallOptions } from "../options.js";
import type { CalendarFeed, CalendarFeedList, CreateCalendarFeed, ListCalendarFeedsQuery } from "../types.js";

/** Secret addresses where calendars read what is booked. */
export class CalendarFeeds extends Noun {
  /** A page of them, without their addresses. */
  list(query?: ListCalendarFeedsQuery, options?: CallOptions): Promise<CalendarFeedList> {
    return this.read("/calendar-feeds", options, query);
  }

  /** Makes one, of a resource or of the whole business. Its `url` is told only in this answer. @throws HoldfastError `not_found`, `conflict` */
  create(input: CreateCalendarFeed = {}, options?: CallOptions): Promise<CalendarFeed> {
    return this.post("/calendar-feeds", input, options);
  }

  /** Ends it: its address leads nowhere any more. @throws HoldfastError `not_found` */
  delete(feedId: string, options?: CallOptions): Promise<void> {
    return this.remove(path`/calendar-feeds/${feedId}`, options);
  }
}
