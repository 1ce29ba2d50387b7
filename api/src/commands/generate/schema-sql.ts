import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { connect } from "../../database/connect.js";
import { startEmbeddedServer } from "../../database/embedded-server.js";
import { migrate } from "../../database/migrate.js";
import { dumpSchema } from "../../database/schema-dump.js";

/** What the migrations add up to, from a database that is made for this and thrown away. */
export async function schemaSql(): Promise<string> {
  const dataDirectory = await mkdtemp(join(tmpdir(), "holdfast-generate-"));
  try {
    const server = await startEmbeddedServer({ dataDirectory, durable: false });
    const sql = connect(server.url, { max: 1 });
    try {
      await migrate(sql);
      return await dumpSchema(sql);
    } finally {
      await sql.end({ timeout: 5 });
      await server.stop();
    }
  } finally {
    await rm(dataDirectory, { recursive: true, force: true });
  }
}
