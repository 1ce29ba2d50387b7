import { expect, onTestFinished, test } from "vitest";
import { inTransaction } from "../../src/database/begin.js";
import { connect, type ConnectOptions, poolUse, type Sql } from "../../src/database/connect.js";
import { errorFromDatabase } from "../../src/database/constraint-errors.js";
import { createTestDatabase } from "../helpers/database.js";
import { startNetwork } from "../helpers/test-network.js";

const { sql: admin, url } = await createTestDatabase({ migrated: false });
await admin`create table counter (name text primary key, value int not null)`;
await admin`insert into counter values ('a', 0)`;

function open(options: ConnectOptions, at = url): Sql {
  const sql = connect(at, options);
  onTestFinished(() => sql.end({ timeout: 0 }));
  return sql;
}

/** A promise and what settles it. */
function gate() {
  let open = (): void => {};
  const opened = new Promise<void>((resolve) => (open = resolve));
  return { opened, open };
}

test("transactions beyond the most wait in line, and all are served", async () => {
  const sql = open({ max: 2, waitSeconds: 20 });
  let most = 0;
  await Promise.all(Array.from({ length: 30 }, () => inTransaction(sql, async (tx) => {
    most = Math.max(most, poolUse(sql)!.transactions);
    await tx`select 1`;
  })));
  expect(most).toBe(2);
  expect(poolUse(sql)).toMatchObject({ transactions: 0, waiting: 0, timeouts: 0, mostTransactions: 2 });
});

test("who waits too long for a connection is told so, and means that the service is unavailable; the next one is served", async () => {
  const sql = open({ max: 2, waitSeconds: 0.1 });
  const { opened, open: release } = gate();
  const holders = [1, 2].map(() => inTransaction(sql, () => opened));
  const error = await inTransaction(sql, (tx) => tx`select 1`).catch((error: unknown) => error);
  expect(error).toMatchObject({ code: "POOL_TIMEOUT" });
  expect(errorFromDatabase(error)).toMatchObject({ code: "service_unavailable", details: { retryAfterSeconds: 1 } });
  expect(poolUse(sql)).toMatchObject({ transactions: 2, waiting: 0, timeouts: 1 });
  release();
  await Promise.all(holders);
  expect(await inTransaction(sql, (tx) => tx`select 1 as one`)).toEqual([{ one: 1 }]);
});

test("a transaction that fails gives its place to the next", async () => {
  const sql = open({ max: 2, waitSeconds: 20 });
  const fail = () => inTransaction(sql, (tx) => tx`select 1 / 0`).catch((error: { code: string }) => error.code);
  expect(await Promise.all([1, 2, 3, 4, 5].map(fail))).toEqual(Array(5).fill("22012"));
  expect(poolUse(sql)).toMatchObject({ transactions: 0, waiting: 0 });
});

test("statements behind others that don't end give up, and are not sent any more", async () => {
  const sql = open({ max: 2, waitSeconds: 0.1 });
  const stuck = await admin.begin(async (tx) => {
    await tx`lock table counter`;
    const stuck = [1, 2].map(() => sql`select value from counter where name = ${"a"}`.execute());
    const late = Array.from({ length: 20 }, () => sql`update counter set value = value + ${1}`.catch((error: { code: string }) => error.code));
    // Each of the two has a connection to itself, until it is known which types its values have.
    expect(await Promise.all([...late, ...stuck.map((one) => Promise.race([one, "still there"]))])).toEqual([...Array(20).fill("POOL_TIMEOUT"), "still there", "still there"]);
    return { stuck };
  });
  expect(await Promise.all(stuck.stuck)).toEqual([[{ value: 0 }], [{ value: 0 }]]);
  expect(await sql`select value from counter`).toEqual([{ value: 0 }]);
  expect(poolUse(sql)).toMatchObject({ statements: 0, timeouts: 20 });
});

test.each([["directly", false], ["through a pooler, in each transaction", true]])("a statement that takes too long is ended by the server: %s", async (_, pooled) => {
  const sql = open({ max: 2, statementTimeoutSeconds: 0.05, pooled });
  const error = await inTransaction(sql, (tx) => tx`select pg_sleep(60)`).catch((error: unknown) => error);
  expect(error).toMatchObject({ code: "57014" });
  expect(errorFromDatabase(error)).toMatchObject({ code: "service_unavailable", details: { retryAfterSeconds: 1 } });
  expect(await inTransaction(sql, (tx) => tx`select 1 as one`)).toEqual([{ one: 1 }]);
});

test("single statements have the time-out from the start of their session, and none where a pooler would refuse it", async () => {
  const timeoutOf = async (sql: Sql) => (await sql`select current_setting('statement_timeout') as timeout`)[0]!["timeout"];
  expect(await timeoutOf(open({ max: 2, statementTimeoutSeconds: 15 }))).toBe("15s");
  expect(await timeoutOf(open({ max: 2, statementTimeoutSeconds: 15, pooled: true }))).toBe("0");
});

test.each([["directly", false], ["through a pooler", true]])("a transaction in which nothing happens is ended, and what it kept is free: %s", async (_, pooled) => {
  const sql = open({ max: 2, idleInTransactionSeconds: 0.05, pooled });
  const [hasRow, { opened, open: release }] = [gate(), gate()];
  const idle = inTransaction(sql, async (tx) => {
    await tx`update counter set value = value + 1`;
    hasRow.open();
    await opened;
  }).catch((error: unknown) => error);
  await hasRow.opened;
  // Waits for the row, for as long as the idle one has it.
  await admin`update counter set value = 0`;
  release();
  expect(errorFromDatabase(await idle)).toMatchObject({ code: "service_unavailable" });
  expect(await sql`select value from counter`).toEqual([{ value: 0 }]);
});

test("a lock that is waited for too long means that the service is unavailable", async () => {
  const error = await admin.begin(async (tx) => {
    await tx`lock table counter`;
    return inTransaction(admin, async (other) => {
      await other`set local lock_timeout = '20ms'`;
      await other`select value from counter`;
    }).catch((error: unknown) => error);
  });
  expect(error).toMatchObject({ code: "55P03" });
  expect(errorFromDatabase(error)).toMatchObject({ code: "service_unavailable", details: { retryAfterSeconds: 1 } });
});

test("a network that swallows everything: all that is under way fails in time, and what comes after it is served on new connections", async () => {
  const network = await startNetwork(url);
  const sql = open({ max: 2, waitSeconds: 0.3, silentSeconds: 0.4, connectTimeoutSeconds: 0.5 }, network.url);
  await Promise.all([sql`select 1`, inTransaction(sql, (tx) => tx`select 1`)]);
  network.freeze();
  const work = [...Array.from({ length: 10 }, () => sql`select 1`), ...Array.from({ length: 5 }, () => inTransaction(sql, (tx) => tx`select 1`))];
  const errors = await Promise.all(work.map((one) => one.then(() => undefined, (error: unknown) => error)));
  expect(errors.map((error) => errorFromDatabase(error)?.code)).toEqual(Array(15).fill("service_unavailable"));
  expect(poolUse(sql)!.cut).toBeGreaterThan(0);
  network.thaw();
  await expect.poll(() => sql`select 1 as one`.catch(() => []), { timeout: 10_000 }).toEqual([{ one: 1 }]);
  await expect.poll(() => inTransaction(sql, (tx) => tx`select 1 as one`).catch(() => []), { timeout: 10_000 }).toEqual([{ one: 1 }]);
});

test("a connection that is busy for long is left alone as long as its server speaks", async () => {
  const sql = open({ max: 2, waitSeconds: 10, silentSeconds: 0.2 });
  const value = await inTransaction(sql, async (tx) => {
    for (let i = 0; i < 10; i++) await tx`select pg_sleep(0.04)`;
    return "done";
  });
  expect({ value, ...poolUse(sql) }).toMatchObject({ value: "done", cut: 0 });
});
