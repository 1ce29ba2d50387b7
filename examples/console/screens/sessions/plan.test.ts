import { expect, test } from "vitest";
import { MOST, startsOf } from "./plan.js";

const plan = { from: "2026-03-02", to: "2026-03-15", weekdays: [2, 4], times: ["18:30", "07:00", "07:00"] };

test("each time on each of the weekdays, once, by the clocks of the service's zone", () => {
  const starts = startsOf(plan, "Asia/Kolkata");
  expect(starts).toHaveLength(8);
  expect(starts.slice(0, 2)).toEqual(["2026-03-03T01:30:00.000Z", "2026-03-03T13:00:00.000Z"]);
});

test("a class keeps its hour when clocks change", () => {
  expect(startsOf({ ...plan, times: ["07:00"] }, "America/New_York").map((start) => start.slice(11, 16))).toEqual(["12:00", "12:00", "11:00", "11:00"]);
});

test("no weekday means every day; dates the wrong way round mean none", () => {
  expect(startsOf({ ...plan, weekdays: [], times: ["07:00"] }, "UTC")).toHaveLength(14);
  expect(startsOf({ ...plan, to: "2026-03-01" }, "UTC")).toEqual([]);
  expect(startsOf({ ...plan, times: [""] }, "UTC")).toEqual([]);
});

test("too many can be told from enough, without counting on for years", () => {
  expect(startsOf({ ...plan, to: "2199-01-01", weekdays: [], times: ["07:00"] }, "UTC").length).toBe(MOST + 1);
});
