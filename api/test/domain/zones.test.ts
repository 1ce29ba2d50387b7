import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { describe, expect, test } from "vitest";
import { addDays } from "../../src/domain/local-dates.js";
import { isTimeZone, localParts, offsetAtMs, wallTimeToInstantMs } from "../../src/domain/zones.js";

const ZONES = Intl.supportedValuesOf("timeZone");
const SAMPLED = ["Asia/Kolkata", "America/New_York", "Europe/London", "Australia/Lord_Howe", "Asia/Kathmandu", "Pacific/Apia", "Africa/Casablanca", "America/St_Johns", "Pacific/Chatham", "America/Santiago", "Asia/Beirut", "Africa/Cairo"];
const instants = fc.integer({ min: Date.UTC(2020, 0), max: Date.UTC(2035, 0) });

/** What clocks show, by the oracle: in a gap the first instant after it, in an overlap the earlier one. */
function oracle(zone: string, date: string, minutes: number): number {
  const wall = Temporal.PlainDateTime.from(`${date}T00:00`).add({ minutes });
  const later = wall.toZonedDateTime(zone, { disambiguation: "later" });
  const earlier = wall.toZonedDateTime(zone, { disambiguation: "earlier" });
  if (earlier.toPlainDateTime().equals(wall)) return earlier.epochMilliseconds;
  return earlier.getTimeZoneTransition("next")!.epochMilliseconds <= later.epochMilliseconds
    ? earlier.getTimeZoneTransition("next")!.epochMilliseconds
    : later.epochMilliseconds;
}

describe("zones", () => {
  test("every zone of the engine at random instants shows what Temporal shows", () => {
    fc.assert(
      fc.property(fc.constantFrom(...ZONES), instants, (zone, ms) => {
        const zoned = Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(zone);
        expect(offsetAtMs(zone, ms)).toBe(zoned.offsetNanoseconds / 1e6);
        expect(localParts(zone, ms)).toEqual({ date: zoned.toPlainDate().toString(), time: zoned.toPlainTime().toString().slice(0, 5), utcOffset: zoned.offset });
      }),
      { numRuns: 3000 },
    );
  });

  test("around every transition of 2024 to 2028, each quarter of an hour is at the right instant", () => {
    for (const zone of SAMPLED) {
      let at = Temporal.Instant.from("2024-01-01T00:00Z").toZonedDateTimeISO(zone).getTimeZoneTransition("next");
      for (; at && at.year < 2029; at = at.getTimeZoneTransition("next")) {
        const day = at.subtract({ seconds: 1 }).toPlainDate().toString();
        for (const date of [day, addDays(day, 1)])
          for (let minutes = 0; minutes <= 1440; minutes += 15)
            expect(wallTimeToInstantMs(zone, date, minutes), `${zone} ${date} +${minutes}`).toBe(oracle(zone, date, minutes));
      }
    }
  });

  test.each([
    ["America/New_York", "2026-03-08", 23],
    ["America/New_York", "2026-11-01", 25],
    ["Australia/Lord_Howe", "2026-04-05", 24.5],
    ["Australia/Lord_Howe", "2026-10-04", 23.5],
    ["Asia/Kolkata", "2026-03-08", 24],
  ])("a day in %s on %s has %d hours", (zone, date, hours) => {
    expect((wallTimeToInstantMs(zone, date, 1440) - wallTimeToInstantMs(zone, date, 0)) / 3_600_000).toBe(hours);
  });

  test("only names are zones", () => {
    for (const name of ["Asia/Kolkata", "UTC", "Asia/Calcutta"]) expect(isTimeZone(name)).toBe(true);
    for (const name of ["+05:30", "", "Mars/Olympus", "Asia/Kolkata\0", "../etc"]) expect(isTimeZone(name)).toBe(false);
  });
});
