import { Temporal } from "temporal-polyfill";

/** When clocks show a wall time, by Temporal: in a gap the instant of the jump, in an overlap the earlier one. */
export function oracleInstantMs(zone: string, date: string, minutes: number): number {
  const wall = Temporal.PlainDateTime.from(`${date}T00:00`).add({ minutes });
  const earlier = wall.toZonedDateTime(zone, { disambiguation: "earlier" });
  if (earlier.toPlainDateTime().equals(wall)) return earlier.epochMilliseconds;
  // "earlier" of a gap lies before the jump, by the length of the gap at most.
  return earlier.getTimeZoneTransition("next")!.epochMilliseconds;
}

/** Every instant of these years at which the zone's offset changes. */
export function transitionsMs(zone: string, fromYear: number, toYear: number): number[] {
  const found: number[] = [];
  let at = Temporal.Instant.from(`${fromYear}-01-01T00:00Z`).toZonedDateTimeISO(zone).getTimeZoneTransition("next");
  for (; at && at.year <= toYear; at = at.getTimeZoneTransition("next")) found.push(at.epochMilliseconds);
  return found;
}
