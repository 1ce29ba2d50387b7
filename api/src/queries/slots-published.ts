import type { Connection } from "../database/connect.js";

export interface PublishedSlotRow {
  slotId: string;
  startMs: number;
  endMs: number;
  capacity: number;
  resourceIds: string[];
  sessionKey: string;
}

/** The sessions of a service that its owner published, with a start in this range. */
export function findPublishedSlots(sql: Connection, tenantId: string, serviceId: string, startMs: number, endMs: number) {
  return sql<PublishedSlotRow[]>`
    select slot_id, capacity, resource_ids, session_key,
      extract(epoch from starts_at)::float8 * 1000 as start_ms,
      extract(epoch from ends_at)::float8 * 1000 as end_ms
    from slots
    where tenant_id = ${tenantId} and service_id = ${serviceId} and withdrawn_at is null
      and starts_at >= to_timestamp(${startMs / 1000}::float8) and starts_at < to_timestamp(${endMs / 1000}::float8)
    order by starts_at`;
}
