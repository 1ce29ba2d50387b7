import { z } from "zod";
import { durationMinutes, id, instant, MAX_CAPACITY, pageOf, pageQuery } from "./common.js";

const slotShape = {
  serviceId: id("service"),
  start: instant,
  /** Default is the start and the service's duration. */
  end: instant.optional(),
  durationMinutes: durationMinutes.optional(),
  /** Places in this session. Default is the service's capacity. */
  capacity: z.int().min(1).max(MAX_CAPACITY).optional(),
  /** One resource of each of the service's pools. Default: any that are free. */
  resourceIds: z.array(id("resource")).min(1).max(5).optional(),
};

/** A one-off session; it reserves its resources from now on, outside opening hours too. */
const oneSlot = z.strictObject(slotShape).meta({ id: "CreateSlot" });

/** One session, or up to 500 at once: all are published, or none. */
export const createSlots = z.union([oneSlot, z.strictObject({ slots: z.array(oneSlot).min(1).max(500) })]);

export const slot = z
  .object({
    id: id("slot"),
    serviceId: z.string(),
    start: instant,
    end: instant,
    capacity: z.int(),
    remaining: z.int(),
    resourceIds: z.array(z.string()),
  })
  .meta({ id: "PublishedSlot" });
export const slotList = pageOf(slot).meta({ id: "PublishedSlotList" });
export const slotListQuery = z.strictObject({
  ...pageQuery,
  serviceId: id("service").optional(),
  from: instant.optional(),
  to: instant.optional(),
});

export type CreateSlot = z.output<typeof oneSlot>;
export type SlotView = z.input<typeof slot>;
