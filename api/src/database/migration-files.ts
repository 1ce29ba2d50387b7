import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import postgres from "postgres";
import { isLostToAnother } from "./begin.js";

/** The repository's migrations: the same three levels up from api/src/database and from api/dist/database. */
export const migrationsFolder = fileURLToPath(new URL("../../../migrations/", import.meta.url));

export interface Migration {
  version: number;
  /** The file's name without `.sql`. */
  name: string;
  text: string;
  /** SHA-256 of the text, in hex. */
  checksum: string;
}

/** A migration that cannot go on; the message says what to do about it. */
export class MigrationError extends Error {
  override name = "MigrationError";

  /** Names the file and the line of a statement that failed; a lost race is handed back as it is, to be retried. */
  static ofFailure(migration: Migration, error: unknown): unknown {
    if (isLostToAnother(error)) return error;
    const line = error instanceof postgres.PostgresError ? lineOf(migration.text, Number(error.position)) : undefined;
    const place = line === undefined ? `${migration.name}.sql` : `${migration.name}.sql, line ${line}`;
    const reason = error instanceof Error ? error.message : String(error);
    return new MigrationError(`Migration ${place} failed and was undone: ${reason}`, { cause: error });
  }
}

/** Reads the migrations of a folder in order. `schema.sql` and files that are not SQL are no migrations. */
export async function readMigrations(folder: string): Promise<Migration[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith(".sql") && name !== "schema.sql").sort();
  const migrations = await Promise.all(names.map((name) => readMigration(folder, name)));
  migrations.forEach((migration, index) => {
    const before = migrations[index - 1];
    if (before?.version === migration.version) {
      throw new MigrationError(
        `Migrations ${before.name}.sql and ${migration.name}.sql have the same number: give the newer one the next.`,
      );
    }
  });
  return migrations;
}

async function readMigration(folder: string, fileName: string): Promise<Migration> {
  const digits = /^(\d{4})-[a-z0-9-]+\.sql$/.exec(fileName)?.[1];
  if (!digits) {
    throw new MigrationError(`${fileName} in the migrations folder must be named like 0001-lower-case-words.sql.`);
  }
  // A checkout with other line endings is the same migration.
  const text = (await readFile(join(folder, fileName), "utf8")).replaceAll("\r\n", "\n");
  const checksum = createHash("sha256").update(text).digest("hex");
  return { version: Number(digits), name: fileName.slice(0, -".sql".length), text, checksum };
}

function lineOf(text: string, position: number): number | undefined {
  if (!Number.isInteger(position) || position < 1) return undefined;
  // The server counts characters where a JavaScript string counts UTF-16 units.
  return [...text].slice(0, position - 1).filter((character) => character === "\n").length + 1;
}
