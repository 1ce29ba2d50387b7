import type { Transport } from "./lib/transport.js";
import { path } from "./lib/url.js";
import type { CallOptions } from "./options.js";
import type { ListServicesQuery, Service, ServiceList } from "./types.js";

/** The catalogue: what can be booked. */
export class Services {
  /** @internal */
  protected readonly transport: Transport;

  constructor(transport: Transport) {
    this.transport = transport;
  }

  /** A page of the catalogue. */
  list(query?: ListServicesQuery, options?: CallOptions): Promise<ServiceList> {
    return this.transport.call({ ...options, method: "GET", path: "/services", query });
  }

  /** @throws HoldfastError `not_found` */
  get(id: string, options?: CallOptions): Promise<Service> {
    return this.transport.call({ ...options, method: "GET", path: path`/services/${id}` });
  }
}
