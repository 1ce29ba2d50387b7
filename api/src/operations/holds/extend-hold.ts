import type { HoldView } from "../../contract/holds.js";
import { inTransaction } from "../../database/begin.js";
import type { Deps } from "../../deps.js";
import { BookingError } from "../../errors.js";
import { keepClaimsUntil } from "../../queries/claims.js";
import { extendHold as extendRow } from "../../queries/holds.js";
import { once, type Once, type RequestKey } from "../idempotency/once.js";
import { holdExpired, lockLiveHold } from "./live-hold.js";
import { viewOfHold } from "./read-hold.js";

/**
 * Gives a hold its full time again, counted from now.
 * @throws `extension_limit_reached` after 10 times or at the cap, `hold_expired`, `hold_not_active`.
 */
export function extendHold({ sql, keyring }: Deps, tenantId: string, holdId: string, requestKey?: RequestKey): Promise<Once<HoldView>> {
  return inTransaction(sql, (tx) =>
    once(tx, keyring, tenantId, requestKey, async () => {
      const hold = await lockLiveHold(tx, tenantId, holdId, ["held"]);
      const wishedMs = hold.now.getTime() + hold.holdSeconds * 1000;
      const expiresAt = new Date(Math.min(wishedMs, hold.expiresAtMost.getTime()));
      if (hold.extensionsLeft === 0 || expiresAt <= hold.expiresAt) {
        // An extension in the very instant of the last one changes nothing, and costs nothing.
        if (hold.extensionsLeft > 0 && wishedMs <= hold.expiresAt.getTime()) return viewOfHold(tx, keyring, hold);
        throw new BookingError("extension_limit_reached");
      }
      // Fewer claims than it had: its time ended before this moment, and somebody else has the place.
      if ((await keepClaimsUntil(tx, tenantId, holdId, expiresAt)) < hold.resourceIds.length * hold.quantity) throw holdExpired(hold);
      await extendRow(tx, tenantId, holdId, expiresAt);
      return viewOfHold(tx, keyring, { ...hold, expiresAt, extensionsLeft: hold.extensionsLeft - 1 });
    }),
  );
}
