import type { HoldView } from "../../contract/holds.js";
import type { Connection } from "../../database/connect.js";
import type { Deps } from "../../deps.js";
import { notFound } from "../../errors.js";
import { findBookingOfHold } from "../../queries/bookings.js";
import { findHold, type HoldRow } from "../../queries/holds.js";
import { findPaymentOfHold } from "../../queries/payments.js";
import { findResourceNames } from "../../queries/resource-names.js";
import { holdView } from "../../views/hold.js";

/** How a hold stands now. @throws `not_found`. */
export async function readHold({ sql, keyring }: Deps, tenantId: string, holdId: string): Promise<HoldView> {
  const hold = await findHold(sql, tenantId, holdId);
  if (!hold) throw notFound("hold");
  return viewOfHold(sql, keyring, hold);
}

/** A hold's row as its holder sees it, with names and, once confirmed, its booking. */
export async function viewOfHold(sql: Connection, keyring: Deps["keyring"] | null, hold: HoldRow): Promise<HoldView> {
  const resources = await findResourceNames(sql, hold.tenantId, hold.resourceIds);
  const booking = hold.status === "confirmed" ? await findBookingOfHold(sql, hold.tenantId, hold.holdId) : undefined;
  const payment = hold.checkedOutAt ? await findPaymentOfHold(sql, hold.tenantId, hold.holdId) : undefined;
  const timeZone = resources.get(hold.resourceIds[0]!)?.timeZone ?? "UTC";
  return holdView(keyring, hold, { timeZone, resources }, { booking: booking && { id: booking.bookingId, reference: booking.reference, status: booking.status }, payment });
}
