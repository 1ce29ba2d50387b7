import { AvailabilityCalls } from "./availability.js";
import { Bookings } from "./bookings.js";
import { Holds } from "./holds.js";
import { Transport } from "./lib/transport.js";
import type { ConnectionOptions } from "./options.js";
import { Services } from "./services.js";

export interface ClientOptions extends ConnectionOptions {
  /** The publishable key, `pk_…`. */
  key: string;
}

/** What a customer's browser can do. */
export interface Client {
  readonly services: Services;
  readonly availability: AvailabilityCalls;
  readonly holds: Holds;
  readonly bookings: Bookings;
}

/**
 * A client for browsers and other places the customer can see. It sends nothing by itself.
 *
 * Calls time out, are retried where that is safe (with the same idempotency key), and reject with `HoldfastError`.
 */
export function createClient({ key, ...options }: ClientOptions): Client {
  const transport = new Transport({ ...options, credential: key });
  return {
    services: new Services(transport),
    availability: new AvailabilityCalls(transport),
    holds: new Holds(transport),
    bookings: new Bookings(transport),
  };
}
