import { Noun } from "../lib/noun.js";
import type { Transport } from "../lib/transport.js";
import { path } from "../lib/url.js";
import type { CallOptions } from "../options.js";
import type { CreateResource, Hours, ListResourcesQuery, PutHours, Resource, ResourceList, UpdateResource } from "../types.js";
import { Blocks } from "./blocks.js";
import { BusyCalendars } from "./busy-calendars.js";
import { Overrides } from "./overrides.js";

/** Who or what is booked. */
export class Resources extends Noun {
  /** Dates whose hours differ. */
  readonly overrides: Overrides;
  /** Time that is taken out of use. */
  readonly blocks: Blocks;
  /** Calendars elsewhere that keep them from being booked. */
  readonly busyCalendars: BusyCalendars;

  /** @internal */
  constructor(transport: Transport) {
    super(transport);
    this.overrides = new Overrides(transport);
    this.blocks = new Blocks(transport);
    this.busyCalendars = new BusyCalendars(transport);
  }

  /** A page of them. */
  list(query?: ListResourcesQuery, options?: CallOptions): Promise<ResourceList> {
    return this.read("/resources", options, query);
  }

  /** @throws HoldfastError `not_found` */
  get(resourceId: string, options?: CallOptions): Promise<Resource> {
    return this.read(path`/resources/${resourceId}`, options);
  }

  /** @throws HoldfastError `validation_failed` */
  create(input: CreateResource, options?: CallOptions): Promise<Resource> {
    return this.post("/resources", input, options);
  }

  /** Changes the given fields. */
  update(resourceId: string, changes: UpdateResource, options?: CallOptions): Promise<Resource> {
    return this.change("PATCH", path`/resources/${resourceId}`, changes, options);
  }

  /** Ends its being booked; its bookings stay. @throws HoldfastError `resource_in_use` while a service needs it */
  archive(resourceId: string, options?: CallOptions): Promise<void> {
    return this.remove(path`/resources/${resourceId}`, options);
  }

  /** The weekly opening hours. */
  getHours(resourceId: string, options?: CallOptions): Promise<Hours> {
    return this.read(path`/resources/${resourceId}/hours`, options);
  }

  /** Sets the whole week's opening hours, in the resource's zone: a day that is left out is closed. */
  putHours(resourceId: string, hours: PutHours, options?: CallOptions): Promise<Hours> {
    return this.change("PUT", path`/resources/${resourceId}/hours`, hours, options);
  }
}
