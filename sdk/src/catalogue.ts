import { AvailabilityCalls } from "./availability.js";
import { Transport } from "./lib/transport.js";
import type { ConnectionOptions } from "./options.js";
import { Services } from "./services.js";

export interface ClientOptions extends ConnectionOptions {
  /** The publishable key, `pk_…`. */
  key: string;
}

/** What can be looked at before anything is held. */
export interface CatalogueClient {
  readonly services: Services;
  readonly availability: AvailabilityCalls;
}

/** The part of `createClient` that only reads, for pages that load the rest later. */
export const createCatalogueClient = ({ key, ...options }: ClientOptions): CatalogueClient => catalogueOn(new Transport({ ...options, credential: key }));

/** @internal */
export const catalogueOn = (transport: Transport): CatalogueClient => ({ services: new Services(transport), availability: new AvailabilityCalls(transport) });
