import type { Sql } from "../../src/database/connect.js";

/** How many deadlocks the server has broken in this database since it was made. */
export async function deadlocks(sql: Sql): Promise<number> {
  // The counters of a session reach the others when it reports; ask for the present ones.
  await sql`select pg_stat_force_next_flush()`;
  const [row] = await sql<{ deadlocks: number }[]>`select deadlocks from pg_stat_database where datname = current_database()`;
  return row!.deadlocks;
}
