import type { Transport } from "./lib/transport.js";
import { path } from "./lib/url.js";
import type { CallOptions } from "./options.js";
import type { Booking, CancelBooking } from "./types.js";

/** Bookings, each by its own token. */
export class Bookings {
  /** @internal */
  protected readonly transport: Transport;

  constructor(transport: Transport) {
    this.transport = transport;
  }

  /** @throws HoldfastError `not_found` */
  get(id: string, options?: CallOptions): Promise<Booking> {
    return this.transport.call({ ...options, method: "GET", path: path`/bookings/${id}` });
  }

  /**
   * Cancels; what was paid is given back as the terms agreed with the hold say.
   * @throws HoldfastError `booking_not_active`
   */
  cancel(id: string, input?: CancelBooking, options?: CallOptions): Promise<Booking> {
    return this.transport.call({ ...options, method: "POST", path: path`/bookings/${id}/cancel`, body: input ?? {} });
  }

  /** Address of the booking as an iCalendar file, for a link. Whoever has it may see and change the booking. */
  calendarUrl({ id, token }: { id: string; token: string }): string {
    return this.transport.url(path`/bookings/${id}/calendar.ics`, { token });
  }
}
