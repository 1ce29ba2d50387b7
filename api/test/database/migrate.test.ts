import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeEach, expect, test } from "vitest";
import { connect } from "../../src/database/connect.js";
import { migrate, pendingMigrations } from "../../src/database/migrate.js";
import { createTestDatabase } from "../helpers/database.js";
import { temporaryFolder } from "../helpers/temporary-folder.js";

const { sql, url } = await createTestDatabase({ migrated: false });

const two = {
  "0001-rooms.sql": "create table room (id int primary key);\ninsert into room values (1);\n",
  "0002-room-names.sql": "alter table room add name text;\n",
};

beforeEach(async () => {
  await sql`drop table if exists schema_migrations, room, chair`;
});

test("applies every migration in order, and a second time nothing", async () => {
  const folder = await temporaryFolder({ ...two, "schema.sql": "this is no migration", "README.md": "nor is this" });
  expect(await pendingMigrations(sql, { folder })).toEqual(["0001-rooms", "0002-room-names"]);
  expect(await migrate(sql, { folder })).toEqual(["0001-rooms", "0002-room-names"]);
  expect(await migrate(sql, { folder })).toEqual([]);
  expect(await pendingMigrations(sql, { folder })).toEqual([]);
  expect(await sql`select * from room`).toEqual([{ id: 1, name: null }]);
});

test("several processes that migrate at once apply each migration once", async () => {
  const folder = await temporaryFolder(two);
  const pools = Array.from({ length: 5 }, () => connect(url, { max: 1 }));
  const applied = await Promise.all(pools.map((pool) => migrate(pool, { folder })));
  await Promise.all(pools.map((pool) => pool.end()));
  expect(applied.flat().sort()).toEqual(["0001-rooms", "0002-room-names"]);
  expect(await sql`select * from room`).toHaveLength(1);
});

test("a migration that fails leaves nothing behind, and its line is named", async () => {
  const folder = await temporaryFolder({ ...two, "0003-chairs.sql": "create table chair (id int);\n-- é😀\nselect nonsense;\n" });
  await expect(migrate(sql, { folder })).rejects.toThrow(
    'Migration 0003-chairs.sql, line 3 failed and was undone: column "nonsense" does not exist',
  );
  expect(await sql`select to_regclass('chair') as chair, max(version) as version from schema_migrations`).toEqual([{ chair: null, version: 2 }]);
});

test("a file that was changed after it was applied is refused, other line endings are not", async () => {
  const folder = await temporaryFolder(two);
  await migrate(sql, { folder });
  await writeFile(join(folder, "0001-rooms.sql"), two["0001-rooms.sql"].replaceAll("\n", "\r\n"));
  expect(await migrate(sql, { folder })).toEqual([]);
  await writeFile(join(folder, "0001-rooms.sql"), "create table room (id int8 primary key);");
  await expect(migrate(sql, { folder })).rejects.toThrow("0001-rooms.sql was changed after it was applied");
});

test("a database newer than the code is refused", async () => {
  const folder = await temporaryFolder(two);
  await migrate(sql, { folder });
  await rm(join(folder, "0002-room-names.sql"));
  await expect(pendingMigrations(sql, { folder })).rejects.toThrow("The database is newer than this code");
  await expect(migrate(sql, { folder })).rejects.toThrow("it has migration 0002-room-names, and the newest one here is number 1");
});

test("a file that is gone, comes too late, shares a number or is misnamed is refused", async () => {
  const folder = await temporaryFolder(two);
  await migrate(sql, { folder });
  await rm(join(folder, "0001-rooms.sql"));
  await expect(migrate(sql, { folder })).rejects.toThrow("0001-rooms was applied to this database, but its file is gone");

  await sql`delete from schema_migrations where version = 1`;
  await writeFile(join(folder, "0001-late.sql"), "select 1");
  await expect(migrate(sql, { folder })).rejects.toThrow("0001-late.sql was never applied to this database");

  await writeFile(join(folder, "0001-rooms.sql"), "select 1");
  await expect(migrate(sql, { folder })).rejects.toThrow("0001-late.sql and 0001-rooms.sql have the same number");

  await writeFile(join(folder, "3-chairs.sql"), "select 1");
  await expect(migrate(sql, { folder })).rejects.toThrow("3-chairs.sql in the migrations folder must be named");
});
