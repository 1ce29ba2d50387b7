import { expect, test } from "vitest";
import { refundable, refundByTerms } from "./refund.js";

const start = "2026-03-10T10:00:00Z";
const money = (amount: number) => ({ amount, currency: "INR" });
const booking = (amount: number, refundedAmount: number, cancellation: { hoursBefore: number; refundPercent: number }[]) => ({
  start,
  price: money(amount),
  payment: amount > 0 ? { status: "captured" as const, amount, currency: "INR", refundedAmount } : null,
  terms: { unitPrice: money(amount), quantity: 1, total: money(amount), tax: null, cancellation },
});
const before = (hours: number) => Date.parse(start) - hours * 3_600_000;
const TIERS = [{ hoursBefore: 2, refundPercent: 50 }, { hoursBefore: 24, refundPercent: 100 }];

test.each([
  [48, 90_000],
  [24, 90_000],
  [23.9, 45_000],
  [2, 45_000],
  [1, 0],
])("%s hours before, the agreed steps give %i back", (hours, amount) => {
  expect(refundByTerms(booking(90_000, 0, TIERS), before(hours))).toBe(amount);
});

test("without steps all goes back until it starts", () => {
  expect(refundByTerms(booking(90_000, 0, []), before(0))).toBe(90_000);
  expect(refundByTerms(booking(90_000, 0, []), before(-1))).toBe(0);
});

test("never more than is left, and nothing of what was free", () => {
  expect(refundByTerms(booking(90_000, 60_000, TIERS), before(48))).toBe(30_000);
  expect([refundable(booking(90_000, 60_000, [])), refundable(booking(0, 0, []))]).toEqual([30_000, 0]);
});
