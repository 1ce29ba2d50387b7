import type { BookingsClient } from "@holdfast/sdk/bookings";
import type { Booking } from "../model.js";
import type { BookingLink } from "./link.js";

type Bookings = BookingsClient["bookings"];

/** One booking, and what may be done about it. All reject with HoldfastError. */
export interface BookingAccess {
  read(): Promise<Booking>;
  cancel(): Promise<Booking>;
  /** Asks to move it to a hold. */
  reschedule(input: Parameters<Bookings["reschedule"]>[1]): ReturnType<Bookings["reschedule"]>;
  /** Address of its calendar file; null where a link can't open it. */
  readonly calendarUrl: string | null;
}

/** What the token of a mail's link opens. */
export const linkAccess = (bookings: Bookings, { id, token }: BookingLink): BookingAccess => ({
  read: () => bookings.get(id, { token }),
  cancel: () => bookings.cancel(id, {}, { token }),
  reschedule: (input) => bookings.reschedule(id, input, { token }),
  calendarUrl: bookings.calendarUrl({ id, token }),
});
