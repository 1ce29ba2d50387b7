import type { Connection } from "../database/connect.js";
import { type BookingDetails, bookingDetails, bookingTables } from "./bookings.js";

/** Whose booking it is; undefined where there is none. */
export async function findCustomerOfBooking(sql: Connection, tenantId: string, bookingId: string): Promise<string | undefined> {
  const [row] = await sql<{ customerId: string }[]>`
    select customer_id from bookings where tenant_id = ${tenantId} and booking_id = ${bookingId}`;
  return row?.customerId;
}

export interface CustomerBookingFilter {
  when: "upcoming" | "past";
  now: Date;
  after?: { date: Date; id: string } | undefined;
  limit: number;
}

/** What is to come, the next one first; or what is over or was cancelled, the latest first. */
export function listBookingsOfCustomer(sql: Connection, tenantId: string, customerId: string, { when, now, after, limit }: CustomerBookingFilter) {
  const isUpcoming = sql`(b.status in ('confirmed', 'pending') and b.ends_at > ${now})`;
  const place = after && sql`(${after.date}::timestamptz, ${after.id}::text)`;
  return sql<BookingDetails[]>`
    select ${bookingDetails(sql)} from ${bookingTables(sql)}
    where b.tenant_id = ${tenantId} and b.customer_id = ${customerId}
    ${
      when === "upcoming"
        ? sql`and ${isUpcoming} ${place ? sql`and (b.starts_at, b.booking_id) > ${place}` : sql``} order by b.starts_at, b.booking_id`
        : sql`and not ${isUpcoming} ${place ? sql`and (b.starts_at, b.booking_id) < ${place}` : sql``} order by b.starts_at desc, b.booking_id desc`
    }
    limit ${limit}`;
}
