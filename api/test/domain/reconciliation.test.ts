import { describe, expect, test } from "vitest";
import { firstCheckAfterMs, nextCheckAfterMs, type OrderState, refundCheckDelayMs, refundRetryDelayMs, retryCheckDelayMs, SLOW_REFUND_MS } from "../../src/domain/reconciliation.js";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../helpers/times.js";

/** The ages at which an order is asked about by somebody who always comes a little late. */
function agesOf(state: OrderState, lateMs = 0): number[] {
  const ages: number[] = [];
  for (let age: number | undefined = firstCheckAfterMs(state); age !== undefined; age = nextCheckAfterMs(state, age + lateMs)) ages.push(age);
  return ages;
}
const gapsOf = (ages: number[]) => ages.slice(1).map((age, i) => age - ages[i]!);

describe("orders", () => {
  test("one that is open is asked about from 15 minutes to five days, beyond the three that a late authorisation takes", () => {
    const ages = agesOf("open");
    expect([ages[0], ages.at(-1)]).toEqual([15 * MINUTE_MS, 5 * DAY_MS]);
    expect(ages.filter((age) => age > 3 * DAY_MS).length).toBeGreaterThanOrEqual(3);
  });

  test("one that is settled is asked about from an hour to six days, for a second payment that nobody told of", () => {
    const ages = agesOf("settled");
    expect([ages[0], ages.at(-1)]).toEqual([HOUR_MS, 6 * DAY_MS]);
  });

  test.each([["open", DAY_MS], ["settled", 2 * DAY_MS]] as const)("the gaps of an %s one grow, and none is longer than %d ms", (state, longest) => {
    const ages = agesOf(state);
    const gaps = gapsOf(ages);
    expect(ages.length).toBeLessThan(20);
    expect(gaps.at(-1)!).toBeGreaterThan(gaps[0]! * 2);
    expect(Math.max(...gaps)).toBeLessThanOrEqual(longest);
    // No gap is shorter than half of the longest before it.
    for (const [i, gap] of gaps.entries()) expect(gap).toBeGreaterThanOrEqual(Math.max(0, ...gaps.slice(0, i)) / 2);
  });

  test.each(["open", "settled"] as const)("the next time of an %s one is never now nor in the past, whatever its age", (state) => {
    for (let age = -HOUR_MS; age < 7 * DAY_MS; age += 7 * MINUTE_MS) expect(nextCheckAfterMs(state, age) ?? Infinity).toBeGreaterThan(age);
    for (const age of agesOf(state)) expect(nextCheckAfterMs(state, age) ?? Infinity).toBeGreaterThan(age);
  });

  test.each(["open", "settled"] as const)("times of an %s one that were missed are not made up for: after an outage it is asked about once", (state) => {
    expect(agesOf(state, 2 * DAY_MS).length).toBeLessThanOrEqual(4);
    expect(nextCheckAfterMs(state, 30 * DAY_MS)).toBeUndefined();
  });

  test("one that was paid when it was old goes on by the times of settled ones", () => {
    expect(nextCheckAfterMs("settled", 3 * DAY_MS)).toBe(4 * DAY_MS);
    expect(nextCheckAfterMs("settled", 5 * DAY_MS)).toBe(6 * DAY_MS);
    expect(nextCheckAfterMs("settled", 6 * DAY_MS)).toBeUndefined();
  });

  test("where nobody answers, it is asked about again after a quarter of its age, from 3 minutes to 6 hours", () => {
    expect([0, MINUTE_MS, 12 * MINUTE_MS, HOUR_MS, DAY_MS, 30 * DAY_MS].map(retryCheckDelayMs)).toEqual([3, 3, 3, 15, 360, 360].map((minutes) => minutes * MINUTE_MS));
  });
});

describe("refunds", () => {
  test("one that the provider failed is tried again after 5 minutes, 30 minutes, 3 and 12 hours, five times in less than sixteen hours", () => {
    const delays = [1, 2, 3, 4, 5, 6].map(refundRetryDelayMs);
    expect(delays).toEqual([5 * MINUTE_MS, 30 * MINUTE_MS, 3 * HOUR_MS, 12 * HOUR_MS, undefined, undefined]);
    expect(delays.reduce<number>((sum, delay = 0) => sum + delay, 0)).toBeLessThan(16 * HOUR_MS);
  });

  test("one that is pending is asked about after a quarter of its age, from 5 minutes to 12 hours", () => {
    expect([0, 20 * MINUTE_MS, HOUR_MS, 8 * HOUR_MS, 2 * DAY_MS, 30 * DAY_MS].map(refundCheckDelayMs)).toEqual([5, 5, 15, 120, 720, 720].map((minutes) => minutes * MINUTE_MS));
  });

  test("in the ten days that a bank may take, one is asked about some dozens of times", () => {
    let checks = 0;
    for (let age = 0; age < SLOW_REFUND_MS; age += refundCheckDelayMs(age)) checks++;
    expect(checks).toBeGreaterThan(20);
    expect(checks).toBeLessThan(60);
    expect(SLOW_REFUND_MS).toBe(10 * DAY_MS);
  });
});
