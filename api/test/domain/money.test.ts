import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { chargeProblem, chargeStep, formatMoney, fractionDigits, isCurrency, minimumCharge, multiply, percentOf, taxIncluded } from "../../src/domain/money.js";

const amounts = fc.integer({ min: -1_000_000_000_000, max: 1_000_000_000_000 });
const CURRENCIES = Intl.supportedValuesOf("currency");
const NO_FRACTION = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF".split(" ");
const THREE_DIGITS = "BHD IQD JOD KWD OMR TND".split(" ");
const percents = fc.integer({ min: 0, max: 10_000 }).map((hundredths) => hundredths / 100);

describe("money", () => {
  test("every currency has two digits after the decimal sign, but those that Razorpay counts otherwise", () => {
    const withDigits = (digits: number) => CURRENCIES.filter((currency) => fractionDigits(currency) === digits);
    expect(withDigits(0)).toEqual(NO_FRACTION);
    expect(withDigits(3)).toEqual(THREE_DIGITS);
    expect(withDigits(2)).toHaveLength(CURRENCIES.length - NO_FRACTION.length - THREE_DIGITS.length);
  });

  test("can be charged in any amount; of three digits the last one is 0, and a rupee is the least", () => {
    expect(CURRENCIES.filter((currency) => chargeStep(currency) !== 1)).toEqual(THREE_DIGITS);
    expect(CURRENCIES.filter((currency) => minimumCharge(currency) !== chargeStep(currency))).toEqual(["INR"]);
    expect(minimumCharge("INR")).toBe(100);
    for (const currency of CURRENCIES) {
      const chargeable = Array.from({ length: 200 }, (_, amount) => amount).filter((amount) => chargeProblem(amount, currency) === undefined);
      const expected = currency === "INR" ? (amount: number) => amount === 0 || amount >= 100 : (amount: number) => !THREE_DIGITS.includes(currency) || amount % 10 === 0;
      expect(chargeable, currency).toEqual(Array.from({ length: 200 }, (_, amount) => amount).filter(expected));
    }
  });

  test.each([
    [99, "INR", "Must be 0 or at least 100, which are 1.00 INR: less can't be paid."],
    [1254, "KWD", "Must be 1250 or 1260: KWD is paid in steps of 10, which are 0.010 KWD."],
    [3, "OMR", "Must be 0 or 10: OMR is paid in steps of 10, which are 0.010 OMR."],
  ])("%d %s can't be charged, and the sentence says what can", (amount, currency, sentence) => expect(chargeProblem(amount, currency)).toBe(sentence));

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
    // Of these Intl alone would write no decimals.
    expect(plain(formatMoney(150_050, "HUF", "hu-HU"))).toBe("1500,50 Ft");
    expect(plain(formatMoney(1250, "IQD", "en-US"))).toBe("IQD 1.250");
  });

  test("every amount of every currency is written with all of its digits, and no others", () => {
    for (const currency of CURRENCIES) {
      const digits = formatMoney(1_234_560, currency, "en-US").replace(/[^0-9]/g, "");
      expect([currency, digits]).toEqual([currency, "1234560"]);
    }
  });

  test("a percentage is rounded half up, and never by floating point", () => {
    expect(percentOf(101, 50)).toBe(51);
    expect(percentOf(-101, 50)).toBe(-50);
    expect(percentOf(1_000_000_000_000, 33.33)).toBe(333_300_000_000);
    expect(percentOf(215, 1.15)).toBe(2); // 2.4725
    expect(percentOf(100_000, 18)).toBe(18_000);
    expect([percentOf(1250, 50, 10), percentOf(1230, 50, 10), percentOf(1240, 50, 10)]).toEqual([630, 620, 620]);
    expect(percentOf(-1250, 50, 10)).toBe(-620);
    fc.assert(
      fc.property(amounts, percents, (amount, percent) => {
        const off = BigInt(percentOf(amount, percent)) * 10_000n - BigInt(amount) * BigInt(Math.round(percent * 100));
        expect(off > -5000n && off <= 5000n).toBe(true);
        const tens = percentOf(amount, percent, 10);
        const offTens = BigInt(tens) * 10_000n - BigInt(amount) * BigInt(Math.round(percent * 100));
        expect(tens % 10 === 0 && offTens > -50_000n && offTens <= 50_000n).toBe(true);
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
