import { Noun } from "../lib/noun.js";
import { path } from "../lib/url.js";
import type { CallOptions } from "../options.js";
import type { CreateOverride, ListOverridesQuery, Override, OverrideList } from "../types.js";

/** Dates on which a resource has other hours than its weekly ones. */
export class Overrides extends Noun {
  /** A page of them. */
  list(resourceId: string, query?: ListOverridesQuery, options?: CallOptions): Promise<OverrideList> {
    return this.read(path`/resources/${resourceId}/overrides`, options, query);
  }

  /** Gives a date hours of its own; without `windows` it is closed. @throws HoldfastError `conflict` */
  create(resourceId: string, input: CreateOverride, options?: CallOptions): Promise<Override> {
    return this.post(path`/resources/${resourceId}/overrides`, input, options);
  }

  /** Gives the date its weekly hours back. @throws HoldfastError `not_found` */
  delete(resourceId: string, overrideId: string, options?: CallOptions): Promise<void> {
    return this.remove(path`/resources/${resourceId}/overrides/${overrideId}`, options);
  }
}
