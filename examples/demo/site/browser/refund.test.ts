import { describe, expect, test } from "vitest";
import { refundIfCancelled } from "./refund.js";

const HOUR = 3_600_000;
const start = "2026-12-01T10:00:00Z";
const booking = (cancellation: { hoursBefore: number; refundPercent: number }[]) => {
  const price = { amount: 90_000, currency: "INR" };
  return { start, price, terms: { unitPrice: price, quantity: 1, total: price, tax: null, cancellation } };
};
const hoursBefore = (hours: number) => Date.parse(start) - hours * HOUR;

describe("the refund that is told before cancelling", () => {
  const tiers = booking([{ hoursBefore: 2, refundPercent: 50 }, { hoursBefore: 24, refundPercent: 100 }]);

  test.each([
    [48, 90_000],
    [24, 90_000],
    [23.99, 45_000],
    [2, 45_000],
    [1.99, 0],
  ])("%d hours before is %d paise, whatever order the tiers have", (hours, amount) => {
    expect(refundIfCancelled(tiers, hoursBefore(hours))).toBe(amount);
  });

  test("is everything where no tiers were agreed", () => {
    expect(refundIfCancelled(booking([]), hoursBefore(0.1))).toBe(90_000);
  });
});
