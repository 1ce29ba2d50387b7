import { expect, test } from "vitest";
import { describeCancellation, formatMinutes, formatMoney, formatPrice, formatWallTime } from "./format.js";

test("money is written as its currency has it, without empty paise", () => {
  expect(formatMoney({ amount: 480_000, currency: "INR" })).toBe("₹4,800");
  expect(formatMoney({ amount: 480_050, currency: "INR" })).toBe("₹4,800.50");
  expect(formatMoney({ amount: 1500, currency: "JPY" })).toContain("1,500");
  expect(formatMoney({ amount: 1500, currency: "KWD" })).toContain("1.500");
  expect(formatMoney({ amount: 150_050, currency: "HUF" })).toContain("1,500.50");
  expect(formatPrice({ amount: 0, currency: "INR" })).toBe("Free");
});

test("lengths and times read as people say them", () => {
  expect([15, 60, 90, 120].map(formatMinutes)).toEqual(["15 min", "1 hour", "1 h 30 min", "2 hours"]);
  expect(["00:00", "09:30", "12:00", "19:30", "24:00"].map(formatWallTime)).toEqual(["12 am", "9:30 am", "12 pm", "7:30 pm", "midnight"]);
});

test("the terms of cancelling are one sentence, the kindest tier first", () => {
  const tiers = [{ hoursBefore: 24, refundPercent: 50 }, { hoursBefore: 48, refundPercent: 100 }];
  expect(describeCancellation(tiers, false)).toBe("If you cancel, everything is refunded up to 2 days before, 50% up to 24 hours before, and nothing after that.");
  expect(describeCancellation([], false)).toBe("Cancel up to the start and everything is refunded.");
  expect(describeCancellation([], true)).toBe("Cancel whenever you like, up to the start.");
});
