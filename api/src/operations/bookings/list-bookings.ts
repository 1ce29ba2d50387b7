import type { BookingListQuery, BookingView } from "../../contract/bookings.js";
import type { Deps } from "../../deps.js";
import { listBookings as listRows } from "../../queries/bookings.js";
import { pageOf, readDateCursor } from "../../queries/cursor.js";
import { bookingView } from "../../views/booking.js";

/** The tenant's bookings by start, a page at a time. */
export async function listBookings({ sql, keyring }: Deps, tenantId: string, query: BookingListQuery): Promise<{ data: BookingView[]; nextCursor: string | null }> {
  const after = query.cursor === undefined ? undefined : readDateCursor(query.cursor);
  const rows = await listRows(sql, tenantId, {
    ...query,
    ...(after && { after: { startsAt: after.date, bookingId: after.id } }),
    limit: query.limit + 1,
  });
  return pageOf(rows, query.limit, (row) => bookingView(keyring, row, { withNotes: true }), ({ startsAt, bookingId }) => [startsAt.toISOString(), bookingId]);
}
