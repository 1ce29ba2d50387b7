import { expect, test } from "vitest";
import fc from "fast-check";
import { addDays, instantOf, startOfWeek, wallTime } from "./time.js";

test.each([
  ["Asia/Kolkata", "2026-03-02", 540, "2026-03-02T03:30:00.000Z"],
  ["America/New_York", "2026-03-08", 180, "2026-03-08T07:00:00.000Z"],
  // 02:30 is skipped: as much later.
  ["America/New_York", "2026-03-08", 150, "2026-03-08T07:30:00.000Z"],
  // 01:30 comes twice: the first.
  ["America/New_York", "2026-11-01", 90, "2026-11-01T05:30:00.000Z"],
  ["Australia/Lord_Howe", "2026-10-04", 150, "2026-10-03T15:30:00.000Z"],
  ["Pacific/Kiritimati", "2026-01-01", 0, "2025-12-31T10:00:00.000Z"],
])("in %s the clocks show %s + %i min at one instant", (zone, date, minutes, instant) => {
  expect(instantOf({ date, minutes }, zone)).toBe(instant);
});

test("an instant's wall time leads back to it, but where clocks show it twice", () => {
  const zone = fc.constantFrom("Asia/Kolkata", "America/New_York", "Australia/Lord_Howe", "Europe/London", "UTC");
  const minute = fc.integer({ min: Date.UTC(2026, 0) / 60_000, max: Date.UTC(2028, 0) / 60_000 });
  fc.assert(
    fc.property(zone, minute, (zone, minute) => {
      const wall = wallTime(minute * 60_000, zone);
      expect(wallTime(instantOf(wall, zone), zone)).toEqual(wall);
    }),
  );
});

test("weeks begin on the day that is asked for", () => {
  expect(startOfWeek("2026-03-01", 1)).toBe("2026-02-23");
  expect(startOfWeek("2026-03-01", 0)).toBe("2026-03-01");
  expect(addDays("2028-02-28", 2)).toBe("2028-03-01");
});
