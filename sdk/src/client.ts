import { type CatalogueClient, catalogueOn, type ClientOptions } from "./catalogue.js";
import { Bookings } from "./bookings.js";
import { Holds } from "./holds.js";
import { Transport } from "./lib/transport.js";

/** What a customer's browser can do. */
export interface Client extends CatalogueClient {
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
    ...catalogueOn(transport),
    holds: new Holds(transport),
    bookings: new Bookings(transport),
  };
}
