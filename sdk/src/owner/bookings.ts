import { Bookings } from "../bookings.js";
import type { CallOptions } from "../options.js";
import type { BookingList, ListBookingsQuery } from "../types.js";

/** All bookings of the business. */
export class OwnerBookings extends Bookings {
  /** A page of them. */
  list(query?: ListBookingsQuery, options?: CallOptions): Promise<BookingList> {
    return this.read("/bookings", options, query);
  }
}
