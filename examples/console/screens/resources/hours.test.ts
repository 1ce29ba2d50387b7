import { expect, test } from "vitest";
import { addWindow, copyDay, hasRoom, mistakesOf, openMinutes, summaryOf, weeklyOf, weekOf, type Window } from "./hours.js";

const week = weekOf({ mon: [["09:00", "17:00"]], tue: [["09:00", "17:00"]], sat: [["14:00", "24:00"], ["09:00", "12:00"]] });

test("a week has every day, and what is sent leaves closed days out and is in order", () => {
  expect(Object.keys(week)).toEqual(["mon", "tue", "wed", "thu", "fri", "sat", "sun"]);
  expect(weeklyOf(week)).toEqual({ mon: [["09:00", "17:00"]], tue: [["09:00", "17:00"]], sat: [["09:00", "12:00"], ["14:00", "24:00"]] });
});

test("further hours begin an hour after the last ones, and never reach past midnight", () => {
  expect(addWindow([])).toEqual([["09:00", "17:00"]]);
  expect(addWindow([["09:00", "12:00"]])).toEqual([["09:00", "12:00"], ["13:00", "16:00"]]);
  expect(addWindow([["09:00", "21:30"]]).at(-1)).toEqual(["22:30", "24:00"]);
  expect(addWindow([["09:00", "23:00"]]).at(-1)).toEqual(["23:00", "24:00"]);
  expect([hasRoom([["09:00", "23:00"]]), hasRoom([["09:00", "23:30"]]), hasRoom([])]).toEqual([true, false, true]);
});

test("a copied day is its own: changing it leaves the other as it is", () => {
  const copied = copyDay(week, "mon", ["wed", "sun"]);
  copied.wed[0]![0] = "10:00";
  expect([copied.mon, copied.wed, copied.sun, week.wed]).toEqual([[["09:00", "17:00"]], [["10:00", "17:00"]], [["09:00", "17:00"]], []]);
});

test.each<[string, Window[], [number, string][]]>([
  ["hours that follow each other", [["09:00", "12:00"], ["12:00", "15:00"]], []],
  ["until midnight", [["18:00", "24:00"]], []],
  ["closing before opening", [["12:00", "09:00"]], [[0, "later"]]],
  ["closing when opening", [["12:00", "12:00"]], [[0, "later"]]],
  ["an empty field", [["", "12:00"]], [[0, "both"]]],
  ["hours within others", [["09:00", "17:00"], ["10:00", "11:00"]], [[1, "Overlaps"]]],
])("%s", (_, windows, mistakes) => {
  const found = mistakesOf(windows);
  expect([...found.keys()]).toEqual(mistakes.map(([index]) => index));
  for (const [index, word] of mistakes) expect(found.get(index)).toContain(word);
});

test("days with the same hours are one line, and closed ones none", () => {
  expect(openMinutes(week)).toBe(8 * 60 * 2 + 13 * 60);
  expect(summaryOf(week)).toEqual([
    { days: "Monday to Tuesday", hours: "09:00–17:00" },
    { days: "Saturday", hours: "09:00–12:00, 14:00–24:00" },
  ]);
});
