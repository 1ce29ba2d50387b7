import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { randomBytes } from "node:crypto";
import type { TestProject } from "vitest/node";
import { connect } from "../../src/database/connect.js";
import { type EmbeddedServer, startEmbeddedServer } from "../../src/database/embedded-server.js";
import { migrate } from "../../src/database/migrate.js";
import { urlOfDatabase } from "./database-url.js";

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
const template = `holdfast_template_${randomBytes(6).toString("hex")}`;

/**
 * One server for the whole run, with a migrated template: a fresh embedded one, or the one that TEST_DATABASE_URL
 * names (its role must be allowed to create databases).
 */
export async function setup(project: TestProject): Promise<void> {
  serverUrl = process.env["TEST_DATABASE_URL"] ?? (await startOwnServer());
  await onServer((sql) => sql`create database ${sql(template)} template template0`);
  const sql = connect(urlOfDatabase(serverUrl, template), { max: 1 });
  await migrate(sql).finally(() => sql.end());
  project.provide("testServerUrl", serverUrl);
  project.provide("testTemplate", template);
}

export async function teardown(): Promise<void> {
  if (!server) await onServer((sql) => sql`drop database if exists ${sql(template)} with (force)`);
  await server?.stop();
  if (folder) await rm(folder, { recursive: true, force: true });
}

async function startOwnServer(): Promise<string> {
  folder = await mkdtemp(join(tmpdir(), "holdfast-test-"));
  server = await startEmbeddedServer({ dataDirectory: folder, durable: false });
  return server.url;
}

async function onServer(work: (sql: ReturnType<typeof connect>) => Promise<unknown>): Promise<void> {
  const sql = connect(serverUrl, { max: 1 });
  await work(sql).finally(() => sql.end());
}
