import { expect, test } from "vitest";
import { Closers } from "./closers.js";

function withParts(...names: string[]) {
  const closed: string[] = [];
  const closers = new Closers();
  for (const name of names) closers.add(name, async () => void closed.push(name));
  return { closers, closed };
}

test("what was opened last is closed first", async () => {
  const { closers, closed } = withParts("database", "API", "web server");
  await closers.close();
  expect(closed).toEqual(["web server", "API", "database"]);
});

test("a part that fails to close keeps none of the others open, and is named", async () => {
  const { closers, closed } = withParts("database");
  closers.add("API", () => Promise.reject(new Error("stuck")));
  await expect(closers.close()).rejects.toThrow("The API did not stop as it should.");
  expect(closed).toEqual(["database"]);
});

test("closing at once goes past a part that takes its time", async () => {
  const { closers, closed } = withParts("database");
  closers.add("web server", () => new Promise(() => {}));
  void closers.close();
  await Promise.race([closers.closeAtOnce(), new Promise((resolve) => setImmediate(resolve))]);
  expect(closed).toEqual(["database"]);
});
