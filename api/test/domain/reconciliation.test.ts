import { expect, test } from "vitest";
import { firstCheckAfterMs, nextCheckAfterMs, type OrderState, refundCheckDelayMs, refundRetryDelayMs, retryCheckDelayMs } from "../../src/domain/reconciliation.js";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../helpers/times.js";

/** The ages at which an order is asked about, when each time it is done at once. */
function ages(state: OrderState): number[] {
  const asked = [firstCheckAfterMs(state)];
  for (let next = nextCheckAfterMs(state, asked[0]!); next !== undefined; next = nextCheckAfterMs(state, next)) asked.push(next);
  return asked;
}

test.each([
  ["open", 15 * MINUTE_MS, 4 * DAY_MS],
  ["settled", HOUR_MS, 5 * DAY_MS],
] as const)("an order that is %s is asked about after %d ms for the first time, ever later, and for more than %d ms", (state, first, least) => {
  const asked = ages(state);
  expect(asked[0]).toBe(first);
  expect(asked).toEqual(asked.toSorted((a, b) => a - b));
  expect(new Set(asked).size).toBe(asked.length);
  expect(asked.at(-1)).toBeGreaterThan(least);
  expect(asked.length).toBeLessThan(20);
});

test("the next time always lies ahead, however late the last one was", () => {
  for (const state of ["open", "settled"] as const)
    for (let age = 0; age < 7 * DAY_MS; age += 7 * MINUTE_MS) {
      const next = nextCheckAfterMs(state, age);
      if (next !== undefined) expect(next).toBeGreaterThan(age);
    }
});

test("between two questions about an open order never lies more than a day", () => {
  const asked = ages("open");
  for (const [i, age] of asked.entries()) expect(age - (asked[i - 1] ?? 0)).toBeLessThanOrEqual(DAY_MS);
});

test("waiting grows with the age, between its bounds", () => {
  expect([0, 20 * MINUTE_MS, 4 * HOUR_MS, 30 * DAY_MS].map(refundCheckDelayMs)).toEqual([5 * MINUTE_MS, 5 * MINUTE_MS, HOUR_MS, 12 * HOUR_MS]);
  expect([0, 4 * HOUR_MS, 30 * DAY_MS].map(retryCheckDelayMs)).toEqual([3 * MINUTE_MS, HOUR_MS, 6 * HOUR_MS]);
});

test("a refund that fails is tried five times in sixteen hours", () => {
  const delays = [1, 2, 3, 4, 5].map(refundRetryDelayMs);
  expect(delays.at(-1)).toBeUndefined();
  expect(delays.slice(0, -1).reduce((sum: number, delay) => sum + delay!, 0) / HOUR_MS).toBeCloseTo(15.6, 1);
});
