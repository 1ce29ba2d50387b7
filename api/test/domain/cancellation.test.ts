import { describe, expect, test } from "vitest";
import { refundFor, validateTiers } from "../../src/domain/cancellation.js";

const HOUR = 3_600_000;
const START = Date.parse("2026-03-10T10:00Z");
const tiers = [{ hoursBefore: 24, refundPercent: 50 }, { hoursBefore: 48, refundPercent: 100 }, { hoursBefore: 2, refundPercent: 10 }];

describe("refunds", () => {
  test.each([
    [49, 1001], [48, 1001], [47.99, 501], [24, 501], [23.99, 100], [2, 100], [1.99, 0], [0, 0], [-1, 0],
  ])("%d hours before the start, tiers give back %d of 1001", (hours, refund) => {
    expect(refundFor(tiers, 1001, START, START - hours * HOUR)).toBe(refund);
  });

  test("without tiers everything is given back until the start, and nothing from then on", () => {
    expect(refundFor([], 1000, START, START - 1)).toBe(1000);
    expect(refundFor([], 1000, START, START)).toBe(0);
  });

  test("a tier of zero hours ends with the start too", () => {
    expect(refundFor([{ hoursBefore: 0, refundPercent: 30 }], 1000, START, START - 1)).toBe(300);
    expect(refundFor([{ hoursBefore: 0, refundPercent: 30 }], 1000, START, START)).toBe(0);
  });

  test("tiers that contradict each other are told", () => {
    expect(validateTiers(tiers)).toBeUndefined();
    expect(validateTiers([])).toBeUndefined();
    expect(validateTiers([{ hoursBefore: 24, refundPercent: 50 }, { hoursBefore: 24, refundPercent: 40 }])).toMatch(/two tiers for 24/);
    expect(validateTiers([{ hoursBefore: 2, refundPercent: 50 }, { hoursBefore: 24, refundPercent: 40 }])).toMatch(/earlier/);
    expect(validateTiers([{ hoursBefore: -1, refundPercent: 50 }])).toMatch(/hoursBefore/);
    expect(validateTiers([{ hoursBefore: Number.NaN, refundPercent: 50 }])).toMatch(/hoursBefore/);
    expect(validateTiers([{ hoursBefore: 1, refundPercent: 101 }])).toMatch(/refundPercent/);
  });
});
