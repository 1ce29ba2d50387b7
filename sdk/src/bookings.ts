import { Noun } from "./lib/noun.js";
import { path } from "./lib/url.js";
import type { CallOptions } from "./options.js";
import type { Booking, CancelBooking, RescheduleBooking, RescheduleResult } from "./types.js";

/** Bookings, each by its own token or with a secret key. */
export class Bookings extends Noun {
  /** @throws HoldfastError `not_found` */
  get(bookingId: string, options?: CallOptions): Promise<Booking> {
    return this.read(path`/bookings/${bookingId}`, options);
  }

  /**
   * Cancels; what was paid is given back as the terms agreed with the hold say.
   * @throws HoldfastError `booking_not_active`
   */
  cancel(bookingId: string, input?: CancelBooking, options?: CallOptions): Promise<Booking> {
    return this.post(path`/bookings/${bookingId}/cancel`, input ?? {}, options);
  }

  /**
   * Moves a booking to the time of a hold of the same service. Where that costs more, nothing is moved yet and the
   * answer's status is `requires_payment`: pay the difference with Razorpay's checkout, then `confirm` the hold.
   * @throws HoldfastError `booking_not_active`, `hold_expired`, `hold_not_active`, `payment_provider_unavailable`
   */
  reschedule(bookingId: string, input: RescheduleBooking, options?: CallOptions): Promise<RescheduleResult> {
    return this.post(path`/bookings/${bookingId}/reschedule`, input, options);
  }

  /** Address of the booking as an iCalendar file, for a link. Whoever has it may see and change the booking. */
  calendarUrl({ id, token }: { id: string; token: string }): string {
    return this.transport.url(path`/bookings/${id}/calendar.ics`, { token });
  }
}
