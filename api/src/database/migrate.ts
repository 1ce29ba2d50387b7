import postgres from "postgres";
import { inTransaction } from "./begin.js";
import type { Sql, Transaction } from "./connect.js";
import { type AppliedMigration, checkHistory } from "./migration-history.js";
import { type Migration, MigrationError, migrationsFolder, readMigrations } from "./migration-files.js";

export { MigrationError } from "./migration-files.js";

export interface MigrateOptions {
  /** Folder of `NNNN-name.sql` files. Default is the repository's `migrations/`. */
  folder?: string;
  /** Told each migration as it is applied. Default is nobody. */
  onApplied?: (migration: { version: number; name: string }) => void;
}

/** Any number that no other part of the program locks by. */
const migrationLock = 4_042_026;

/**
 * Brings the database up to the newest migration, each in a transaction of its own. Several processes may call it at
 * once: one applies a migration, the others wait and go on with the next. Does nothing when there is nothing to do.
 *
 * The lock is taken per transaction, not per session, so that it also works through a transaction pooler.
 *
 * @returns the names of the migrations that this call applied, in order
 * @throws MigrationError where a file changed after it was applied, is missing, came too late, or failed, or where
 * the database is newer than the code
 */
export async function migrate(sql: Sql, options: MigrateOptions = {}): Promise<string[]> {
  const migrations = await readMigrations(options.folder ?? migrationsFolder);
  const appliedHere: string[] = [];
  for (;;) {
    const next = await inTransaction(sql, (tx) => applyNext(tx, migrations));
    if (!next) return appliedHere;
    appliedHere.push(next.name);
    options.onApplied?.({ version: next.version, name: next.name });
  }
}

/**
 * Names of the migrations that the database still lacks, changing nothing.
 *
 * @throws MigrationError as {@link migrate} does
 */
export async function pendingMigrations(sql: Sql, options: Pick<MigrateOptions, "folder"> = {}): Promise<string[]> {
  const migrations = await readMigrations(options.folder ?? migrationsFolder);
  return inTransaction(sql, async (tx) => checkHistory(migrations, await readApplied(tx)).map(({ name }) => name));
}

let ours: Promise<Migration[]> | undefined;

/**
 * Names of this code's migrations that the database lacks; a newer database lacks none. One statement, cheap enough to be
 * asked again and again.
 */
export async function missingMigrations(sql: Sql): Promise<string[]> {
  ours ??= readMigrations(migrationsFolder);
  const applied = await sql<{ version: number }[]>`select version from public.schema_migrations`.catch((error: unknown) => {
    // The table is made by the first migration.
    if (error instanceof postgres.PostgresError && error.code === "42P01") return [];
    throw error;
  });
  return (await ours).filter(({ version }) => !applied.some((row) => row.version === version)).map(({ name }) => name);
}

async function applyNext(tx: Transaction, migrations: Migration[]): Promise<Migration | undefined> {
  await tx`select pg_advisory_xact_lock(${migrationLock})`;
  const [next] = checkHistory(migrations, await readApplied(tx));
  if (!next) return undefined;
  // Left out when there is nothing to do: the role that serves need not be allowed to create tables.
  await tx`
    create table if not exists public.schema_migrations (
      version integer primary key,
      name text not null,
      checksum text not null,
      applied_at timestamptz not null default now()
    )`;
  await run(tx, next);
  await tx`
    insert into public.schema_migrations (version, name, checksum)
    values (${next.version}, ${next.name}, ${next.checksum})`;
  return next;
}

async function readApplied(tx: Transaction): Promise<AppliedMigration[]> {
  const [table] = await tx`select to_regclass('public.schema_migrations') is not null as exists`;
  if (!table?.["exists"]) return [];
  return tx<AppliedMigration[]>`select version, name, checksum from public.schema_migrations order by version`;
}

async function run(tx: Transaction, migration: Migration): Promise<void> {
  try {
    await tx.unsafe(migration.text).simple();
  } catch (error) {
    throw MigrationError.ofFailure(migration, error);
  }
}
