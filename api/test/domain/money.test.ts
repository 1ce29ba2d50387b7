import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { formatMoney, fractionDigits, isCurrency, multiply, percentOf, taxIncluded } from "../../src/domain/money.js";

const amounts = fc.integer({ min: -1_000_000_000_000, max: 1_000_000_000_000 });
const percents = fc.integer({ min: 0, max: 10_000 }).map((hundredths) => hundredths / 100);

describe("money", () => {
  test.each([["JPY", 0], ["INR", 2], ["USD", 2], ["KWD", 3]])("%s has %d digits in its minor unit", (currency, digits) => expect(fractionDigits(currency)).toBe(digits));

  test("codes are currencies, in capitals", () => {
    for (const code of ["INR", "USD", "JPY", "KWD"]) expect(isCurrency(code)).toBe(true);
    for (const code of ["inr", "RUPEE", "", "XX1"]) expect(isCurrency(code)).toBe(false);
  });

  test("an amount is written as its locale writes it, with the currency's own digits", () => {
    const plain = (text: string) => text.replaceAll("\u00a0", " ");
    expect(formatMoney(150_000, "INR", "en-IN")).toBe("₹1,500.00");
    expect(formatMoney(12_345_678, "INR", "en-IN")).toBe("₹1,23,456.78");
    expect(formatMoney(1500, "JPY", "en-US")).toBe("¥1,500");
    expect(plain(formatMoney(1500, "KWD", "en-US"))).toBe("KWD 1.500");
    expect(plain(formatMoney(199, "EUR", "de-DE"))).toBe("1,99 €");
  });

  test("a percentage is rounded half up, and never by floating point", () => {
    expect(percentOf(101, 50)).toBe(51);
    expect(percentOf(-101, 50)).toBe(-50);
    expect(percentOf(1_000_000_000_000, 33.33)).toBe(333_300_000_000);
    expect(percentOf(215, 1.15)).toBe(2); // 2.4725
    expect(percentOf(100_000, 18)).toBe(18_000);
    fc.assert(
      fc.property(amounts, percents, (amount, percent) => {
        const off = BigInt(percentOf(amount, percent)) * 10_000n - BigInt(amount) * BigInt(Math.round(percent * 100));
        expect(off > -5000n && off <= 5000n).toBe(true);
      }),
    );
  });

  test("the tax in a gross amount, put on the net, gives the gross again", () => {
    expect(taxIncluded(118_000, 18)).toBe(18_000);
    expect(taxIncluded(100, 18)).toBe(15);
    expect(taxIncluded(100, 0)).toBe(0);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1_000_000_000_000 }), percents, (gross, percent) => {
        const tax = taxIncluded(gross, percent);
        expect(tax).toBeLessThanOrEqual(gross);
        expect(Math.abs(percentOf(gross - tax, percent) - tax)).toBeLessThanOrEqual(1);
      }),
    );
  });

  test("a product too large to be exact is refused", () => {
    expect(multiply(150_000, 3)).toBe(450_000);
    expect(() => multiply(1_000_000_000_000, 10_000)).toThrow(RangeError);
  });
});
