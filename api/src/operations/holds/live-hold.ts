import type { Connection } from "../../database/connect.js";
import { BookingError, notFound } from "../../errors.js";
import { type HoldRow, lockHold } from "../../queries/holds.js";

/** What is said of a hold whose time is over. */
export const holdExpired = (hold: Pick<HoldRow, "expiresAt" | "now">) =>
  new BookingError("hold_expired", undefined, { expiredAt: hold.expiresAt.toISOString(), serverTime: hold.now.toISOString() });

/**
 * The hold, locked, as long as it still keeps its slot.
 * @throws `not_found`; `hold_expired`; `hold_not_active` where it is released, confirmed or not in `statuses`.
 */
export async function lockLiveHold(tx: Connection, tenantId: string, holdId: string, statuses: readonly HoldRow["status"][] = ["held", "paying"]): Promise<HoldRow> {
  const hold = await lockHold(tx, tenantId, holdId);
  if (!hold) throw notFound("hold");
  assertLive(hold, statuses);
  return hold;
}

export function assertLive(hold: HoldRow, statuses: readonly HoldRow["status"][] = ["held", "paying"]) {
  const ended = hold.status === "released" || hold.status === "confirmed";
  if (!ended && (hold.status === "expired" || hold.expiresAt <= hold.now)) throw holdExpired(hold);
  if (ended || !statuses.includes(hold.status)) throw new BookingError("hold_not_active", `This hold is ${hold.status}.`);
}
