import type { Connection } from "../database/connect.js";
import type { WallWindow } from "../domain/hours.js";

export interface OverrideRow {
  overrideId: string;
  resourceId: string;
  date: string;
  windows: WallWindow[];
  note: string | null;
}

const columns = (sql: Connection) => sql`override_id, resource_id, date, windows, note`;

/** A date has one override: `resource_overrides_one_per_date`. */
export async function insertOverride(sql: Connection, tenantId: string, override: OverrideRow): Promise<OverrideRow> {
  const [row] = await sql<OverrideRow[]>`
    insert into resource_overrides (tenant_id, override_id, resource_id, date, windows, note)
    values (${tenantId}, ${override.overrideId}, ${override.resourceId}, ${override.date}, ${sql.json(override.windows)}, ${override.note})
    returning ${columns(sql)}`;
  return row!;
}

/** Overrides by date, the earliest first. */
export function listOverrides(
  sql: Connection,
  tenantId: string,
  resourceId: string,
  { from, to, afterDate, limit }: { from?: string | undefined; to?: string | undefined; afterDate?: string | undefined; limit: number },
) {
  return sql<OverrideRow[]>`
    select ${columns(sql)} from resource_overrides
    where tenant_id = ${tenantId} and resource_id = ${resourceId}
      and date >= ${from ?? "0001-01-01"}::date and date <= ${to ?? "9999-12-31"}::date and date > ${afterDate ?? "0001-01-01"}::date
    order by date limit ${limit}`;
}

/** @returns whether there was one. */
export async function deleteOverrideRow(sql: Connection, tenantId: string, resourceId: string, overrideId: string): Promise<boolean> {
  const deleted = await sql`
    delete from resource_overrides
    where tenant_id = ${tenantId} and resource_id = ${resourceId} and override_id = ${overrideId}`;
  return deleted.count === 1;
}
