import { mkdir, readFile, realpath, rename, rm, stat, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { connect, type Sql } from "../../src/database/connect.js";
import {
  type EmbeddedServer,
  EmbeddedServerError,
  type EmbeddedServerOptions,
  startEmbeddedServer,
} from "../../src/database/embedded-server.js";
import { startChild } from "../helpers/child-process.js";
import { temporaryFolder } from "../helpers/temporary-folder.js";

const childModule = new URL("./embedded-server.child.ts", import.meta.url);

async function start(dataDirectory: string, options: Partial<EmbeddedServerOptions> = {}): Promise<EmbeddedServer> {
  const server = await startEmbeddedServer({ dataDirectory, durable: false, ...options });
  onTestFinished(() => server.stop());
  return server;
}

async function query<T>(server: EmbeddedServer, work: (sql: Sql) => Promise<T>): Promise<T> {
  const sql = connect(server.url, { max: 1 });
  return work(sql).finally(() => sql.end());
}

async function processOf(folder: string): Promise<number> {
  return Number((await readFile(join(folder, "postgres/data/postmaster.pid"), "utf8")).split("\n")[0]);
}

/** Not by the process's number: a dead orphan keeps it until the system takes note. */
async function expectStopped(server: EmbeddedServer, folder: string): Promise<void> {
  await expect(processOf(folder)).rejects.toThrow("ENOENT");
  await expect(query(server, (sql) => sql`select 1`)).rejects.toMatchObject({ code: "ECONNREFUSED" });
}

function refusal(attempt: Promise<unknown>): Promise<string> {
  return attempt.then(
    () => expect.unreachable("it started"),
    (error: unknown) => {
      expect(error).toBeInstanceOf(EmbeddedServerError);
      const { message } = error as EmbeddedServerError;
      expect(message).not.toContain("\n");
      return message;
    },
  );
}

test("data, address and password outlive a stop; a stopped server leaves no process", async () => {
  const folder = await temporaryFolder();
  const first = await start(folder);
  await query(first, (sql) => sql`create table kept as select 'né 🎾'::text as word`);
  await first.stop();
  await expectStopped(first, folder);

  const second = await start(folder);
  expect(second).toMatchObject({ url: first.url, port: first.port, reused: false });
  expect(await query(second, (sql) => sql`select word, upper(word) as upper from kept`)).toEqual([{ word: "né 🎾", upper: "NÉ 🎾" }]);
});

test("it listens on loopback alone, to those who know the password, which is kept private", async () => {
  const folder = await temporaryFolder();
  const server = await start(folder, { durable: true, settings: { work_mem: "5MB" } });
  const settings = await query(server, (sql) => sql`
    select name, setting from pg_settings
    where name in ('fsync', 'listen_addresses', 'max_connections', 'server_encoding', 'unix_socket_directories', 'work_mem')
    order by name`);
  expect(Object.fromEntries(settings.map(({ name, setting }) => [name, setting]))).toEqual({
    fsync: "on",
    listen_addresses: "127.0.0.1",
    max_connections: "200",
    server_encoding: "UTF8",
    unix_socket_directories: "",
    work_mem: "5120",
  });
  const stranger = connect(server.url.replace(/:[^:@]+@/, ":guess@"), { max: 1 });
  await expect(stranger`select 1`).rejects.toMatchObject({ code: "28P01" });
  expect((await stat(join(folder, "postgres/data/holdfast.password"))).mode & 0o777).toBe(0o600);
});

test("a server whose owner was killed is taken over with its data, and stopped for good", async () => {
  const folder = await temporaryFolder();
  const owner = await startChild(childModule, [folder]);
  const pid = await processOf(folder);
  await owner.crash();
  expect(() => process.kill(pid, 0)).not.toThrow();

  const heir = await start(folder);
  expect(heir).toMatchObject({ ...(owner.result as object), reused: true });
  expect(await processOf(folder)).toBe(pid);
  await heir.stop();
  await expectStopped(heir, folder);
});

test("starts at once on a new folder share one server, and the last to leave stops it", async () => {
  const folder = await temporaryFolder();
  const said: string[] = [];
  const servers = await Promise.all(Array.from({ length: 3 }, () => start(folder, { onLog: (line) => said.push(line) })));
  expect(servers.map(({ reused }) => reused).sort()).toEqual([false, true, true]);
  const [first, second, last] = servers as [EmbeddedServer, EmbeddedServer, EmbeddedServer];
  await first.stop();
  await second.stop();
  expect(said.filter((line) => line.startsWith("Another process still uses"))).toHaveLength(2);
  expect(await query(last, (sql) => sql`select 1 as alive`)).toEqual([{ alive: 1 }]);
  await last.stop();
  await expectStopped(last, folder);
});

test("a killed server leaves a dead lock file, and starts over it with its data", async () => {
  const folder = await temporaryFolder();
  const first = await start(folder, { durable: true });
  await query(first, (sql) => sql`create table kept as select 1 as one`);
  process.kill(await processOf(folder), "SIGKILL");
  const second = await start(folder);
  expect(second.reused).toBe(false);
  expect(await query(second, (sql) => sql`select one from kept`)).toEqual([{ one: 1 }]);
  await first.stop();
});

test.runIf(process.getuid?.() === 0)("root's data below a folder that only root can enter are kept where PostgreSQL can", async () => {
  const folder = await temporaryFolder({ "private/another.txt": "so that the folder is not ours alone" });
  const said: string[] = [];
  const first = await start(join(folder, "private"), { onLog: (line) => said.push(line) });
  const place = await realpath(join(folder, "private/postgres"));
  onTestFinished(() => rm(place, { recursive: true }));
  await query(first, (sql) => sql`create table kept as select 1 as one`);
  await first.stop();
  expect(said.join("\n")).toContain(`cannot enter ${folder}/private: the database is kept in ${place}`);

  const second = await start(join(folder, "private"));
  expect(await query(second, (sql) => sql`select one from kept`)).toEqual([{ one: 1 }]);
  await second.stop();
});

test.for([
  ["an unreadable lock file", ""],
  ["a lock file whose number another program has now", `${process.pid}\n/nowhere\n0\n1\n\n127.0.0.1\n\nready\n`],
])("%s does not keep the server from starting", async ([, text]) => {
  const folder = await temporaryFolder();
  await (await start(folder)).stop();
  await writeFile(join(folder, "postgres/data/postmaster.pid"), text ?? "");
  expect((await start(folder)).reused).toBe(false);
});

test("a port is as asked, and a taken one is refused in one sentence", async () => {
  const folder = await temporaryFolder();
  const first = await start(folder);
  await first.stop();
  const program = createServer();
  await new Promise<void>((resolve) => program.listen(first.port, "127.0.0.1", resolve));
  onTestFinished(() => void program.close());

  expect(await refusal(start(folder, { port: first.port }))).toBe(
    `Port ${first.port} of 127.0.0.1 is taken by another program: stop that, or choose another port for the database.`,
  );
  const moved = await start(folder);
  expect(moved.port).not.toBe(first.port);
  expect(await refusal(start(folder, { port: first.port }))).toContain(`uses the database in`);
});

test("a data folder that is none is named, with what to do", async () => {
  const garbage = await temporaryFolder({ "postgres/data/holiday.jpg": "not a database" });
  expect(await refusal(start(garbage))).toBe(
    `${garbage}/postgres/data is no PostgreSQL data folder: move it away, and a new one is made.`,
  );

  const file = await temporaryFolder({ data: "a file" });
  expect(await refusal(start(join(file, "data/below")))).toContain("cannot be used");
  expect(await refusal(start(join(file, "data")))).toContain("name one that can be written to");
});

test("data of another major version, or broken, are refused and left as they are", async () => {
  const folder = await temporaryFolder();
  await (await start(folder)).stop();
  const data = join(folder, "postgres/data");
  await writeFile(join(data, "PG_VERSION"), "15\n");
  expect(await refusal(start(folder))).toContain(`The data in ${data} is of PostgreSQL 15, and this is PostgreSQL 18`);
  await writeFile(join(data, "PG_VERSION"), "18\n");
  await rename(join(data, "global"), join(data, "global.away"));
  await mkdir(join(data, "global"));
  expect(await refusal(start(folder))).toMatch(/^PostgreSQL ended while it started: .*pg_control/);
});
