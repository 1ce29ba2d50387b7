import { expect, test } from "vitest";
import { amountText, parseAmount } from "./money.js";

test.each([
  ["450", "INR", 45_000],
  ["450.5", "INR", 45_050],
  ["1,250.75", "INR", 125_075],
  ["1500", "JPY", 1500],
  ["1.250", "KWD", 1250],
  ["0", "INR", 0],
])("%s %s are %i minor units, and stand in the field again", (text, currency, amount) => {
  expect(parseAmount(text, currency)).toBe(amount);
  expect(parseAmount(amountText(amount, currency), currency)).toBe(amount);
});

test.each([["", "INR"], ["-1", "INR"], ["1.234", "INR"], ["1.5", "JPY"], ["ten", "INR"], ["1e3", "INR"], ["1.2.3", "INR"]])("%j is no amount of %s", (text, currency) => {
  expect(parseAmount(text, currency)).toBeUndefined();
});
