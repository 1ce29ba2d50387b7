import { beforeAll, expect, test } from "vitest";
import { createTestApp } from "../helpers/app.js";
import { createBusiness, type Business } from "../helpers/business.js";
import { race, startAt, tally } from "./rivals.js";

const app = await createTestApp({ max: 40 });
let business: Business;

beforeAll(async () => {
  await app.clock.set(new Date("2026-03-01T00:00:00Z"));
  business = await createBusiness(app);
});

test("a class of 20 with parties of 1 to 4: never oversold, and nobody is refused while their party fits", async () => {
  const room = await business.resource();
  const service = await business.service({ resourceIds: [room.id], capacity: 20, durationMinutes: 60 });
  const starts = Array.from({ length: 5 }, (_, i) => startAt(0, i * 60));

  for (const start of starts) {
    const parties = Array.from({ length: 60 }, (_, i) => (i % 4) + 1);
    const answers = await race(parties.map((quantity) => () => business.hold({ serviceId: service.id, start, quantity })));

    expect(Object.keys(tally(answers)).sort()).toEqual(["201", "409 slot_unavailable"]);
    const sold = answers.reduce((sum, { status }, i) => sum + (status === 201 ? parties[i]! : 0), 0);
    const smallestRefused = Math.min(...parties.filter((_, i) => answers[i]!.status === 409));
    expect(sold).toBeLessThanOrEqual(20);
    // Seats only go, so whoever was refused could not fit at the end either.
    expect(20 - sold).toBeLessThan(smallestRefused);
  }
  expect(await app.breaches()).toEqual([]);
}, 120_000);
