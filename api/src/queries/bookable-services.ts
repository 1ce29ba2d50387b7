import type { Connection } from "../database/connect.js";
import type { WeeklyHours } from "../domain/hours.js";
import type { ServiceFields } from "./services.js";

/** A service with everything that deciding about a slot needs. */
export interface BookableService extends Omit<ServiceFields, "description"> {
  serviceId: string;
  archived: boolean;
  /** How many live holds the tenant grants one browser. */
  liveHoldsPerClient: number;
  /** One pool each, candidates in the owner's order. */
  requirements: { resourceIds: string[] }[];
  resources: Map<string, { name: string; timeZone: string; weekly: WeeklyHours }>;
  /** The zone of its first resource. */
  timeZone: string;
}

/** One that was read just now. */
export interface ReadService extends BookableService {
  /** The database's time when it was read. */
  now: Date;
}

interface Row extends Omit<ReadService, "requirements" | "resources" | "timeZone" | "taxPercent"> {
  taxPercent: string | null;
  tenantTimeZone: string;
  candidates: { position: number; id: string; name: string; timeZone: string; weekly: WeeklyHours }[] | null;
}

export async function findBookableService(sql: Connection, tenantId: string, serviceId: string): Promise<ReadService | undefined> {
  const [service] = await findBookableServices(sql, [{ tenantId, serviceId }]);
  return service;
}

/** Several at once, each with its index in `asked`. */
export async function findBookableServices(sql: Connection, asked: readonly { tenantId: string; serviceId: string }[]): Promise<(ReadService & { i: number })[]> {
  const rows = await sql<(Row & { i: number })[]>`
    select q.i::int - 1 as i, s.service_id, s.name, s.currency, s.durations, s.capacity, s.buffer_before_minutes, s.buffer_after_minutes,
      s.interval_minutes, s.min_notice_minutes, s.horizon_days, s.hold_seconds, s.tax_percent, s.requires_approval, s.cancellation, s.questions,
      s.active, s.archived_at is not null as archived, t.live_holds_per_client, t.time_zone as tenant_time_zone,
      holdfast_now() as now,
      (select json_agg(json_build_object('position', q.position, 'id', r.resource_id, 'name', r.name,
          'timeZone', r.time_zone, 'weekly', r.weekly) order by q.position, q.rank)
        from service_requirements q
        join resources r on r.tenant_id = q.tenant_id and r.resource_id = q.resource_id and r.archived_at is null
        where q.tenant_id = s.tenant_id and q.service_id = s.service_id) as candidates
    from unnest(${asked.map(({ tenantId }) => tenantId)}::text[], ${asked.map(({ serviceId }) => serviceId)}::text[]) with ordinality as q(tenant_id, service_id, i)
    join services s on s.tenant_id = q.tenant_id and s.service_id = q.service_id
    join tenants t on t.tenant_id = s.tenant_id`;
  return rows.map(serviceOf);
}

function serviceOf(row: Row & { i: number }): ReadService & { i: number } {
  const { candidates, tenantTimeZone, taxPercent, ...service } = row;
  const requirements: { resourceIds: string[] }[] = [];
  const resources: BookableService["resources"] = new Map();
  for (const { position, id, name, timeZone, weekly } of candidates ?? []) {
    (requirements[position] ??= { resourceIds: [] }).resourceIds.push(id);
    resources.set(id, { name, timeZone, weekly });
  }
  // A pool whose every resource was archived has nothing to choose from.
  for (let position = 0; position < requirements.length; position++) requirements[position] ??= { resourceIds: [] };
  return {
    ...service,
    taxPercent: taxPercent === null ? null : Number(taxPercent),
    requirements,
    resources,
    timeZone: candidates?.[0]?.timeZone ?? tenantTimeZone,
  };
}
