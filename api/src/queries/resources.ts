import type { WeeklyHours } from "../domain/hours.js";
import type { Connection } from "../database/connect.js";

export interface ResourceRow {
  resourceId: string;
  name: string;
  description: string;
  timeZone: string;
  weekly: WeeklyHours;
}

const columns = (sql: Connection) => sql`resource_id, name, description, time_zone, weekly`;

export async function insertResource(sql: Connection, tenantId: string, resource: ResourceRow): Promise<ResourceRow> {
  const [row] = await sql<ResourceRow[]>`
    insert into resources (tenant_id, resource_id, name, description, time_zone, weekly)
    values (${tenantId}, ${resource.resourceId}, ${resource.name}, ${resource.description}, ${resource.timeZone}, ${sql.json({ ...resource.weekly })})
    returning ${columns(sql)}`;
  return row!;
}

export async function findResource(sql: Connection, tenantId: string, resourceId: string): Promise<ResourceRow | undefined> {
  const [row] = await sql<ResourceRow[]>`
    select ${columns(sql)} from resources
    where tenant_id = ${tenantId} and resource_id = ${resourceId} and archived_at is null`;
  return row;
}

/** Resources by id, the oldest first. */
export function listResources(sql: Connection, tenantId: string, { afterId = "", limit }: { afterId?: string | undefined; limit: number }) {
  return sql<ResourceRow[]>`
    select ${columns(sql)} from resources
    where tenant_id = ${tenantId} and archived_at is null and resource_id > ${afterId} order by resource_id limit ${limit}`;
}

/** Changes what is named; undefined where there is no such resource. */
export async function updateResourceRow(
  sql: Connection,
  tenantId: string,
  resourceId: string,
  change: { name?: string | undefined; description?: string | undefined; timeZone?: string | undefined; weekly?: WeeklyHours | undefined },
): Promise<ResourceRow | undefined> {
  const [row] = await sql<ResourceRow[]>`
    update resources set name = coalesce(${change.name ?? null}, name), description = coalesce(${change.description ?? null}, description),
      time_zone = coalesce(${change.timeZone ?? null}, time_zone),
      weekly = coalesce(${change.weekly ? sql.json({ ...change.weekly }) : null}::jsonb, weekly)
    where tenant_id = ${tenantId} and resource_id = ${resourceId} and archived_at is null
    returning ${columns(sql)}`;
  return row;
}

/** Which of these exist and can be used; locked against being archived until the transaction ends. */
export async function lockResources(sql: Connection, tenantId: string, resourceIds: string[]): Promise<Set<string>> {
  const rows = await sql<{ resourceId: string }[]>`
    select resource_id from resources
    where tenant_id = ${tenantId} and resource_id = any(${resourceIds}) and archived_at is null
    order by resource_id for share`;
  return new Set(rows.map(({ resourceId }) => resourceId));
}

/** Services that would have nothing to choose from without this resource. */
export async function findServicesThatNeed(sql: Connection, tenantId: string, resourceId: string) {
  return sql<{ serviceId: string; name: string }[]>`
    select distinct s.service_id, s.name from service_requirements q
    join services s on s.tenant_id = q.tenant_id and s.service_id = q.service_id and s.archived_at is null
    where q.tenant_id = ${tenantId} and q.resource_id = ${resourceId}
      and not exists (
        select from service_requirements o
        join resources r on r.tenant_id = o.tenant_id and r.resource_id = o.resource_id and r.archived_at is null
        where o.tenant_id = q.tenant_id and o.service_id = q.service_id and o.position = q.position and o.resource_id <> q.resource_id)`;
}

/** @returns whether there was such a resource. */
export async function archiveResourceRow(sql: Connection, tenantId: string, resourceId: string): Promise<boolean> {
  const archived = await sql`
    update resources set archived_at = holdfast_now()
    where tenant_id = ${tenantId} and resource_id = ${resourceId} and archived_at is null`;
  return archived.count === 1;
}
