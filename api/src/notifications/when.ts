/** A start and end as people of that locale write them, in a zone that is named: "Tuesday, 3 March 2026, 10:00 – 10:30 (IST)". */
export const whenText = (start: Date, end: Date, timeZone: string, locale: string): string =>
  formatOf("when", locale, timeZone, { weekday: "long", day: "numeric", month: "long", year: "numeric", hour: "numeric", minute: "2-digit", timeZoneName: "short" }).formatRange(start, end);

/** The day alone, for subjects: "Tue, 3 March". */
export const dayText = (start: Date, timeZone: string, locale: string) =>
  formatOf("day", locale, timeZone, { weekday: "short", day: "numeric", month: "long" }).format(start);

const formats = new Map<string, Intl.DateTimeFormat>();
/** Locales times zones in use at once; each takes some kilobytes. */
const MOST_FORMATS = 500;

/** Making one takes longer than all the rest of a mail. */
function formatOf(name: string, locale: string, timeZone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${name} ${locale} ${timeZone}`;
  let format = formats.get(key);
  if (!format) {
    if (formats.size >= MOST_FORMATS) formats.clear();
    formats.set(key, (format = new Intl.DateTimeFormat(locale, { ...options, timeZone })));
  }
  return format;
}
