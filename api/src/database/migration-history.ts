import { type Migration, MigrationError } from "./migration-files.js";

export interface AppliedMigration {
  version: number;
  name: string;
  checksum: string;
}

/**
 * Compares what was applied with the files, and returns the files still to apply, in order.
 *
 * @throws MigrationError where the two tell different histories
 */
export function checkHistory(migrations: Migration[], applied: AppliedMigration[]): Migration[] {
  const byVersion = new Map(migrations.map((migration) => [migration.version, migration]));
  const newestFile = migrations.at(-1)?.version ?? 0;
  for (const row of applied) {
    const file = byVersion.get(row.version);
    if (!file && row.version > newestFile) {
      throw new MigrationError(
        `The database is newer than this code: it has migration ${row.name}, and the newest one here is number ${newestFile}. Run newer code against it.`,
      );
    }
    if (!file) throw new MigrationError(`Migration ${row.name} was applied to this database, but its file is gone: restore it.`);
    if (file.checksum !== row.checksum) {
      throw new MigrationError(
        `${file.name}.sql was changed after it was applied to this database: restore it, and make the change in a new migration.`,
      );
    }
  }
  const newestApplied = applied.at(-1);
  const pending = migrations.filter(({ version }) => !applied.some((row) => row.version === version));
  const late = pending.find(({ version }) => version < (newestApplied?.version ?? 0));
  if (late && newestApplied) {
    throw new MigrationError(
      `${late.name}.sql was never applied to this database, but ${newestApplied.name} already was: give it a later number.`,
    );
  }
  return pending;
}
