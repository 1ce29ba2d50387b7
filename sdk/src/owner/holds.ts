import { Holds } from "../holds.js";
import type { CallOptions } from "../options.js";
import type { HoldList, ListHoldsQuery } from "../types.js";

/** Holds as the business sees them. */
export class OwnerHolds extends Holds {
  /** A page of those that are live at this moment, by start; their tokens stay with their holders. */
  list(query?: ListHoldsQuery, options?: CallOptions): Promise<HoldList> {
    return this.read("/holds", options, query);
  }
}
