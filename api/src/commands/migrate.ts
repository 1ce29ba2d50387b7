import { connect } from "../database/connect.js";
import { explainDatabaseError } from "../database/explain-error.js";
import { migrate } from "../database/migrate.js";

// Past a pooler where there is one: a migration may take longer than it lends a connection.
const url = process.env["DATABASE_DIRECT_URL"] || process.env["DATABASE_URL"];
if (!url) {
  console.error("DATABASE_URL is not set: name the database to migrate, as postgres://user:password@host:5432/name.");
  process.exitCode = 1;
} else {
  await run(url);
}

async function run(databaseUrl: string): Promise<void> {
  try {
    const sql = connect(databaseUrl, { max: 1, prepare: false });
    const applied = await migrate(sql, { onApplied: ({ name }) => console.log(`Applied ${name}`) }).finally(() =>
      sql.end({ timeout: 5 }),
    );
    if (applied.length === 0) console.log("The database is up to date.");
  } catch (error) {
    console.error(explainDatabaseError(error));
    process.exitCode = 1;
  }
}
