import type { MyBookingListQuery, MyBookingView } from "../../contract/customers.js";
import type { Deps } from "../../deps.js";
import { databaseNow } from "../../queries/clock.js";
import { findCustomerOfBooking, listBookingsOfCustomer } from "../../queries/customer-bookings.js";
import { pageOf, readDateCursor } from "../../queries/cursor.js";
import { myBookingView } from "../../views/customer.js";

interface Customer {
  tenantId: string;
  customerId: string;
}

/** Whether a booking is the customer's. */
export const isBookingOf = async ({ sql }: Deps, { tenantId, customerId }: Customer, bookingId: string): Promise<boolean> =>
  (await findCustomerOfBooking(sql, tenantId, bookingId)) === customerId;

/** A customer's bookings, a page at a time. */
export async function listOwnBookings(
  { sql, keyring }: Deps,
  { tenantId, customerId }: Customer,
  { when, cursor, limit }: MyBookingListQuery,
): Promise<{ data: MyBookingView[]; nextCursor: string | null }> {
  const after = cursor === undefined ? undefined : readDateCursor(cursor);
  const now = await databaseNow(sql);
  const rows = await listBookingsOfCustomer(sql, tenantId, customerId, { when, now, after, limit: limit + 1 });
  return pageOf(rows, limit, (row) => myBookingView(keyring, row, now), ({ startsAt, bookingId }) => [startsAt.toISOString(), bookingId]);
}
