import { expect, test } from "vitest";
import { read, write } from "./paths.js";

test("paths as problem documents write them lead into data, and nowhere where there is nothing", () => {
  const data = { durations: [{ price: { amount: 1 } }], windows: [["09:00", "10:00"]] };
  expect([read(data, "durations[0].price.amount"), read(data, "windows[0][1]"), read(data, "durations[3].price.amount")]).toEqual([1, "10:00", undefined]);
  write(data, "durations[0].price.amount", 2);
  write(data, "windows[0][0]", "08:00");
  expect(data).toEqual({ durations: [{ price: { amount: 2 } }], windows: [["08:00", "10:00"]] });
});
