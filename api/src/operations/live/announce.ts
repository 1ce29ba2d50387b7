import type { Deps } from "../../deps.js";
import { findHold } from "../../queries/holds.js";
import { timeOf } from "./changes.js";

/**
 * Tells who watches that the times of these holds became free or were taken; after the commit. What was done is done:
 * a database that goes away now costs the watchers some freshness, and nobody their answer.
 */
export async function announceHolds({ sql, live, log }: Pick<Deps, "sql" | "live" | "log">, tenantId: string, ...holdIds: string[]): Promise<void> {
  try {
    for (const holdId of holdIds) {
      const hold = await findHold(sql, tenantId, holdId);
      if (hold) live.changed(timeOf(hold));
    }
  } catch (err) {
    log.warn({ err }, "watchers were not told of a change");
  }
}
