/** What an entry of a calendar says. */
export interface CalendarEntry {
  readonly title: string;
  /** RFC 3339 instants. */
  readonly start: string;
  readonly end: string;
  readonly reference: string;
}

const compact = (instant: string): string => new Date(instant).toISOString().replace(/[-:]|\.\d+/g, "");

/** The address that opens Google Calendar with a new entry. Nothing is sent before somebody follows it. */
export function googleCalendarUrl({ title, start, end, reference }: CalendarEntry): string {
  const url = new URL("https://calendar.google.com/calendar/render");
  url.search = new URLSearchParams({
    action: "TEMPLATE",
    text: title,
    dates: `${compact(start)}/${compact(end)}`,
    details: reference,
  }).toString();
  return url.href;
}
