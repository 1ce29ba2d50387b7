import type { Override, Resource } from "@holdfast/sdk/server";
import { weekdayOf } from "../../parts/time.js";
import type { Span } from "./layout.js";

const BY_WEEKDAY = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"] as const;
const minutesOf = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

/** When a resource is open on a date, in minutes of its own day: by its override for that date, else by its week. */
export function openOn(resource: Resource, overrides: readonly Override[], date: string): Span[] {
  const override = overrides.find((each) => each.resourceId === resource.id && each.date === date);
  const windows = override ? override.windows : (resource.weekly[BY_WEEKDAY[weekdayOf(date)]!] ?? []);
  return windows.map(([opens, closes]) => ({ from: minutesOf(opens), to: minutesOf(closes) }));
}
