import { Bookings } from "../bookings.js";
import { path } from "../lib/url.js";
import type { CallOptions } from "../options.js";
import type { Booking, BookingList, CancelBookings, Cancellation, CreateBooking, DeclineBooking, ListBookingsQuery } from "../types.js";

/** All bookings of the business. */
export class OwnerBookings extends Bookings {
  /** A page of them. */
  list(query?: ListBookingsQuery, options?: CallOptions): Promise<BookingList> {
    return this.read("/bookings", options, query);
  }

  /**
   * Books for a customer who called, at once; what it costs is paid on site.
   * @throws HoldfastError `slot_unavailable`, `not_found`, `validation_failed`
   */
  create(input: CreateBooking, options?: CallOptions): Promise<Booking> {
    return this.post("/bookings", input, options);
  }

  /**
   * Cancels all that start in a period, each with all of its money given back: answers at once, `cancellation` tells how
   * far it is. With `dryRun` it only tells what would happen.
   * @throws HoldfastError `validation_failed`
   */
  cancelMany(input: CancelBookings, options?: CallOptions): Promise<Cancellation> {
    return this.post("/bookings/cancel-many", input, options);
  }

  /** How far `cancelMany` is. @throws HoldfastError `not_found` */
  cancellation(cancellationId: string, options?: CallOptions): Promise<Cancellation> {
    return this.read(path`/bookings/cancel-many/${cancellationId}`, options);
  }

  /** Confirms a request: a booking of a service with `requiresApproval`. @throws HoldfastError `booking_not_active` */
  approve(bookingId: string, options?: CallOptions): Promise<Booking> {
    return this.post(path`/bookings/${bookingId}/approve`, {}, options);
  }

  /** Declines a request; everything that was paid goes back. @throws HoldfastError `conflict` where it was approved */
  decline(bookingId: string, input: DeclineBooking = {}, options?: CallOptions): Promise<Booking> {
    return this.post(path`/bookings/${bookingId}/decline`, input, options);
  }

  /** Says that it took place. @throws HoldfastError `booking_not_started`, `booking_not_active` */
  complete(bookingId: string, options?: CallOptions): Promise<Booking> {
    return this.post(path`/bookings/${bookingId}/complete`, {}, options);
  }

  /** Says that nobody came. @throws HoldfastError `booking_not_started`, `booking_not_active` */
  noShow(bookingId: string, options?: CallOptions): Promise<Booking> {
    return this.post(path`/bookings/${bookingId}/no-show`, {}, options);
  }

  /** Takes `complete` or `noShow` back. @throws HoldfastError `booking_not_active` */
  reopen(bookingId: string, options?: CallOptions): Promise<Booking> {
    return this.post(path`/bookings/${bookingId}/reopen`, {}, options);
  }
}
