/** A start and end as people of that locale write them, in a zone that is named: "Tuesday, 3 March 2026, 10:00 – 10:30 (IST)". */
export function whenText(start: Date, end: Date, timeZone: string, locale: string): string {
  const format = new Intl.DateTimeFormat(locale, { weekday: "long", day: "numeric", month: "long", year: "numeric", hour: "numeric", minute: "2-digit", timeZone, timeZoneName: "short" });
  return format.formatRange(start, end);
}

/** The day alone, for subjects: "Tue, 3 March". */
export const dayText = (start: Date, timeZone: string, locale: string) =>
  new Intl.DateTimeFormat(locale, { weekday: "short", day: "numeric", month: "long", timeZone }).format(start);
