import type { OwnerClient } from "@holdfast/sdk/server";
import { addDays, todayIn, weekdayOf } from "../calendar.js";
import { CLASSES } from "./catalogue.js";

/** How far ahead classes are on sale, in days. */
const DAYS_AHEAD = 21;

/** India keeps one offset all year, so that a time of day in the studio is an instant by simple text. */
const STUDIO_OFFSET = "+05:30";

/** Publishes the classes of the coming three weeks that are not on sale yet. @returns how many were added */
export async function publishClasses(owner: OwnerClient, serviceId: string, now = new Date()): Promise<number> {
  const starts = classStarts(now);
  const published = await owner.slots.list({ serviceId, from: now.toISOString(), limit: 200 });
  const known = new Set(published.data.map(({ start }) => Date.parse(start)));
  const missing = starts.filter((start) => !known.has(Date.parse(start)));
  if (missing.length > 0) await owner.slots.createMany(missing.map((start) => ({ serviceId, start })));
  return missing.length;
}

/** The starts of the coming classes, the first one in the future. */
export function classStarts(now: Date): string[] {
  const today = todayIn(undefined, now);
  return Array.from({ length: DAYS_AHEAD }, (_, index) => addDays(today, index))
    .flatMap((date) => {
      return CLASSES.filter(({ weekday }) => weekday === weekdayOf(date)).map(({ time }) => `${date}T${time}:00${STUDIO_OFFSET}`);
    })
    .filter((start) => Date.parse(start) > now.getTime());
}
