import type { BookingListQuery, BookingView } from "../../contract/bookings.js";
import type { Deps } from "../../deps.js";
import { listBookings as listRows } from "../../queries/bookings.js";
import { readCursor, writeCursor } from "../../queries/cursor.js";
import { bookingView } from "../../views/booking.js";

/** The tenant's bookings by start, a page at a time. */
export async function listBookings({ sql, keyring }: Deps, tenantId: string, query: BookingListQuery): Promise<{ data: BookingView[]; nextCursor: string | null }> {
  const after = query.cursor === undefined ? undefined : readCursor(query.cursor, 2);
  const rows = await listRows(sql, tenantId, {
    ...query,
    ...(after && { after: { startsAt: new Date(after[0]!), bookingId: after[1]! } }),
    limit: query.limit + 1,
  });
  const page = rows.slice(0, query.limit);
  const last = page.at(-1);
  return {
    data: page.map((row) => bookingView(keyring, row)),
    nextCursor: rows.length > query.limit && last ? writeCursor(last.startsAt.toISOString(), last.bookingId) : null,
  };
}
