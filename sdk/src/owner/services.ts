import { path } from "../lib/url.js";
import type { CallOptions } from "../options.js";
import { Services } from "../services.js";
import type { CreateService, Service, UpdateService } from "../types.js";

/** What the business offers. */
export class OwnerServices extends Services {
  /** @throws HoldfastError `validation_failed` */
  create(input: CreateService, options?: CallOptions): Promise<Service> {
    return this.post("/services", input, options);
  }

  /** Changes the given fields; live holds and bookings keep what they were promised. */
  update(serviceId: string, changes: UpdateService, options?: CallOptions): Promise<Service> {
    return this.change("PATCH", path`/services/${serviceId}`, changes, options);
  }

  /** Ends its being booked; its bookings stay. Archiving it again is no error. */
  archive(serviceId: string, options?: CallOptions): Promise<void> {
    return this.remove(path`/services/${serviceId}`, options);
  }
}
