import type { Connection } from "../database/connect.js";

export interface SlotRow {
  slotId: string;
  serviceId: string;
  startsAt: Date;
  endsAt: Date;
  capacity: number;
  resourceIds: string[];
  sessionKey: string;
  /** Live seats. */
  taken: number;
}

const columns = (sql: Connection) => sql`
  slot_id, service_id, starts_at, ends_at, capacity, resource_ids, session_key,
  (select count(distinct c.seat)::int from claims c where c.tenant_id = slots.tenant_id and c.resource_id = any(slots.resource_ids)
    and c.session_key = slots.session_key and c.seat > 0 and c.expires_at > holdfast_now()) as taken`;

export async function insertSlot(sql: Connection, tenantId: string, slot: Omit<SlotRow, "taken">) {
  await sql`
    insert into slots (tenant_id, slot_id, service_id, starts_at, ends_at, capacity, resource_ids, session_key)
    values (${tenantId}, ${slot.slotId}, ${slot.serviceId}, ${slot.startsAt}, ${slot.endsAt}, ${slot.capacity}, ${slot.resourceIds}, ${slot.sessionKey})`;
}

/** Reserves a published session's resources by a claim of seat 0. @returns how many were won. */
export async function insertSlotClaims(
  sql: Connection,
  claims: { tenantId: string; slotId: string; resourceIds: string[]; sessionKey: string; capacity: number; startMs: number; endMs: number },
): Promise<number> {
  const won = await sql`
    insert into claims (tenant_id, resource_id, session_key, seat, capacity, during, expires_at, slot_id)
    select ${claims.tenantId}, resource_id, ${claims.sessionKey}, 0, ${claims.capacity},
      tstzrange(to_timestamp(${claims.startMs / 1000}::float8), to_timestamp(${claims.endMs / 1000}::float8)), 'infinity', ${claims.slotId}
    from unnest(${claims.resourceIds}::text[]) as resource_id
    order by resource_id collate "C"
    on conflict do nothing`;
  return won.count;
}

export async function findSlot(sql: Connection, tenantId: string, slotId: string): Promise<SlotRow | undefined> {
  const [row] = await sql<SlotRow[]>`
    select ${columns(sql)} from slots where tenant_id = ${tenantId} and slot_id = ${slotId} and withdrawn_at is null`;
  return row;
}

export interface SlotFilter {
  serviceId?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
  after?: { startsAt: Date; slotId: string } | undefined;
  limit: number;
}

/** Published sessions by start, the earliest first. */
export function listSlotRows(sql: Connection, tenantId: string, { serviceId, from, to, after, limit }: SlotFilter) {
  return sql<SlotRow[]>`
    select ${columns(sql)} from slots
    where tenant_id = ${tenantId} and withdrawn_at is null
      ${serviceId === undefined ? sql`` : sql`and service_id = ${serviceId}`}
      ${from === undefined ? sql`` : sql`and starts_at >= ${from}`}
      ${to === undefined ? sql`` : sql`and starts_at < ${to}`}
      ${after === undefined ? sql`` : sql`and (starts_at, slot_id) > (${after.startsAt}, ${after.slotId})`}
    order by starts_at, slot_id limit ${limit}`;
}

/** Takes back a session that nobody has a seat in: its reservation goes, and with it the chance to join. */
export async function withdrawSlotRow(sql: Connection, tenantId: string, slotId: string) {
  await sql`delete from claims where tenant_id = ${tenantId} and slot_id = ${slotId}`;
  await sql`update slots set withdrawn_at = holdfast_now() where tenant_id = ${tenantId} and slot_id = ${slotId}`;
}
