import { randomBytes } from "node:crypto";
import { afterAll, inject } from "vitest";
import { connect, type Sql } from "../../src/database/connect.js";
import { createClock, type DatabaseClock } from "./database-clock.js";
import { onConnection, urlOfDatabase } from "./database-url.js";

export interface TestDatabase {
  url: string;
  /** A pool of up to 20 connections. */
  sql: Sql;
  /** What time it is for the SQL in this database. */
  clock: DatabaseClock;
  /** Closes `sql` and drops the database; done by itself after the file's tests. */
  drop(): Promise<void>;
}

export interface TestDatabaseOptions {
  /** False gives an empty database, without migrations. Default is true. */
  migrated?: boolean;
  /** Most connections of `sql`. Default is 20. */
  max?: number;
}

/**
 * Makes a database for one test file and drops it after the file's tests. Call it at the top level of the file, not in
 * a test or a hook, where vitest takes no `afterAll`: `const database = await createTestDatabase();`
 */
export async function createTestDatabase(options: TestDatabaseOptions = {}): Promise<TestDatabase> {
  const { migrated = true, max = 20 } = options;
  const serverUrl = inject("testServerUrl");
  const name = `${inject("testTemplate")}_${randomBytes(6).toString("hex")}`;
  const template = migrated ? inject("testTemplate") : "template0";
  // file_copy: 13 ms for a template that nobody writes to, where the default writes it all to the log first.
  await onConnection(serverUrl, (server) => server`
    create database ${server(name)} template ${server(template)} strategy file_copy`);

  const url = urlOfDatabase(serverUrl, name);
  const sql = connect(url, { max });
  let dropping: Promise<void> | undefined;
  const drop = async (): Promise<void> => {
    await sql.end({ timeout: 5 });
    await onConnection(serverUrl, (server) => server`drop database if exists ${server(name)} with (force)`);
  };
  const database: TestDatabase = { url, sql, clock: createClock(sql), drop: () => (dropping ??= drop()) };
  afterAll(database.drop);
  return database;
}
