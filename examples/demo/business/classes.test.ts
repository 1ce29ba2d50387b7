import { expect, test } from "vitest";
import { classStarts } from "./classes.js";

// A Tuesday, 06:59 in the studio: the class at seven is still to come.
const tuesdayMorning = new Date("2026-11-24T06:59:00+05:30");

test("three weeks of classes, the next one first, each at its time in the studio", () => {
  const starts = classStarts(tuesdayMorning);
  expect(starts).toHaveLength(12);
  expect(starts.slice(0, 4)).toEqual([
    "2026-11-24T07:00:00+05:30",
    "2026-11-26T07:00:00+05:30",
    "2026-11-28T07:30:00+05:30",
    "2026-11-29T08:00:00+05:30",
  ]);
});

test("a class that has begun is not published", () => {
  expect(classStarts(new Date("2026-11-24T07:00:00+05:30"))[0]).toBe("2026-11-26T07:00:00+05:30");
});
