import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { refundFor, validateTiers } from "../../src/domain/cancellation.js";
import { chargeProblem, chargeStep } from "../../src/domain/money.js";

const HOUR = 3_600_000;
const START = Date.parse("2026-03-10T10:00Z");
const tiers = [{ hoursBefore: 24, refundPercent: 50 }, { hoursBefore: 48, refundPercent: 100 }, { hoursBefore: 2, refundPercent: 10 }];

describe("refunds", () => {
  test.each([
    [49, 1001], [48, 1001], [47.99, 501], [24, 501], [23.99, 100], [2, 100], [1.99, 0], [0, 0], [-1, 0],
  ])("%d hours before the start, tiers give back %d of 1001", (hours, refund) => {
    expect(refundFor(tiers, 1001, START, START - hours * HOUR, "USD")).toBe(refund);
  });

  test("without tiers everything is given back until the start, and nothing from then on", () => {
    expect(refundFor([], 1000, START, START - 1, "USD")).toBe(1000);
    expect(refundFor([], 1000, START, START, "USD")).toBe(0);
  });

  test("a tier of zero hours ends with the start too", () => {
    expect(refundFor([{ hoursBefore: 0, refundPercent: 30 }], 1000, START, START - 1, "USD")).toBe(300);
    expect(refundFor([{ hoursBefore: 0, refundPercent: 30 }], 1000, START, START, "USD")).toBe(0);
  });

  const half = (price: number, currency: string) => refundFor([{ hoursBefore: 0, refundPercent: 50 }], price, START, START - HOUR, currency);

  test("a part is what the currency has money for, halves up", () => {
    expect([half(1501, "JPY"), half(1500, "JPY"), half(1, "JPY")]).toEqual([751, 750, 1]);
    expect([half(1250, "KWD"), half(1240, "KWD"), half(10, "KWD")]).toEqual([630, 620, 10]);
    expect([half(50_001, "INR"), half(101, "USD")]).toEqual([25_001, 51]);
  });

  test("a part below what can be given back is the least that can, and nothing where it rounds to nothing", () => {
    expect([half(100, "INR"), half(150, "INR"), half(200, "INR"), half(201, "INR")]).toEqual([100, 100, 100, 101]);
    expect(refundFor([{ hoursBefore: 0, refundPercent: 1 }], 40, START, START - HOUR, "KWD")).toBe(0);
    expect(half(0, "INR")).toBe(0);
  });

  test("whatever the price and the tier, in every currency, what is given back can be, is no more than the price, and is right to half a step", () => {
    const currencies = fc.constantFrom(...Intl.supportedValuesOf("currency"));
    fc.assert(
      fc.property(currencies, fc.integer({ min: 0, max: 500_000_000_000 }), fc.integer({ min: 0, max: 100 }), (currency, units, refundPercent) => {
        const step = chargeStep(currency);
        const price = currency === "INR" && units < 100 ? 0 : units * step;
        const refund = refundFor([{ hoursBefore: 0, refundPercent }], price, START, START - HOUR, currency);
        expect(chargeProblem(refund, currency)).toBeUndefined();
        expect(refund).toBeLessThanOrEqual(price);
        if (currency !== "INR" || refund > 100) expect(Math.abs(refund - (price * refundPercent) / 100)).toBeLessThanOrEqual(step / 2);
        if (refundPercent === 100) expect(refund).toBe(price);
      }),
    );
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
