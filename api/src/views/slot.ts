import type { SlotView } from "../contract/slots.js";
import type { SlotRow } from "../queries/slots.js";

export const slotView = (row: SlotRow): SlotView => ({
  id: row.slotId,
  serviceId: row.serviceId,
  start: row.startsAt.toISOString(),
  end: row.endsAt.toISOString(),
  capacity: row.capacity,
  remaining: Math.max(0, row.capacity - row.taken),
  resourceIds: row.resourceIds,
});
