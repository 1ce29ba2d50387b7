import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { openWindows, validateWindows, type WallWindow } from "../../src/domain/hours.js";
import { everyDay } from "./worlds.js";

const at = (iso: string) => Date.parse(iso);
const open = (zone: string, from: string, to: string, ...windows: WallWindow[]) =>
  openWindows(everyDay(zone, ...windows), { startMs: at(from), endMs: at(to) }).map(({ startMs, endMs, openings }) => [new Date(startMs).toISOString().slice(5, 16), new Date(endMs).toISOString().slice(5, 16), openings.length]);

describe("opening hours", () => {
  test("a window that the range only touches inside comes whole", () => {
    expect(open("UTC", "2026-03-02T10:00Z", "2026-03-02T10:01Z", ["09:00", "17:00"])).toEqual([["03-02T09:00", "03-02T17:00", 1]]);
  });

  test("windows that touch are one, also across midnight, and remember where each day opened", () => {
    expect(open("UTC", "2026-03-02T23:00Z", "2026-03-02T23:30Z", ["18:00", "24:00"], ["00:00", "02:00"])).toEqual([["03-02T18:00", "03-03T02:00", 2]]);
    expect(open("UTC", "2026-03-03T00:30Z", "2026-03-03T01:00Z", ["18:00", "24:00"], ["00:00", "02:00"])).toEqual([["03-02T18:00", "03-03T02:00", 2]]);
    expect(open("UTC", "2026-03-02T10:00Z", "2026-03-02T11:00Z", ["12:00", "15:00"], ["09:00", "12:00"])).toEqual([["03-02T09:00", "03-02T15:00", 2]]);
  });

  test("the day that Apia left out is no hole in a place that never closes, and no window in others", () => {
    expect(open("Pacific/Apia", "2011-12-30T00:00Z", "2011-12-30T20:00Z", ["00:00", "24:00"])).toHaveLength(1);
    expect(open("Pacific/Apia", "2011-12-29T12:00Z", "2011-12-31T09:00Z", ["09:00", "17:00"])).toEqual([["12-29T19:00", "12-30T03:00", 1], ["12-30T19:00", "12-31T03:00", 1]]);
  });

  test("whatever the hours, windows are in order and apart, and openings never overlap", () => {
    const time = fc.integer({ min: 0, max: 96 });
    const written = (quarters: number) => `${String(Math.floor(quarters / 4)).padStart(2, "0")}:${String((quarters % 4) * 15).padStart(2, "0")}`;
    const windows = fc.array(fc.tuple(time, time).filter(([a, b]) => a < b).map(([a, b]): WallWindow => [written(a), written(b)]), { maxLength: 4 });
    const zone = fc.constantFrom("UTC", "America/New_York", "Australia/Lord_Howe", "America/Havana", "Asia/Beirut");
    fc.assert(
      fc.property(zone, windows, fc.integer({ min: 0, max: 700 }), (timeZone, list, day) => {
        const startMs = at("2025-01-01T00:00Z") + day * 86_400_000;
        let lastEndMs = -Infinity;
        for (const window of openWindows(everyDay(timeZone, ...list), { startMs, endMs: startMs + 3 * 86_400_000 })) {
          expect(window.startMs).toBeGreaterThan(lastEndMs);
          for (const [i, opening] of window.openings.entries()) {
            expect(opening.startMs).toBeLessThan(opening.endMs);
            if (i > 0) expect(opening.startMs).toBeGreaterThanOrEqual(lastEndMs);
            lastEndMs = opening.endMs;
          }
          expect([window.startMs, window.endMs]).toEqual([window.openings[0]!.startMs, lastEndMs]);
        }
      }),
    );
  });
});

describe("a day's list of windows", () => {
  test.each<[WallWindow[]]>([[[]], [[["09:00", "17:00"]]], [[["13:00", "24:00"], ["00:00", "13:00"]]]])("%j is right", (windows) => expect(validateWindows(windows)).toBeUndefined());

  test.each<[WallWindow[], RegExp]>([
    [[["9:00", "17:00"]], /9:00 is not a time/],
    [[["24:00", "24:00"]], /24:00 is not a time/],
    [[["09:00", "24:01"]], /24:01 is not a time/],
    [[["09:60", "10:00"]], /09:60 is not a time/],
    [[["17:00", "09:00"]], /not later/],
    [[["09:00", "09:00"]], /not later/],
    [[["12:00", "15:00"], ["09:00", "12:01"]], /overlap/],
    [[["09:00", "10:00"], ["09:00", "10:00"]], /overlap/],
  ])("%j is told what is wrong", (windows, message) => expect(validateWindows(windows)).toMatch(message));
});
