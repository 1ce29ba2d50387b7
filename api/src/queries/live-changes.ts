import type { Sql } from "../database/connect.js";

const CHANNEL = "holdfast_changes";

/**
 * Tells every process. A statement of its own, after the commit of what it tells of: inside that transaction NOTIFY
 * would make all commits queue behind one lock.
 */
export async function notifyProcesses(sql: Sql, payload: string) {
  await sql`select pg_notify(${CHANNEL}, ${payload})`;
}

/**
 * Hears what every process tells, this one included, on a connection of its own.
 * @param onConnected - called when it hears, and each time it hears again after the connection was lost.
 * @returns what ends it.
 */
export async function hearProcesses(sql: Sql, onPayload: (payload: string) => void, onConnected: () => void): Promise<() => Promise<void>> {
  const { unlisten } = await sql.listen(CHANNEL, onPayload, onConnected);
  return unlisten;
}
