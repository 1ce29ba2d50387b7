import { expect, test } from "vitest";
import { createTestDatabase } from "./database.js";

const { sql, clock } = await createTestDatabase();

test("the test clock stops, moves, and runs again, for every connection", async () => {
  const noon = new Date("2026-03-29T12:00:00.000Z");
  await clock.set(noon);
  const seen = await Promise.all(Array.from({ length: 5 }, () => clock.now()));
  expect(seen).toEqual([noon, noon, noon, noon, noon]);

  await clock.advance(300_001);
  expect(await clock.now()).toEqual(new Date("2026-03-29T12:05:00.001Z"));

  await clock.reset();
  await clock.advance(3_600_000);
  const [row] = await sql<[{ ahead: number }]>`select extract(epoch from holdfast_now() - clock_timestamp())::float8 as ahead`;
  expect(row.ahead).toBeCloseTo(3600, 1);
});
