import type { Connection } from "../database/connect.js";

/** Names and zones of these resources, archived ones too: what is held or booked keeps its name. */
export async function findResourceNames(sql: Connection, tenantId: string, resourceIds: string[]) {
  const rows = await sql<{ resourceId: string; name: string; timeZone: string }[]>`
    select resource_id, name, time_zone from resources
    where tenant_id = ${tenantId} and resource_id = any(${resourceIds})`;
  return new Map(rows.map(({ resourceId, name, timeZone }) => [resourceId, { name, timeZone }]));
}
