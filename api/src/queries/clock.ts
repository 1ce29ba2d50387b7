import type { Connection } from "../database/connect.js";

/** The database's time: the one clock that expiry is decided by. */
export async function databaseNow(sql: Connection): Promise<Date> {
  const [row] = await sql<{ now: Date }[]>`select holdfast_now() as now`;
  return row!.now;
}
