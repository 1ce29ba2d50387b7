import { mkdir, mkdtemp, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { connect, migrate, type Sql, startEmbeddedServer } from "@holdfast/api";
import type { Settings } from "../settings.js";
import { familyCpuSeconds } from "./usage.js";

export interface Database {
  name: string;
  url: string;
}

/** A durable PostgreSQL with a migrated template to make databases of. */
export interface DatabaseServer {
  create(copyOf?: Database): Promise<Database>;
  /** Reads the statistics of everything that was created anew. */
  analyze(): Promise<void>;
  /** PostgreSQL's own word for its version. */
  version: string;
  cpuSeconds(): number;
  /** The statements that took most of its time since this was last asked; none unless it profiles. */
  takeStatements(): Promise<StatementUse[]>;
  /** Drops what was created, or ends the server with all of it. */
  stop(): Promise<void>;
}

export interface StatementUse {
  database: string;
  statement: string;
  calls: number;
  milliseconds: number;
}

/** Runs `work` on a few connections and closes them. */
export async function withSql<T>({ url }: Pick<Database, "url">, work: (sql: Sql) => Promise<T>): Promise<T> {
  const sql = connect(url, { max: 4 });
  return work(sql).finally(() => sql.end());
}

export async function startDatabaseServer({ databaseUrl, folder, profile }: Settings): Promise<DatabaseServer> {
  await mkdir(folder, { recursive: true });
  const own = databaseUrl === undefined ? await startOwn(folder, profile) : undefined;
  const url = databaseUrl ?? own!.url;
  const prefix = `holdfast_bench_${process.pid}`;
  const created: string[] = [];
  const urlOf = (name: string) => Object.assign(new URL(url), { pathname: `/${name}` }).href;
  const create = async (copyOf: string): Promise<Database> => {
    const name = `${prefix}_${created.length}`;
    await withSql({ url }, (sql) => sql`create database ${sql(name)} template ${sql(copyOf)} strategy file_copy`);
    created.push(name);
    return { name, url: urlOf(name) };
  };
  const template = await create("template0");
  await withSql(template, migrate);
  const takeStatements = () => withSql({ url }, async (sql) => {
    await sql`create extension if not exists pg_stat_statements`;
    const used = await sql<StatementUse[]>`
      select datname as database, regexp_replace(query, '\\s+', ' ', 'g') as statement, calls, total_exec_time as milliseconds
      from pg_stat_statements s join pg_database d on d.oid = s.dbid
      where starts_with(datname, ${prefix}) order by total_exec_time desc limit 30`;
    await sql`select pg_stat_statements_reset()`;
    return used;
  });
  return {
    async analyze() {
      for (const name of created) await withSql({ url: urlOf(name) }, (sql) => sql`analyze`);
    },
    takeStatements: async () => (own && profile ? takeStatements() : []),
    create: (copyOf) => create((copyOf ?? template).name),
    version: await withSql({ url }, async (sql) => (await sql<{ serverVersion: string }[]>`show server_version`)[0]!.serverVersion),
    cpuSeconds: () => (own ? familyCpuSeconds(own.pid) : NaN),
    stop: own?.stop ?? (() => withSql({ url }, async (sql) => {
      for (const name of created) await sql`drop database if exists ${sql(name)} with (force)`;
    })),
  };
}

/** The settings are those of `npm start`: nothing is tuned for the bench, and every commit is on the disk. */
async function startOwn(folder: string, profile: boolean) {
  const dataDirectory = await mkdtemp(join(folder, "server-"));
  const settings = { max_connections: "300", ...(profile && { shared_preload_libraries: "pg_stat_statements" }) };
  const server = await startEmbeddedServer({ dataDirectory, durable: true, settings });
  const pid = Number((await readFile(join(dataDirectory, "postgres/data/postmaster.pid"), "utf8")).split("\n")[0]);
  return {
    url: server.url,
    pid,
    stop: async () => {
      await server.stop();
      await rm(dataDirectory, { recursive: true, force: true });
    },
  };
}
