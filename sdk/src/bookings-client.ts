import { Bookings } from "./bookings.js";
import type { ClientOptions } from "./catalogue.js";
import { Transport } from "./lib/transport.js";

/** What can be done with a booking that is made. */
export interface BookingsClient {
  readonly bookings: Bookings;
}

/** The part of `createClient` that is about bookings alone, for pages that show one and hold nothing. */
export const createBookingsClient = ({ key, ...options }: ClientOptions): BookingsClient => ({
  bookings: new Bookings(new Transport({ ...options, credential: key })),
});
