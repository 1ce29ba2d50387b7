import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Saver } from "./saver.js";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test("saves once a second while there are changes, and not at all without", async () => {
  const save = vi.fn(async () => {});
  const { changed } = new Saver({ save, onFailure: () => {} });
  await vi.advanceTimersByTimeAsync(5000);
  expect(save).not.toHaveBeenCalled();
  for (let passed = 0; passed < 3000; passed += 100) {
    changed();
    await vi.advanceTimersByTimeAsync(100);
  }
  expect(save).toHaveBeenCalledTimes(3);
  await vi.advanceTimersByTimeAsync(5000);
  expect(save).toHaveBeenCalledTimes(3);
});

test("waits for a save that is under way, at the end too", async () => {
  const order: string[] = [];
  let number = 0;
  const save = async () => {
    const own = ++number;
    order.push(`begin ${own}`);
    await new Promise((resolve) => setTimeout(resolve, 2500));
    order.push(`end ${own}`);
  };
  const saver = new Saver({ save, onFailure: () => {} });
  saver.changed();
  await vi.advanceTimersByTimeAsync(1000);
  saver.changed();
  const closed = saver.close();
  saver.changed();
  await vi.advanceTimersByTimeAsync(10_000);
  await closed;
  expect(order).toEqual(["begin 1", "end 1", "begin 2", "end 2"]);
});

test("tells of a failure once, tries again, and fails to close where the last save fails", async () => {
  const save = vi.fn(() => Promise.reject(new Error("full")));
  const onFailure = vi.fn();
  const saver = new Saver({ save, onFailure });
  for (let times = 0; times < 3; times++) {
    saver.changed();
    await vi.advanceTimersByTimeAsync(1000);
  }
  expect([save.mock.calls.length, onFailure.mock.calls.length]).toEqual([3, 1]);
  await expect(saver.close()).rejects.toThrow("full");
});
