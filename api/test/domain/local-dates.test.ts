import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { describe, expect, test } from "vitest";
import { addDays, daysBetween, eachDate, isDate, weekdayOf, WEEKDAYS } from "../../src/domain/local-dates.js";

const dates = fc.integer({ min: 0, max: 3_652_058 }).map((days) => Temporal.PlainDate.from("0001-01-01").add({ days }));

describe("dates", () => {
  test("the calendar is Temporal's, from the year 1 to 9999", () => {
    fc.assert(
      fc.property(dates, fc.integer({ min: -400, max: 400 }), (date, days) => {
        expect(isDate(date.toString())).toBe(true);
        expect(weekdayOf(date.toString())).toBe(WEEKDAYS[date.dayOfWeek - 1]);
        const other = date.add({ days });
        if (other.year < 1 || other.year > 9999) return;
        expect(addDays(date.toString(), days)).toBe(other.toString());
        expect(daysBetween(date.toString(), other.toString())).toBe(days);
      }),
    );
  });

  test.each(["2026-02-29", "2100-02-29", "2026-13-01", "2026-00-10", "2026-04-31", "0000-01-01", "10000-01-01", "2026-1-1", "2026-01-01T00:00", "", "tomorrow"])("%j is no date", (text) => {
    expect(isDate(text)).toBe(false);
  });

  test("a leap day is a date", () => expect(isDate("2028-02-29")).toBe(true));

  test("each date comes once, both ends included", () => {
    expect(eachDate("2026-02-27", "2026-03-02")).toEqual(["2026-02-27", "2026-02-28", "2026-03-01", "2026-03-02"]);
    expect(eachDate("2026-03-02", "2026-03-01")).toEqual([]);
  });
});
