import { describe, expect, test } from "vitest";
import { countFree, findSlot, firstFree, groupByPartOfDay, mergeSlots, repeatedTimes } from "../src/calendar/day-slots.js";
import { addDays, addMonths, clampDate, dateIn, daysInMonth, endOfMonth, monthWeeks } from "../src/calendar/dates.js";
import { dateAfterKey } from "../src/calendar/grid-keys.js";
import type { ShownSlot } from "../src/model.js";

const slot = (localTime: string, more: Partial<ShownSlot> = {}): ShownSlot => ({
  start: `2026-03-03T${localTime}:00Z`,
  end: `2026-03-03T${localTime}:30Z`,
  date: "2026-03-03",
  localTime,
  utcOffset: "+00:00",
  remaining: 1,
  resourceIds: [],
  ...more,
});

describe("dates", () => {
  test("days and months step over the ends of months and years", () => {
    expect(addDays("2026-12-31", 1)).toBe("2027-01-01");
    expect(addDays("2026-03-01", -1)).toBe("2026-02-28");
    expect(addMonths("2026-01-31", 1)).toBe("2026-02-28");
    expect(addMonths("2028-01-31", 1)).toBe("2028-02-29");
    expect(addMonths("2026-01-15", -1)).toBe("2025-12-15");
    expect(addMonths("2028-02-29", 12)).toBe("2029-02-28");
  });

  test("months have their lengths", () => {
    expect([1, 2, 4, 12].map((month) => daysInMonth(`2026-${String(month).padStart(2, "0")}-01`))).toEqual([31, 28, 30, 31]);
    expect(endOfMonth("2028-02-10")).toBe("2028-02-29");
  });

  test("a month is always six weeks, begun on the wanted day, with every day once", () => {
    for (const firstDay of [1, 6, 7]) {
      const weeks = monthWeeks("2026-02-01", firstDay);
      expect(weeks.map((week) => week.length)).toEqual([7, 7, 7, 7, 7, 7]);
      expect(weeks.flat().filter(Boolean)).toHaveLength(28);
    }
    // 1 February 2026 is a Sunday.
    expect(monthWeeks("2026-02-01", 7)[0]?.[0]).toBe("2026-02-01");
    expect(monthWeeks("2026-02-01", 1)[0]?.[6]).toBe("2026-02-01");
  });

  test("a date is brought within bounds", () => {
    expect(clampDate("2026-01-01", "2026-02-01", "2026-03-01")).toBe("2026-02-01");
    expect(clampDate("2026-04-01", "2026-02-01", "2026-03-01")).toBe("2026-03-01");
    expect(clampDate("2026-02-10", "2026-02-01", "2026-03-01")).toBe("2026-02-10");
  });

  test("an instant has its local date, whatever the device's zone", () => {
    expect(dateIn("Asia/Kolkata", "2026-03-03T19:00:00Z")).toBe("2026-03-04");
    expect(dateIn("America/New_York", "2026-03-03T03:00:00Z")).toBe("2026-03-02");
  });
});

describe("keys of the grid", () => {
  const press = (key: string, more = {}) =>
    dateAfterKey("2026-03-18", { key, shiftKey: false, firstDay: 1, rightToLeft: false, ...more });

  test("arrows move by a day and a week", () => {
    expect(["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown"].map((key) => press(key))).toEqual([
      "2026-03-17", "2026-03-19", "2026-03-11", "2026-03-25",
    ]);
  });

  test("right to left, the horizontal arrows change places", () => {
    expect(press("ArrowRight", { rightToLeft: true })).toBe("2026-03-17");
  });

  test("Home and End go to the ends of the week, as the language begins it", () => {
    expect([press("Home"), press("End")]).toEqual(["2026-03-16", "2026-03-22"]);
    expect([press("Home", { firstDay: 7 }), press("End", { firstDay: 7 })]).toEqual(["2026-03-15", "2026-03-21"]);
  });

  test("PageUp and PageDown go by a month, with Shift by a year", () => {
    expect([press("PageUp"), press("PageDown")]).toEqual(["2026-02-18", "2026-04-18"]);
    expect([press("PageUp", { shiftKey: true }), press("PageDown", { shiftKey: true })]).toEqual(["2025-03-18", "2027-03-18"]);
  });

  test("other keys are not the grid's", () => {
    expect(press("a")).toBeNull();
  });
});

describe("slots of a day", () => {
  test("are grouped by local time: morning to 12:00, afternoon to 17:00, evening", () => {
    const groups = groupByPartOfDay([slot("00:00"), slot("11:59"), slot("12:00"), slot("16:59"), slot("17:00")]);
    expect(groups.map(([part, slots]) => [part, slots.map(({ localTime }) => localTime)])).toEqual([
      ["morning", ["00:00", "11:59"]],
      ["afternoon", ["12:00", "16:59"]],
      ["evening", ["17:00"]],
    ]);
    expect(groupByPartOfDay([slot("18:00")]).map(([part]) => part)).toEqual(["evening"]);
  });

  test("a time that comes twice because the clock goes back is known as such", () => {
    const day = [slot("01:30", { utcOffset: "-04:00" }), slot("01:30", { utcOffset: "-05:00" }), slot("02:30")];
    expect([...repeatedTimes(day)]).toEqual(["01:30"]);
  });

  test("the first free one is the earliest that nobody took", () => {
    const slots = new Map([
      ["2026-03-04", [slot("08:00", { date: "2026-03-04" })]],
      ["2026-03-03", [slot("09:00", { taken: true })]],
    ]);
    expect(firstFree(slots)?.date).toBe("2026-03-04");
    expect(firstFree(new Map())).toBeNull();
    expect(findSlot(slots, "2026-03-03T09:00:00Z")?.taken).toBe(true);
  });
});

describe("a newer answer", () => {
  const shown = new Map([["2026-03-03", [slot("09:00"), slot("10:00")]]]);

  test("keeps a slot that is gone where it stands, as taken, on the open day", () => {
    const merged = mergeSlots(shown, new Map([["2026-03-03", [slot("10:00")]]]), "2026-03-03").get("2026-03-03");
    expect(merged?.map(({ localTime, taken }) => [localTime, taken ?? false])).toEqual([["09:00", true], ["10:00", false]]);
    expect(countFree(merged)).toBe(1);
  });

  test("brings a slot back in its old place, and no new one between", () => {
    const gone = mergeSlots(shown, new Map(), "2026-03-03");
    const merged = mergeSlots(gone, new Map([["2026-03-03", [slot("09:00"), slot("09:30"), slot("10:00")]]]), "2026-03-03");
    expect(merged.get("2026-03-03")?.map(({ localTime }) => localTime)).toEqual(["09:00", "10:00"]);
    expect(countFree(merged.get("2026-03-03"))).toBe(2);
  });

  test("replaces days that are not open", () => {
    const merged = mergeSlots(shown, new Map([["2026-03-03", [slot("10:00")]]]), "2026-03-05");
    expect(merged.get("2026-03-03")).toHaveLength(1);
    expect(mergeSlots(shown, new Map(), null).size).toBe(0);
  });
});
