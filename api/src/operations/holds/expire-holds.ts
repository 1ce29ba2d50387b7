import { inTransaction } from "../../database/begin.js";
import type { Deps } from "../../deps.js";
import { databaseNow } from "../../queries/clock.js";
import { insertEvents } from "../../queries/events.js";
import { expireLapsedHolds, findHold } from "../../queries/holds.js";
import { newEvent } from "../events/leave-event.js";
import { timeOf } from "../live/changes.js";
import { viewOfHold } from "./read-hold.js";

/** Ends holds whose time is over, and tells those who watch and those who listen. @returns how many. */
export async function expireHolds({ sql, live }: Pick<Deps, "sql" | "live">, limit: number): Promise<number> {
  const expired = await inTransaction(sql, async (tx) => {
    const ended = await expireLapsedHolds(tx, limit);
    const heard = ended.filter(({ isHeard }) => isHeard);
    if (heard.length === 0) return ended;
    const now = await databaseNow(tx);
    const events = heard.map(async ({ tenantId, holdId }) =>
      newEvent(tenantId, "hold.expired", now, await viewOfHold(tx, null, (await findHold(tx, tenantId, holdId))!)),
    );
    await insertEvents(tx, await Promise.all(events));
    return ended;
  });
  for (const hold of expired) live.changed(timeOf(hold));
  return expired.length;
}
