import type { Booking } from "../model.js";

/** What each event of `<booking-account>` carries in `detail`. All bubble and cross shadow roots. */
export interface BookingAccountEvents {
  /** A booking is shown. */
  "booking-open": { readonly booking: Booking };
  /** The booking has another time. */
  "booking-moved": { readonly booking: Booking };
  /** The booking is cancelled; `booking.payment` tells what is given back. */
  "booking-cancelled": { readonly booking: Booking };
  /** Something failed that the customer was told about. */
  error: { readonly code: string; readonly detail: string };
}

/** Event types by name, for `addEventListener`. */
export type BookingAccountEventMap = { [K in keyof BookingAccountEvents]: CustomEvent<BookingAccountEvents[K]> };
