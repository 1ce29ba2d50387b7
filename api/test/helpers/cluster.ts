import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import type { Sql } from "../../src/database/connect.js";
import { type EmbeddedServer, startEmbeddedServer } from "../../src/database/embedded-server.js";
import { migrate } from "../../src/database/migrate.js";
import { onConnection, urlOfDatabase } from "./database-url.js";

declare module "vitest" {
  interface ProvidedContext {
    /** Address of the server that every test database is made on, naming its maintenance database. */
    testServerUrl: string;
    /** Name of the migrated database that test databases are copies of. */
    testTemplate: string;
  }
}

let server: EmbeddedServer | undefined;
let folder: string | undefined;
let serverUrl: string;
const template = `holdfast_test_${randomBytes(6).toString("hex")}`;

/**
 * One server for the whole run, with a migrated template: a fresh embedded one, or the one that TEST_DATABASE_URL
 * names (its role must be allowed to create databases).
 */
export async function setup(project: TestProject): Promise<void> {
  serverUrl = process.env["TEST_DATABASE_URL"] ?? (await startOwnServer());
  await onConnection(serverUrl, (sql) => sql`create database ${sql(template)} template template0`);
  await onConnection(urlOfDatabase(serverUrl, template), migrate);
  project.provide("testServerUrl", serverUrl);
  project.provide("testTemplate", template);
}

export async function teardown(): Promise<void> {
  if (!server) await onConnection(serverUrl, dropAll);
  await server?.stop();
  if (folder) await rm(folder, { recursive: true, force: true });
}

async function startOwnServer(): Promise<string> {
  folder = await mkdtemp(join(tmpdir(), "holdfast-test-"));
  server = await startEmbeddedServer({ dataDirectory: folder, durable: false });
  return server.url;
}

/** Test databases are named after the template: this also finds those of a worker that was cut off. */
async function dropAll(sql: Sql): Promise<void> {
  const databases = await sql<{ name: string }[]>`
    select datname as name from pg_database where starts_with(datname, ${template})`;
  for (const { name } of databases) await sql`drop database if exists ${sql(name)} with (force)`;
}
