import type { Connection } from "../../database/connect.js";
import { BookingError } from "../../errors.js";
import { countLiveHoldsOfClient } from "../../queries/holds.js";

/** @throws `hold_limit_reached` where this client has as many live holds as the tenant grants one. */
export async function checkHoldLimit(tx: Connection, tenantId: string, clientHash: Buffer, limit: number, exceptHoldId: string | undefined) {
  const { count, firstFreeAt, now } = await countLiveHoldsOfClient(tx, tenantId, clientHash, exceptHoldId);
  if (count < limit) return;
  const retryAfterSeconds = firstFreeAt ? Math.max(1, Math.ceil((firstFreeAt.getTime() - now.getTime()) / 1000)) : 1;
  throw new BookingError("hold_limit_reached", undefined, { retryAfterSeconds });
}
