import { expect, test } from "vitest";
import { Recent } from "../src/recent.js";

const never = (): Promise<string> => Promise.reject(new Error("It was known."));

test("what was read is known for a while, to its tenant alone", async () => {
  const recent = new Recent<string>(60_000);
  expect(await recent.getOr("a", "key", async () => "first")).toBe("first");
  expect(await recent.getOr("a", "key", never)).toBe("first");
  expect(await recent.getOr("b", "key", async () => "another")).toBe("another");
  expect(await new Recent<string>(0).getOr("a", "key", async () => "read")).toBe("read");
});

test("what is forgotten is read again, and of others nothing is", async () => {
  const recent = new Recent<string>(60_000);
  await recent.getOr("a", "key", async () => "old");
  await recent.getOr("b", "key", async () => "b's");
  recent.forget("a");
  expect(await recent.getOr("a", "key", async () => "new")).toBe("new");
  expect(await recent.getOr("b", "key", never)).toBe("b's");
});

test("what was read before a change is not kept after it", async () => {
  const recent = new Recent<string>(60_000);
  let answer: (value: string) => void;
  const reading = recent.getOr("a", "key", () => new Promise<string>((resolve) => (answer = resolve)));
  recent.forget("a");
  answer!("old");
  expect(await reading).toBe("old");
  expect(await recent.getOr("a", "key", async () => "new")).toBe("new");
});

test("what is not there is asked for each time, and there is a most of what is kept", async () => {
  const recent = new Recent<string>(60_000, 2);
  expect(await recent.getOr("a", "none", async () => undefined)).toBe(undefined);
  expect(await recent.getOr("a", "none", async () => "now")).toBe("now");
  for (const key of ["one", "two"]) await recent.getOr("a", key, async () => key);
  expect(await recent.getOr("a", "none", async () => "again")).toBe("again");
});

test("nothing is older than it may be", async () => {
  const recent = new Recent<string>(0);
  await recent.getOr("a", "key", async () => "old");
  expect(await recent.getOr("a", "key", async () => "new")).toBe("new");
});
