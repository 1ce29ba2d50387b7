import type { Deps } from "../../deps.js";
import { findHold } from "../../queries/holds.js";
import { timeOf } from "./changes.js";

/** Tells who watches that the times of these holds became free or were taken; after the commit. */
export async function announceHolds({ sql, live }: Pick<Deps, "sql" | "live">, tenantId: string, ...holdIds: string[]): Promise<void> {
  for (const holdId of holdIds) {
    const hold = await findHold(sql, tenantId, holdId);
    if (hold) live.changed(timeOf(hold));
  }
}
