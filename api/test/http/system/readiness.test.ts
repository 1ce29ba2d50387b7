import { afterEach, expect, test } from "vitest";
import { createApp } from "../../../src/app.js";
import { createTestApp } from "../../helpers/app.js";
import { expectProblem } from "../../helpers/problems.js";

const app = await createTestApp();
const applied = await app.sql<{ version: number; name: string }[]>`select * from schema_migrations order by version`;
const newest = applied.at(-1)!;

afterEach(async () => {
  await app.sql`delete from schema_migrations`;
  await app.sql`insert into schema_migrations ${app.sql(applied)}`;
});

const ready = () => app.request("GET", "/readyz");

/** It lives, but balancers should ask another one, soon again. */
async function expectNotReady(reason: string) {
  const answer = await ready();
  expectProblem(answer, "service_unavailable");
  expect(answer.body.detail).toBe(reason);
  expect(answer.headers.get("Retry-After")).toBe("1");
  expect((await app.request("GET", "/healthz")).body).toEqual({ status: "ok" });
}

test("ready with all migrations, and with those of newer code too: a deployment goes process by process", async () => {
  expect(await ready()).toMatchObject({ status: 200, body: { status: "ready" } });
  await app.sql`insert into schema_migrations (version, name, checksum) values (9999, '9999-later', '')`;
  expect(await ready()).toMatchObject({ status: 200 });
});

test("not ready without the newest migration", async () => {
  await app.sql`delete from schema_migrations where version = ${newest.version}`;
  await expectNotReady(`The database lacks migration ${newest.name}: run npm run migrate.`);
});

test("not ready on a database that was never migrated", async () => {
  await app.sql`alter table schema_migrations rename to elsewhere`;
  await expectNotReady("The database lacks migration 0001-core: run npm run migrate.").finally(() => app.sql`alter table elsewhere rename to schema_migrations`);
});

test("not ready, and told so in time, while the database does not answer", async () => {
  await app.sql.begin(async (tx) => {
    await tx`lock table schema_migrations`;
    await expectNotReady("The database does not answer.");
  });
  expect((await ready()).status).toBe(200);
});

test("not ready once the process is to stop", async () => {
  const stopping = new AbortController();
  const other = createApp({ ...app.deps, stopping: stopping.signal });
  expect((await other.request("/readyz")).status).toBe(200);
  stopping.abort();
  const answer = await other.request("/readyz");
  expect([answer.status, await answer.json()]).toMatchObject([503, { detail: "This process is stopping." }]);
});
