import { offsetLabel } from "../i18n/i18n.js";

/** When something is, in words of a language and in one zone. */
export interface When {
  /** "Tuesday 3 March", with the year where it is another one than now. */
  readonly day: string;
  /** "10:00 – 10:45 am" */
  readonly times: string;
  /** "Asia/Kolkata (UTC+5:30)" */
  readonly zone: string;
}

/** `+05:30`: what a zone's clocks are ahead of UTC at an instant. */
export const offsetAt = (instant: string, timeZone: string): string =>
  new Intl.DateTimeFormat("en", { timeZone, timeZoneName: "longOffset" })
    .formatToParts(new Date(instant))
    .find(({ type }) => type === "timeZoneName")
    ?.value.replace("GMT", "") || "+00:00";

export const zoneLabel = (timeZone: string, instant: string): string =>
  `${timeZone.replaceAll("_", " ")} (${offsetLabel(offsetAt(instant, timeZone))})`;

/** Names a stretch of time. */
export function whenOf({ start, end }: { start: string; end: string }, locale: string, timeZone: string, nowMs: number): When {
  const yearOf = new Intl.DateTimeFormat("en", { year: "numeric", timeZone });
  const year = yearOf.format(new Date(start)) === yearOf.format(nowMs) ? {} : ({ year: "numeric" } as const);
  const day = new Intl.DateTimeFormat(locale, { weekday: "long", day: "numeric", month: "long", ...year, timeZone });
  const time = new Intl.DateTimeFormat(locale, { hour: "numeric", minute: "2-digit", timeZone });
  return {
    day: day.format(new Date(start)),
    times: `${time.format(new Date(start))} – ${time.format(new Date(end))}`,
    zone: zoneLabel(timeZone, start),
  };
}
