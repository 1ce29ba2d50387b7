import type { Override, Resource, Service } from "@holdfast/sdk/server";
import { wallTime } from "../../parts/time.js";
import type { Span } from "./layout.js";
import type { Session } from "./sessions.js";

/** What a calendar view draws. */
export interface Shown {
  sessions: readonly Session[];
  resources: readonly Resource[];
  overrides: readonly Override[];
  services: readonly Service[];
  zone: string;
  /** The first date. */
  from: string;
  days: number;
}

/** A session in minutes since the midnight that begins `date`, as the zone's clocks show it. */
export function minutesOn(session: Session, date: string, zone: string): Session & Span {
  const daysFrom = (other: string) => Math.round((Date.parse(other) - Date.parse(date)) / 86_400_000);
  const [start, end] = [wallTime(session.start, zone), wallTime(session.end, zone)];
  const from = daysFrom(start.date) * 1440 + start.minutes;
  // Where clocks go back, a session would end before it began.
  return { ...session, from, to: Math.max(daysFrom(end.date) * 1440 + end.minutes, from + 5) };
}

/** How many colours there are; the last is for what is not offered any more. */
const COLOURS = 6;

/** A colour for each service, the same on every day. */
export function colourOf(services: readonly Service[], serviceId: string): number {
  const index = services.findIndex(({ id }) => serviceId.startsWith(id));
  return index === -1 ? COLOURS - 1 : index % (COLOURS - 1);
}
