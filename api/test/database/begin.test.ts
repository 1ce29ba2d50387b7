import { expect, test } from "vitest";
import { inTransaction, type TransactionOptions } from "../../src/database/begin.js";
import { createTestDatabase } from "../helpers/database.js";

const { sql } = await createTestDatabase({ migrated: false });
await sql`create table counter (name text primary key, value int not null)`;
await sql`insert into counter values ('a', 0), ('b', 0)`;

/** Takes note of the waits instead of waiting. */
function unhurried(): TransactionOptions & { waitsMs: number[] } {
  const waitsMs: number[] = [];
  return { waitsMs, random: () => 1, wait: async (delayMs) => void waitsMs.push(delayMs) };
}

test("a transaction that cannot be serialized runs again, all of it, and then succeeds", async () => {
  const options = unhurried();
  let attempts = 0;
  const value = await inTransaction(
    sql,
    async (tx) => {
      attempts += 1;
      const [row] = await tx<[{ value: number }]>`select value from counter where name = 'a'`;
      // A rival commits between the read and the write, the first two times.
      if (attempts <= 2) await sql`update counter set value = value + 10 where name = 'a'`;
      await tx`update counter set value = ${row.value + 1} where name = 'a'`;
      return row.value + 1;
    },
    { ...options, isolation: "repeatable read" },
  );
  expect({ value, attempts, waitsMs: options.waitsMs }).toEqual({ value: 21, attempts: 3, waitsMs: [10, 20] });
});

test("of two transactions in a deadlock one is run again, and both take effect", async () => {
  await sql`update counter set value = 0`;
  let arrived = 0;
  let bothHold = (): void => {};
  const meeting = new Promise<void>((resolve) => (bothHold = resolve));
  const addTo = (first: string, second: string): Promise<void> =>
    inTransaction(sql, async (tx) => {
      await tx`set local deadlock_timeout = '10ms'`;
      await tx`update counter set value = value + 1 where name = ${first}`;
      arrived += 1;
      if (arrived === 2) bothHold();
      await meeting;
      await tx`update counter set value = value + 1 where name = ${second}`;
    }, unhurried());
  await Promise.all([addTo("a", "b"), addTo("b", "a")]);
  expect(await sql`select name, value from counter order by name`).toEqual([{ name: "a", value: 2 }, { name: "b", value: 2 }]);
  // Mostly 3; on a busy machine the second try may meet the first again.
  expect(arrived).toBeGreaterThan(2);
});

test("the retries are bounded, and the last failure is the server's own", async () => {
  const options = unhurried();
  const lose = inTransaction(sql, (tx) => tx`do $$ begin raise exception sqlstate '40001'; end $$`, { ...options, retries: 2 });
  await expect(lose).rejects.toMatchObject({ code: "40001" });
  expect(options.waitsMs).toHaveLength(2);
});

test("nothing else is retried, and nothing of it stays", async () => {
  const options = unhurried();
  const clash = inTransaction(sql, async (tx) => {
    await tx`insert into counter values ('c', 1)`;
    await tx`insert into counter values ('a', 1)`;
  }, options);
  await expect(clash).rejects.toMatchObject({ code: "23505" });
  await expect(inTransaction(sql, async () => { throw new Error("own"); }, options)).rejects.toThrow("own");
  expect(options.waitsMs).toHaveLength(0);
  expect(await sql`select from counter where name = 'c'`).toHaveLength(0);
});

test("a list comes back as it was returned", async () => {
  expect(await inTransaction(sql, async () => [1, [2]])).toEqual([1, [2]]);
});
