import { Noun } from "../lib/noun.js";
import { path } from "../lib/url.js";
import type { CallOptions } from "../options.js";
import type { CreateSlot, ListSlotsQuery, PublishedSlot, PublishedSlotList } from "../types.js";

/** One-off sessions, published beside or instead of opening hours. */
export class Slots extends Noun {
  /** A page of them. */
  list(query?: ListSlotsQuery, options?: CallOptions): Promise<PublishedSlotList> {
    return this.read("/slots", options, query);
  }

  /** @throws HoldfastError `not_found` */
  get(slotId: string, options?: CallOptions): Promise<PublishedSlot> {
    return this.read(path`/slots/${slotId}`, options);
  }

  /** Publishes a session; its resources are reserved from now on. @throws HoldfastError `slot_unavailable` */
  create(input: CreateSlot, options?: CallOptions): Promise<PublishedSlot> {
    return this.post("/slots", input, options);
  }

  /** Publishes up to 500 sessions: all of them, or none. @throws HoldfastError `slot_unavailable` */
  async createMany(slots: CreateSlot[], options?: CallOptions): Promise<PublishedSlot[]> {
    const { data } = await this.post<{ data: PublishedSlot[] }>("/slots", { slots }, options);
    return data;
  }

  /** Takes a session back. @throws HoldfastError `resource_in_use` while it is held or booked */
  withdraw(slotId: string, options?: CallOptions): Promise<void> {
    return this.remove(path`/slots/${slotId}`, options);
  }
}
