import type { SlotView } from "../../contract/slots.js";
import { inTransaction } from "../../database/begin.js";
import type { Deps } from "../../deps.js";
import { BookingError, notFound } from "../../errors.js";
import { pageOf, readDateCursor } from "../../queries/cursor.js";
import { findSlot, listSlotRows, type SlotFilter, withdrawSlotRow } from "../../queries/slots.js";
import { slotView } from "../../views/slot.js";

/** One published session. @throws `not_found`. */
export async function readSlot({ sql }: Deps, tenantId: string, slotId: string): Promise<SlotView> {
  const row = await findSlot(sql, tenantId, slotId);
  if (!row) throw notFound("slot");
  return slotView(row);
}

/** Published sessions by start, a page at a time. */
export async function listSlots({ sql }: Deps, tenantId: string, { cursor, limit, ...filter }: Omit<SlotFilter, "after"> & { cursor?: string | undefined }) {
  const after = cursor === undefined ? undefined : readDateCursor(cursor);
  const rows = await listSlotRows(sql, tenantId, { ...filter, limit: limit + 1, after: after && { startsAt: after.date, slotId: after.id } });
  return pageOf(rows, limit, slotView, ({ startsAt, slotId }) => [startsAt.toISOString(), slotId]);
}

/** Withdraws a session that nobody has a place in. @throws `resource_in_use`, `not_found`. */
export const withdrawSlot = ({ sql }: Deps, tenantId: string, slotId: string): Promise<void> =>
  inTransaction(sql, async (tx) => {
    // Whoever takes a place in this very moment keeps it: that hold has claims of its own, which stay.
    const slot = await findSlot(tx, tenantId, slotId);
    if (!slot) throw notFound("slot");
    if (slot.taken > 0) throw new BookingError("resource_in_use", `${slot.taken} places are held or booked. Cancel those bookings first.`);
    await withdrawSlotRow(tx, tenantId, slotId);
  });
