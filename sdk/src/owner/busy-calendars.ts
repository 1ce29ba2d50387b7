import { Noun } from "../lib/noun.js";
import { path } from "../lib/url.js";
import type { CallOptions } from "../options.js";
import type { BusyCalendar, BusyCalendarList, BusyTimeList, ListBusyCalendarsQuery, ListBusyTimesQuery, PutBusyCalendar } from "../types.js";

/** Calendars elsewhere: while an event of theirs lasts, their resource can't be booked. */
export class BusyCalendars extends Noun {
  /** A page of them, by resource. */
  list(query?: ListBusyCalendarsQuery, options?: CallOptions): Promise<BusyCalendarList> {
    return this.read("/busy-calendars", options, query);
  }

  /** A page of the times that resources are busy elsewhere. */
  times(query: ListBusyTimesQuery, options?: CallOptions): Promise<BusyTimeList> {
    return this.read("/busy-times", options, query);
  }

  /** How reading it goes. @throws HoldfastError `not_found` where the resource has none */
  get(resourceId: string, options?: CallOptions): Promise<BusyCalendar> {
    return this.read(path`/resources/${resourceId}/busy-calendar`, options);
  }

  /** Has it read from an address, at once and then about every ten minutes. Reading can take some seconds. @throws HoldfastError `validation_failed` */
  put(resourceId: string, input: PutBusyCalendar, options?: CallOptions): Promise<BusyCalendar> {
    return this.change("PUT", path`/resources/${resourceId}/busy-calendar`, input, options);
  }

  /** Reads it now. @throws HoldfastError `rate_limited` where that was done within the last 15 seconds */
  refresh(resourceId: string, options?: CallOptions): Promise<BusyCalendar> {
    return this.transport.call({ ...options, method: "POST", path: path`/resources/${resourceId}/busy-calendar/refresh`, keyed: false });
  }

  /** Its busy times end with it. @throws HoldfastError `not_found` */
  delete(resourceId: string, options?: CallOptions): Promise<void> {
    return this.remove(path`/resources/${resourceId}/busy-calendar`, options);
  }
}
