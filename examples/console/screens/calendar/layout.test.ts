import { describe, expect, test } from "vitest";
import fc from "fast-check";
import { closedOf, hoursAround, layOut, limitLanes, type Span, within } from "./layout.js";

const spans = fc.array(fc.tuple(fc.nat(200), fc.integer({ min: 1, max: 60 })).map(([from, length]): Span => ({ from, to: from + length })), { maxLength: 40 });
const overlap = (a: Span, b: Span) => a.from < b.to && b.from < a.to;

describe("lanes", () => {
  test("what overlaps never shares a lane, and overlapping blocks are equally wide", () => {
    fc.assert(
      fc.property(spans, (blocks) => {
        const laid = layOut(blocks);
        expect(laid).toHaveLength(blocks.length);
        for (const [i, a] of laid.entries())
          for (const b of laid.slice(i + 1)) {
            if (!overlap(a, b)) continue;
            expect(a.lane).not.toBe(b.lane);
            expect(a.lanes).toBe(b.lanes);
          }
        for (const { lane, lanes } of laid) expect(lane).toBeLessThan(lanes);
      }),
    );
  });

  test("there are no more of them than overlap at one time", () => {
    fc.assert(
      fc.property(spans, (blocks) => {
        const most = Math.max(0, ...blocks.map(({ from }) => blocks.filter((block) => block.from <= from && from < block.to).length));
        expect(Math.max(0, ...layOut(blocks).map(({ lanes }) => lanes))).toBe(most);
      }),
    );
  });

  test("what has no room is counted, and nothing is lost", () => {
    fc.assert(
      fc.property(spans, fc.integer({ min: 2, max: 4 }), (blocks, most) => {
        const { shown, hidden } = limitLanes(layOut(blocks), most);
        expect(shown.length + hidden.reduce((sum, { count }) => sum + count, 0)).toBe(blocks.length);
        for (const { lane, lanes } of shown) expect([lanes <= most, lane < lanes]).toEqual([true, true]);
        // Where some are hidden, their place is free.
        for (const gone of hidden) for (const block of shown) if (overlap(gone, block)) expect(block.lane).toBeLessThan(most - 1);
      }),
    );
  });
});

test("a span is cut at the day's ends, and is none where it only touches them", () => {
  expect(within({ from: -60, to: 30 }, 0, 1440)).toEqual({ from: 0, to: 30 });
  expect(within({ from: -60, to: 0 }, 0, 1440)).toBeUndefined();
  expect(within({ from: 1440, to: 1500 }, 0, 1440)).toBeUndefined();
});

test("whole hours are shown, with the usual ones always among them", () => {
  const usual = { from: 540, to: 1080 };
  expect(hoursAround([], usual)).toEqual(usual);
  expect(hoursAround([{ from: 435, to: 500 }, { from: 1000, to: 1439 }], usual)).toEqual({ from: 420, to: 1440 });
});

test("closed is what no opening covers", () => {
  const day = { from: 480, to: 1200 };
  expect(closedOf([{ from: 840, to: 1000 }, { from: 540, to: 780 }], day)).toEqual([{ from: 480, to: 540 }, { from: 780, to: 840 }, { from: 1000, to: 1200 }]);
  expect(closedOf([{ from: 0, to: 1440 }], day)).toEqual([]);
  expect(closedOf([], day)).toEqual([day]);
});
