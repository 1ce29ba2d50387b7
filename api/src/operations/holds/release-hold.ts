import { inTransaction } from "../../database/begin.js";
import type { Deps } from "../../deps.js";
import { BookingError, notFound } from "../../errors.js";
import { deleteClaimsOfHold } from "../../queries/claims.js";
import { endHold, lockHold } from "../../queries/holds.js";
import { tellOfHold } from "../events/tell.js";
import { timeOf } from "../live/changes.js";

/**
 * Gives the slot back to everybody. Releasing what is released or expired already is no error.
 * @throws `hold_not_active` for a confirmed hold: its booking has to be cancelled.
 */
export async function releaseHold({ sql, live }: Deps, tenantId: string, holdId: string): Promise<void> {
  const freed = await inTransaction(sql, async (tx) => {
    const hold = await lockHold(tx, tenantId, holdId);
    if (!hold) throw notFound("hold");
    if (hold.status === "confirmed") throw new BookingError("hold_not_active", "This hold is confirmed. Cancel the booking instead.");
    if (hold.status === "released" || hold.status === "expired") return undefined;
    await deleteClaimsOfHold(tx, tenantId, holdId);
    const status = hold.expiresAt <= hold.now ? "expired" : "released";
    await endHold(tx, tenantId, holdId, status);
    await tellOfHold(tx, tenantId, `hold.${status}`, holdId);
    return hold;
  });
  if (freed) live.changed(timeOf(freed));
}
