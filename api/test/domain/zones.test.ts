import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { addDays } from "../../src/domain/local-dates.js";
import { isTimeZone, localDateOf, localParts, offsetAtMs, wallTimeToInstantMs } from "../../src/domain/zones.js";
import { oracleInstantMs, transitionsMs } from "./temporal-oracle.js";

const ZONES = Intl.supportedValuesOf("timeZone");
const SAMPLED = [
  "Asia/Kolkata", "America/New_York", "Europe/London", "Australia/Lord_Howe", "Asia/Kathmandu", "Pacific/Apia", "Africa/Casablanca", "America/St_Johns",
  "Pacific/Chatham", "America/Santiago", "Asia/Beirut", "Africa/Cairo", "America/Havana", "Atlantic/Azores", "America/Nuuk", "Asia/Gaza", "Antarctica/Troll",
];
const DAY_MS = 86_400_000;

// The machine's own zone must not matter: every guarantee is checked in hostile ones.
describe.each(["UTC", "Asia/Kolkata", "America/New_York", "Australia/Lord_Howe"])("on a machine in %s", (machineZone) => {
  const before = process.env["TZ"];
  beforeAll(() => {
    process.env["TZ"] = machineZone;
    const january = Date.UTC(2026, 0, 15);
    expect(new Date(january).getTimezoneOffset()).toBe(-offsetAtMs(machineZone, january) / 60_000 || 0);
  });
  afterAll(() => {
    if (before === undefined) delete process.env["TZ"];
    else process.env["TZ"] = before;
  });

  test("every zone of the engine at random instants shows what Temporal shows", () => {
    fc.assert(
      fc.property(fc.constantFrom(...ZONES), fc.integer({ min: Date.UTC(1972, 5), max: Date.UTC(2099, 0) }), (zone, ms) => {
        const zoned = Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(zone);
        expect(offsetAtMs(zone, ms)).toBe(zoned.offsetNanoseconds / 1e6);
        expect(localParts(zone, ms)).toEqual({ date: zoned.toPlainDate().toString(), time: zoned.toPlainTime().toString().slice(0, 5), utcOffset: zoned.offset });
      }),
      { numRuns: 1000 },
    );
  });

  test("around every transition of 2024 to 2028, each quarter of an hour is at the right instant", () => {
    for (const zone of SAMPLED)
      for (const transitionMs of transitionsMs(zone, 2024, 2028)) {
        expect(offsetAtMs(zone, transitionMs)).not.toBe(offsetAtMs(zone, transitionMs - 1));
        const day = localDateOf(zone, transitionMs - 1);
        for (const date of [day, addDays(day, 1)])
          for (let minutes = 0; minutes <= 1440; minutes += 15)
            if (wallTimeToInstantMs(zone, date, minutes) !== oracleInstantMs(zone, date, minutes))
              expect.fail(`${zone} ${date} + ${minutes} min: ${wallTimeToInstantMs(zone, date, minutes)} instead of ${oracleInstantMs(zone, date, minutes)}`);
      }
  });

  test.each([
    ["America/New_York", "2026-03-08", 23],
    ["America/New_York", "2026-11-01", 25],
    ["Australia/Lord_Howe", "2026-04-05", 24.5],
    ["Australia/Lord_Howe", "2026-10-04", 23.5],
    ["Asia/Kolkata", "2026-03-08", 24],
    ["Asia/Beirut", "2026-03-29", 23], // begins at 01:00
    ["America/Havana", "2026-11-01", 25], // 00:00 to 01:00 twice
    ["Pacific/Apia", "2011-12-30", 0], // was never
    ["Pacific/Apia", "2011-12-29", 24],
  ])("a day in %s on %s has %d hours", (zone, date, hours) => {
    expect((wallTimeToInstantMs(zone, date, 1440) - wallTimeToInstantMs(zone, date, 0)) / 3_600_000).toBe(hours);
  });
});

describe("wall times", () => {
  test("any zone, date and minute is at the instant that Temporal says, and days follow each other without a gap", () => {
    fc.assert(
      fc.property(fc.constantFrom(...ZONES), fc.integer({ min: 0, max: 60 * 366 }), fc.integer({ min: 0, max: 1440 }), (zone, day, minutes) => {
        const date = addDays("1980-01-01", day);
        expect(wallTimeToInstantMs(zone, date, minutes)).toBe(oracleInstantMs(zone, date, minutes));
        expect(wallTimeToInstantMs(zone, date, 1440)).toBe(wallTimeToInstantMs(zone, addDays(date, 1), 0));
      }),
      { numRuns: 1500 },
    );
  });

  test("in a gap it is the instant of the jump, in an overlap the earlier one", () => {
    expect(wallTimeToInstantMs("America/New_York", "2026-03-08", 150)).toBe(Date.parse("2026-03-08T07:00Z"));
    expect(wallTimeToInstantMs("America/New_York", "2026-11-01", 90)).toBe(Date.parse("2026-11-01T05:30Z"));
    expect(wallTimeToInstantMs("Australia/Lord_Howe", "2026-10-04", 135)).toBe(Date.parse("2026-10-03T15:30Z"));
    expect(wallTimeToInstantMs("Australia/Lord_Howe", "2026-04-05", 105)).toBe(Date.parse("2026-04-04T14:45Z"));
    expect(wallTimeToInstantMs("Pacific/Apia", "2011-12-30", 720)).toBe(Date.parse("2011-12-30T10:00Z"));
  });

  test("offsets with seconds, before standard time, are exact", () => {
    expect(offsetAtMs("Asia/Kolkata", Date.UTC(1850, 0))).toBe(((5 * 60 + 53) * 60 + 28) * 1000);
    expect(offsetAtMs("Africa/Monrovia", Date.UTC(1971, 0))).toBe(-(44 * 60 + 30) * 1000);
  });

  test("what was cached answers as what was not, whatever was asked in between", () => {
    const ask = () => ["America/New_York", "Europe/London"].map((zone) => [0, 60, 120].map((days) => offsetAtMs(zone, Date.UTC(2026, 1, 1) + days * DAY_MS)));
    const first = ask();
    for (const zone of ZONES) offsetAtMs(zone, Date.UTC(2026, 0));
    for (let day = 0; day < 5000; day++) offsetAtMs("Asia/Kolkata", day * DAY_MS);
    expect(ask()).toEqual(first);
  });
});

describe("names", () => {
  test("every zone of the engine and every alias is one", () => {
    for (const name of [...ZONES, "UTC", "GMT", "Asia/Calcutta", "Asia/Kolkata", "US/Pacific", "Etc/GMT+5", "EST5EDT", "America/Argentina/Buenos_Aires"]) expect(isTimeZone(name), name).toBe(true);
  });

  test("an offset, an abbreviation, an unknown place or something else is none", () => {
    for (const name of ["", "+05:30", "-08", "GMT+5", "Z", "Mars/Olympus", "Asia/Kolkata\0", " UTC", "../etc", "BST", "IST", "pst", "SystemV/AST4", "undefined"]) expect(isTimeZone(name), name).toBe(false);
    expect(() => offsetAtMs("Mars/Olympus", 0)).toThrow(RangeError);
  });
});
