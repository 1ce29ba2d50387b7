import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { refundFor } from "../../api/src/domain/cancellation.js";
import { chargeStep, minimumCharge } from "../../api/src/domain/money.js";
import { refundIfCancelled } from "../src/account/refund.js";

const HOUR = 3_600_000;
const start = "2026-12-01T10:00:00Z";
const booking = (cancellation: { hoursBefore: number; refundPercent: number }[], price = { amount: 90_000, currency: "INR" }) => {
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

  test("is what the server will give back, to the last fils, in every currency", () => {
    const price = fc
      .record({ currency: fc.constantFrom("INR", "JPY", "KWD", "USD", "HUF"), steps: fc.integer({ min: 0, max: 500_000_000 }) })
      .map(({ currency, steps }) => ({ currency, amount: steps === 0 ? 0 : Math.max(minimumCharge(currency), steps * chargeStep(currency)) }));
    const cancellation = fc.uniqueArray(fc.record({ hoursBefore: fc.integer({ min: 0, max: 72 }), refundPercent: fc.integer({ min: 0, max: 100 }) }), { maxLength: 3, selector: ({ hoursBefore }) => hoursBefore });
    fc.assert(
      fc.property(price, cancellation, fc.integer({ min: -2, max: 80 }), (price, tiers, hours) => {
        expect(refundIfCancelled(booking(tiers, price), hoursBefore(hours))).toBe(refundFor(tiers, price.amount, Date.parse(start), hoursBefore(hours), price.currency));
      }),
    );
  });
});
