import type { Connection } from "../database/connect.js";

export interface BlockRow {
  blockId: string;
  resourceId: string;
  startsAt: Date;
  endsAt: Date;
  reason: string | null;
  createdAt: Date;
}

const columns = (sql: Connection) => sql`block_id, resource_id, starts_at, ends_at, reason, created_at`;

export async function insertBlock(sql: Connection, tenantId: string, block: Omit<BlockRow, "createdAt">): Promise<BlockRow> {
  const [row] = await sql<BlockRow[]>`
    insert into blocks (tenant_id, block_id, resource_id, starts_at, ends_at, reason)
    values (${tenantId}, ${block.blockId}, ${block.resourceId}, ${block.startsAt}, ${block.endsAt}, ${block.reason})
    returning ${columns(sql)}`;
  return row!;
}

/**
 * Keeps the resource for a block, by a claim whose session is nobody else's: `claims_one_session_at_a_time` lets no seat
 * of any session beside it. Who races for the time waits here. @returns whether it was won.
 */
export async function insertBlockClaim(sql: Connection, tenantId: string, { blockId, resourceId, startsAt, endsAt }: Omit<BlockRow, "createdAt">): Promise<boolean> {
  const won = await sql`
    insert into claims (tenant_id, resource_id, session_key, seat, capacity, during, expires_at, block_id)
    values (${tenantId}, ${resourceId}, gen_random_uuid(), 0, 0, tstzrange(${startsAt}, ${endsAt}), 'infinity', ${blockId})
    on conflict do nothing`;
  return won.count === 1;
}

export interface BlockFilter {
  resourceId?: string | undefined;
  /** Only those that end after … */
  from?: string | undefined;
  /** … and begin before. */
  to?: string | undefined;
  after?: { startsAt: Date; blockId: string } | undefined;
  limit: number;
}

/** Blocks by start, the earliest first. */
export function listBlocks(sql: Connection, tenantId: string, { resourceId, from, to, after, limit }: BlockFilter) {
  return sql<BlockRow[]>`
    select ${columns(sql)} from blocks
    where tenant_id = ${tenantId}
      ${resourceId === undefined ? sql`` : sql`and resource_id = ${resourceId}`}
      ${from === undefined ? sql`` : sql`and ends_at > ${from}`}
      ${to === undefined ? sql`` : sql`and starts_at < ${to}`}
      ${after === undefined ? sql`` : sql`and (starts_at, block_id) > (${after.startsAt}, ${after.blockId})`}
    order by starts_at, block_id limit ${limit}`;
}

/** Gives the time back. @returns what it was, or undefined where there is no such block. */
export async function deleteBlockRow(sql: Connection, tenantId: string, blockId: string): Promise<BlockRow | undefined> {
  await sql`delete from claims where tenant_id = ${tenantId} and block_id = ${blockId}`;
  const [row] = await sql<BlockRow[]>`
    delete from blocks where tenant_id = ${tenantId} and block_id = ${blockId} returning ${columns(sql)}`;
  return row;
}

export interface InTheWayRow {
  kind: "booking" | "hold" | "slot" | "block";
  id: string;
  startsAt: Date;
  endsAt: Date;
  reference: string | null;
}

/** Whose claims keep a resource between two instants, each once, by start. */
export function findInTheWay(sql: Connection, tenantId: string, { resourceId, startsAt, endsAt }: Pick<BlockRow, "resourceId" | "startsAt" | "endsAt">, limit: number) {
  return sql<InTheWayRow[]>`
    select case when b.booking_id is not null then 'booking' when c.hold_id is not null then 'hold' when c.slot_id is not null then 'slot' else 'block' end as kind,
      coalesce(b.booking_id, c.hold_id, c.slot_id, c.block_id) as id, coalesce(h.starts_at, s.starts_at, k.starts_at) as starts_at,
      coalesce(h.ends_at, s.ends_at, k.ends_at) as ends_at, b.reference
    from (
      select distinct hold_id, slot_id, block_id from claims
      where tenant_id = ${tenantId} and resource_id = ${resourceId} and during && tstzrange(${startsAt}, ${endsAt}) and expires_at > holdfast_now()
    ) as c
    left join holds h on h.tenant_id = ${tenantId} and h.hold_id = c.hold_id
    left join bookings b on b.tenant_id = ${tenantId} and b.hold_id = c.hold_id
    left join slots s on s.tenant_id = ${tenantId} and s.slot_id = c.slot_id
    left join blocks k on k.tenant_id = ${tenantId} and k.block_id = c.block_id
    order by 3, 2 limit ${limit}`;
}
