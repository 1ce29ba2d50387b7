import { connect, type Sql } from "../../src/database/connect.js";

/** The same server's address with another database. */
export function urlOfDatabase(serverUrl: string, database: string): string {
  const url = new URL(serverUrl);
  url.pathname = `/${database}`;
  return url.href;
}

/** Does something on a connection of its own, and closes it. */
export async function onConnection(url: string, work: (sql: Sql) => Promise<unknown>): Promise<void> {
  const sql = connect(url, { max: 1 });
  await work(sql).finally(() => sql.end());
}
