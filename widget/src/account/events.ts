import type { Booking } from "../model.js";

/** What each event of `<booking-account>` carries in `detail`. All bubble and cross shadow roots. */
export interface BookingAccountEvents {
  /** A booking is shown. */
  "booking-open": { readonly booking: Booking };
  /** The booking has another time. */
  "booking-moved": { readonly booking: Booking };
  /** The booking is cancelled; `booking.payment` tells what is given back. */
  "booking-cancelled": { readonly booking: Booking };
  /** Somebody signed in with a code. */
  "signed-in": { readonly customer: { readonly id: string; readonly name: string | null; readonly email: string } };
  /** The session is over: by the customer, or by itself. */
  "signed-out": Readonly<Record<string, never>>;
  /** Something failed that the customer was told about. */
  error: { readonly code: string; readonly detail: string };
}

/** Event types by name, for `addEventListener`. */
export type BookingAccountEventMap = { [K in keyof BookingAccountEvents]: CustomEvent<BookingAccountEvents[K]> };

/** Sends an event of the element. */
export type EmitAccount = <K extends keyof BookingAccountEvents>(name: K, detail: BookingAccountEvents[K]) => void;
