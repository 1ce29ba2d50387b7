import { expect, test } from "vitest";
import { createTestDatabase } from "../helpers/database.js";
import { race } from "./rivals.js";

const database = await createTestDatabase({ migrated: false, max: 40 });

test("the naive recipe (lock the slot's bookings, then insert) sells slots twice in the very same race", async () => {
  const { sql } = database;
  await sql`create table naive_bookings (slot int not null, customer int not null)`;
  const book = (slot: number, customer: number) =>
    sql.begin(async (tx) => {
      // Where no booking exists yet there is no row to lock, so this stops nobody.
      const taken = await tx`select 1 from naive_bookings where slot = ${slot} for update`;
      if (taken.length > 0) return false;
      await tx`insert into naive_bookings values (${slot}, ${customer})`;
      return true;
    });

  await race(Array.from({ length: 40 }, (_, slot) => Array.from({ length: 50 }, (_, customer) => () => book(slot, customer))).flat(), 40);
  // Neighbours in the queue are what a popular slot looks like.
  for (let slot = 100; slot < 120; slot++) await Promise.all(Array.from({ length: 40 }, (_, customer) => book(slot, customer)));

  const soldTwice = await sql`select slot from naive_bookings group by slot having count(*) > 1`;
  expect(soldTwice.length).toBeGreaterThan(0);
}, 60_000);
