import { Noun } from "./lib/noun.js";
import { path } from "./lib/url.js";
import type { CallOptions } from "./options.js";
import type { ListServicesQuery, Service, ServiceList } from "./types.js";

/** The catalogue: what can be booked. */
export class Services extends Noun {
  /** A page of the catalogue. */
  list(query?: ListServicesQuery, options?: CallOptions): Promise<ServiceList> {
    return this.read("/services", options, query);
  }

  /** @throws HoldfastError `not_found` */
  get(serviceId: string, options?: CallOptions): Promise<Service> {
    return this.read(path`/services/${serviceId}`, options);
  }
}
