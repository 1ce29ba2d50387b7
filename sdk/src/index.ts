/** Booking for customers: browsers, Node and edge runtimes. */
export { type CatalogueClient, createCatalogueClient, type ClientOptions } from "./catalogue.js";
export { createClient, type Client } from "./client.js";
export { HoldfastError, type HoldfastErrorCode } from "./errors.js";
export { fractionDigits } from "./money.js";
export type { AvailabilityCalls, WatchOptions } from "./availability.js";
export type { Bookings } from "./bookings.js";
export type { Hold } from "./hold.js";
export type { Holds } from "./holds.js";
export type { CallOptions, ConnectionOptions } from "./options.js";
export type { Services } from "./services.js";
export type * from "./types.js";
