import type { Connection } from "../database/connect.js";
import type { Interval } from "../domain/hours.js";

export interface BusyTimeRow {
  resourceId: string;
  startsAt: Date;
  endsAt: Date;
}

/** By start. */
export function listBusyTimeRows(sql: Connection, tenantId: string, filter: { resourceId?: string | undefined; from: string; to: string; after?: { date: Date; id: string } | undefined; limit: number }) {
  return sql<BusyTimeRow[]>`
    select b.resource_id, b.starts_at, b.ends_at from busy_times b
    join resources r on r.tenant_id = b.tenant_id and r.resource_id = b.resource_id and r.archived_at is null
    where b.tenant_id = ${tenantId} and b.starts_at < ${filter.to} and b.ends_at > ${filter.from}
      ${filter.resourceId === undefined ? sql`` : sql`and b.resource_id = ${filter.resourceId}`}
      ${filter.after ? sql`and (b.starts_at, b.resource_id) > (${filter.after.date}, ${filter.after.id})` : sql``}
    order by b.starts_at, b.resource_id limit ${filter.limit}`;
}

/** A resource is busy at these times and at no others. @returns whether that changes anything. */
export async function replaceBusyTimes(sql: Connection, tenantId: string, resourceId: string, times: readonly Interval[]): Promise<boolean> {
  const seconds = (ms: readonly number[]) => ms.map((each) => each / 1000);
  const fresh = sql`
    select to_timestamp(starts) as starts_at, to_timestamp(ends) as ends_at
    from unnest(${seconds(times.map(({ startMs }) => startMs))}::float8[], ${seconds(times.map(({ endMs }) => endMs))}::float8[]) as t(starts, ends)`;
  const gone = await sql`
    with fresh as (${fresh})
    delete from busy_times b where b.tenant_id = ${tenantId} and b.resource_id = ${resourceId}
      and not exists (select from fresh f where f.starts_at = b.starts_at and f.ends_at = b.ends_at)`;
  const added = await sql`
    with fresh as (${fresh})
    insert into busy_times (tenant_id, resource_id, starts_at, ends_at)
    select ${tenantId}, ${resourceId}, f.starts_at, f.ends_at from fresh f
    on conflict (tenant_id, resource_id, starts_at) do nothing`;
  return gone.count + added.count > 0;
}
