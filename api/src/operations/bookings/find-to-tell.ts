import type { Sql } from "../../database/connect.js";
import { gather } from "../../database/gather.js";
import { type BookingDetails, findBookings } from "../../queries/bookings.js";

type Asked = { tenantId: string; bookingId: string };
const finders = new WeakMap<Sql, (asked: Asked) => Promise<BookingDetails | undefined>>();

/** A booking that somebody is to be told of; those of all mails of one moment by one statement. */
export function findToTell(sql: Sql, tenantId: string, bookingId: string): Promise<BookingDetails | undefined> {
  let find = finders.get(sql);
  if (!find) finders.set(sql, (find = gather<Asked, BookingDetails | undefined>((asked) => findBookings(sql, asked))));
  return find({ tenantId, bookingId });
}
