import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { inTransaction } from "../../src/database/begin.js";
import { connect } from "../../src/database/connect.js";
import { errorFromDatabase } from "../../src/database/constraint-errors.js";
import { startEmbeddedServer } from "../../src/database/embedded-server.js";
import { createTestDatabase } from "../helpers/database.js";
import { temporaryFolder } from "../helpers/temporary-folder.js";

// What api/patches/postgres.mjs mends: without it each of these fails, and the last one ends the process.

const { sql: admin, url } = await createTestDatabase({ migrated: false });
await admin`create table written (by text not null)`;

/** For machines that have other things to do. */
const PATIENT = { timeout: 10_000 };

function gate() {
  let open = (): void => {};
  const opened = new Promise<void>((resolve) => (open = resolve));
  return { opened, open };
}

test("a transaction that lost its connection does nothing more, least of all inside the one that has it next", async () => {
  const sql = connect(url, { max: 2 });
  onTestFinished(() => sql.end({ timeout: 0 }));
  const [goOn, over] = [gate(), gate()];
  const pids: number[] = [];
  const late: unknown[] = [];
  const lost = inTransaction(sql, async (tx) => {
    pids.push((await tx<[{ pid: number }]>`select pg_backend_pid() as pid`)[0].pid);
    await goOn.opened;
    late.push(await tx`insert into written values (${"lost"})`.catch((error: { code: string }) => error.code));
    over.open();
  });
  await expect.poll(() => pids, PATIENT).toHaveLength(1);
  // Awaited before it happens: it may happen before the one who ended it has its answer.
  const seen = expect(lost).rejects.toMatchObject({ code: "CONNECTION_CLOSED" });
  await admin`select pg_terminate_backend(${pids[0]!})`;
  await seen;

  // As many as there are connections: one of them has the lost one's.
  const next = [1, 2].map((number) => inTransaction(sql, async (tx) => {
    await tx`insert into written values (${`next ${number}`})`;
    goOn.open();
    await over.opened;
    throw new Error("Undo this.");
  }));
  await Promise.all(next.map((one) => expect(one).rejects.toThrow("Undo this.")));
  expect(late).toEqual(["CONNECTION_CLOSED"]);
  expect(await admin`select by from written`).toEqual([]);
});

test("a pool has all its connections again, however many it lost in the middle of transactions", async () => {
  const sql = connect(url, { max: 3, waitSeconds: 5 });
  onTestFinished(() => sql.end({ timeout: 0 }));
  const rounds = Array.from({ length: 12 }, async (_, i) => {
    const lost = inTransaction(sql, async (tx) => {
      const [{ pid }] = await tx<[{ pid: number }]>`select pg_backend_pid() as pid`;
      await admin`select pg_terminate_backend(${pid})`;
      await admin`select pg_sleep(0.01)`;
      // With a parameter: such a statement waits for an answer before it is sent whole.
      return tx`select ${i}::int`;
    });
    expect(errorFromDatabase(await lost.catch((error: unknown) => error))).toMatchObject({ code: "service_unavailable" });
  });
  await Promise.all(rounds);
  let together = 0;
  const all = gate();
  await Promise.all([1, 2, 3].map(() => inTransaction(sql, async (tx) => {
    await tx`select 1`;
    if (++together === 3) all.open();
    await all.opened;
  })));
});

test("a server that is killed under load, again and again: everything is answered, and served again at once when it is back", async () => {
  const folder = await temporaryFolder();
  const start = (port?: number) => startEmbeddedServer({ dataDirectory: folder, durable: false, ...(port && { port }) });
  let server = await start();
  onTestFinished(() => server.stop());
  const sql = connect(server.url, { max: 10, waitSeconds: 10, silentSeconds: 20, connectTimeoutSeconds: 5 });
  onTestFinished(() => sql.end({ timeout: 0 }));
  await sql`create table counter (id int primary key, value int not null)`;
  await sql`insert into counter select generate_series(0, 99), 0`;

  const unforeseen = new Set<unknown>();
  let [done, failed] = [0, 0];
  const stop = new AbortController();
  const transaction = (i: number) =>
    inTransaction(sql, async (tx) => {
      await tx`select ${i}::int`;
      await tx.savepoint((inner) => inner`update counter set value = value + 1 where id = ${i % 100}`);
      await tx`select count(*) from counter where id = ${i % 100}`;
    });
  const clients = Array.from({ length: 20 }, async (_, client) => {
    for (let i = client; !stop.signal.aborted; i += 1) {
      try {
        await (client % 2 ? transaction(i) : sql`select * from counter where id = ${i % 100}`);
        done += 1;
      } catch (error) {
        if (errorFromDatabase(error)?.code !== "service_unavailable") unforeseen.add(error);
        failed += 1;
      }
    }
  });
  for (let kills = 0; kills < 4; kills++) {
    const served = done;
    await expect.poll(() => done - served, PATIENT).toBeGreaterThan(50);
    const before = failed;
    process.kill(Number((await readFile(join(folder, "postgres/data/postmaster.pid"), "utf8")).split("\n")[0]), "SIGKILL");
    await expect.poll(() => failed - before, PATIENT).toBeGreaterThan(20);
    server = await start(server.port);
  }
  const served = done;
  await expect.poll(() => done - served, PATIENT).toBeGreaterThan(50);
  stop.abort();
  await Promise.all(clients);
  expect([...unforeseen]).toEqual([]);
  // All of the pool is there: none of its connections was lost for good.
  await Promise.all(Array.from({ length: 30 }, (_, i) => transaction(i)));
});
