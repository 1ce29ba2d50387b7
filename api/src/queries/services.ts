import type { Question } from "../contract/services.js";
import type { Connection } from "../database/connect.js";
import type { CancellationTier } from "../domain/cancellation.js";

/** What is stored of a service itself. */
export interface ServiceFields {
  name: string;
  description: string;
  currency: string;
  /** The first is the default. */
  durations: { minutes: number; amountMinor: number }[];
  capacity: number;
  bufferBeforeMinutes: number;
  bufferAfterMinutes: number;
  intervalMinutes: number;
  minNoticeMinutes: number;
  horizonDays: number;
  holdSeconds: number;
  taxPercent: number | null;
  reminderMinutes: number | null;
  requiresApproval: boolean;
  cancellation: CancellationTier[];
  questions: Question[];
  active: boolean;
}

export interface ServiceRow extends Omit<ServiceFields, "taxPercent"> {
  serviceId: string;
  /** PostgreSQL's numeric, as text. */
  taxPercent: string | null;
  tenantTimeZone: string;
  candidates: { position: number; name: string | null; id: string; resourceName: string; timeZone: string }[] | null;
}

const columns = (sql: Connection) => sql`
  s.service_id, s.name, s.description, s.currency, s.durations, s.capacity, s.buffer_before_minutes, s.buffer_after_minutes,
  s.interval_minutes, s.min_notice_minutes, s.horizon_days, s.hold_seconds, s.tax_percent, s.reminder_minutes, s.requires_approval, s.cancellation, s.questions, s.active,
  (select t.time_zone from tenants t where t.tenant_id = s.tenant_id) as tenant_time_zone,
  (select json_agg(json_build_object('position', q.position, 'name', q.name, 'id', r.resource_id, 'resourceName', r.name,
      'timeZone', r.time_zone) order by q.position, q.rank)
    from service_requirements q
    join resources r on r.tenant_id = q.tenant_id and r.resource_id = q.resource_id and r.archived_at is null
    where q.tenant_id = s.tenant_id and q.service_id = s.service_id) as candidates`;

export async function findService(sql: Connection, tenantId: string, serviceId: string): Promise<ServiceRow | undefined> {
  const [row] = await sql<ServiceRow[]>`
    select ${columns(sql)} from services s
    where s.tenant_id = ${tenantId} and s.service_id = ${serviceId} and s.archived_at is null`;
  return row;
}

/** Keeps a service for this transaction, without keeping anybody from holding it. @returns whether there is one. */
export async function lockService(sql: Connection, tenantId: string, serviceId: string): Promise<boolean> {
  const locked = await sql`
    select from services where tenant_id = ${tenantId} and service_id = ${serviceId} and archived_at is null for no key update`;
  return locked.count === 1;
}

/** Services by id, the oldest first; hidden ones only for their owner. */
export function listServices(sql: Connection, tenantId: string, { afterId = "", limit, hidden }: { afterId?: string | undefined; limit: number; hidden: boolean }) {
  return sql<ServiceRow[]>`
    select ${columns(sql)} from services s
    where s.tenant_id = ${tenantId} and s.archived_at is null and s.service_id > ${afterId} ${hidden ? sql`` : sql`and s.active`}
    order by s.service_id limit ${limit}`;
}

const values = (sql: Connection, fields: ServiceFields) => ({
  ...fields,
  durations: sql.json(fields.durations) as never,
  cancellation: sql.json(fields.cancellation.map((tier) => ({ ...tier }))) as never,
  questions: sql.json(fields.questions.map((question) => ({ ...question })) as never) as never,
});

export async function insertService(sql: Connection, tenantId: string, serviceId: string, fields: ServiceFields) {
  await sql`insert into services ${sql({ tenantId, serviceId, ...values(sql, fields) })}`;
}

export async function updateServiceRow(sql: Connection, tenantId: string, serviceId: string, fields: ServiceFields) {
  await sql`update services set ${sql(values(sql, fields))} where tenant_id = ${tenantId} and service_id = ${serviceId}`;
}

/** Which resources a service takes: one of each pool. Replaces what there was. */
export async function putRequirements(sql: Connection, tenantId: string, serviceId: string, pools: readonly { name: string | null; resourceIds: string[] }[]) {
  await sql`delete from service_requirements where tenant_id = ${tenantId} and service_id = ${serviceId}`;
  const rows = pools.flatMap(({ name, resourceIds }, position) => resourceIds.map((resourceId, rank) => ({ tenantId, serviceId, position, resourceId, name, rank })));
  await sql`insert into service_requirements ${sql(rows)}`;
}

/** @returns whether there is such a service, archived now or before. */
export async function archiveServiceRow(sql: Connection, tenantId: string, serviceId: string): Promise<boolean> {
  const archived = await sql`
    update services set archived_at = coalesce(archived_at, holdfast_now())
    where tenant_id = ${tenantId} and service_id = ${serviceId}`;
  return archived.count === 1;
}
