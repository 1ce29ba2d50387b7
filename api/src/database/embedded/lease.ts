import { connect, type Sql } from "../connect.js";
import { roleName } from "./data-folder.js";

/** The database made for the application on every embedded server. */
export const databaseName = "holdfast";

/** Any number that no other part of the program locks by. */
const usersLock = 4_042_027;

export interface Lease {
  /** Whether no other process uses the server. From then on nobody can begin to, until the lease ends. */
  claimAlone(): Promise<boolean>;
  end(): Promise<void>;
}

/** The address of a database on an embedded server. */
export function urlOf(port: number, password: string, database: string = databaseName): string {
  return `postgres://${roleName}:${password}@127.0.0.1:${port}/${database}`;
}

/**
 * Counts this process among the users of a server, so that the last one to leave is the one that stops it: a second
 * start on the same data, which may fail a moment later, must not take the database from the first. The count is a
 * shared lock of a session, because the server itself forgets it when the process dies.
 */
export async function takeLease(port: number, password: string): Promise<Lease> {
  const sql = connect(urlOf(port, password, "postgres"), { max: 1, maxLifetimeSeconds: null, connectTimeoutSeconds: 5 });
  try {
    await sql`select pg_advisory_lock_shared(${usersLock})`;
    await createDatabase(sql);
  } catch (error) {
    await sql.end({ timeout: 0 });
    throw error;
  }
  return {
    async claimAlone() {
      const [row] = await sql`
        select pg_advisory_unlock_shared(${usersLock}), pg_try_advisory_lock(${usersLock}) as alone`;
      return row?.["alone"] === true;
    },
    end: () => sql.end({ timeout: 0 }),
  };
}

/** Whether a server with this password listens on the port: the password is random, so no other server has it. */
export async function answers(port: number, password: string): Promise<boolean> {
  const sql = connect(urlOf(port, password, "postgres"), { max: 1, connectTimeoutSeconds: 5 });
  try {
    await sql`select 1`;
    return true;
  } catch {
    return false;
  } finally {
    await sql.end({ timeout: 0 });
  }
}

async function createDatabase(sql: Sql): Promise<void> {
  const [existing] = await sql`select from pg_database where datname = ${databaseName}`;
  if (existing) return;
  try {
    await sql`create database ${sql(databaseName)}`;
  } catch (error) {
    const [made] = await sql`select from pg_database where datname = ${databaseName}`;
    if (!made) throw error;
  }
}
