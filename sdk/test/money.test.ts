import { expect, test } from "vitest";
import * as api from "../../api/src/domain/money.js";
import * as emulator from "../../examples/razorpay-emulator/currencies.js";
import { fractionDigits } from "../src/index.js";

test.each([["JPY", 0], ["INR", 2], ["HUF", 2], ["KWD", 3]])("%s has %d digits after the decimal sign", (currency, digits) => expect(fractionDigits(currency)).toBe(digits));

test.each([["API", api], ["payment emulator", emulator]])("the %s counts every currency alike", (_, theirs) => {
  expect(Intl.supportedValuesOf("currency").filter((currency) => fractionDigits(currency) !== theirs.fractionDigits(currency))).toEqual([]);
});
