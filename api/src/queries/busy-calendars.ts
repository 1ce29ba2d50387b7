import type { Connection } from "../database/connect.js";

/** A calendar elsewhere, as its owner sees it. */
export interface BusyCalendarRow {
  resourceId: string;
  urlHost: string;
  /** Busy times that are not over. */
  busyTimes: number;
  dueAt: Date;
  lastTriedAt: Date | null;
  lastReadAt: Date | null;
  failingSince: Date | null;
  lastError: string | null;
  createdAt: Date;
  needsAttention: boolean;
}

/** How long nothing but failures is no reason to trouble anybody. */
const PATIENCE = "1 day";

const needsAttention = (sql: Connection) => sql`coalesce(c.failing_since <= holdfast_now() - ${PATIENCE}::interval, false)`;

const columns = (sql: Connection) => sql`
  c.resource_id, c.url_host, c.due_at, c.last_tried_at, c.last_read_at, c.failing_since, c.last_error, c.created_at, ${needsAttention(sql)} as needs_attention,
  (select count(*)::int from busy_times b where b.tenant_id = c.tenant_id and b.resource_id = c.resource_id and b.ends_at > holdfast_now()) as busy_times`;

/** Of resources that are in use. */
const tables = (sql: Connection) => sql`
  busy_calendars c join resources r on r.tenant_id = c.tenant_id and r.resource_id = c.resource_id and r.archived_at is null`;

export async function findBusyCalendar(sql: Connection, tenantId: string, resourceId: string): Promise<BusyCalendarRow | undefined> {
  const [row] = await sql<BusyCalendarRow[]>`select ${columns(sql)} from ${tables(sql)} where c.tenant_id = ${tenantId} and c.resource_id = ${resourceId}`;
  return row;
}

/** By resource. @param onlyNeedy - only those that need somebody. */
export function listBusyCalendarRows(sql: Connection, tenantId: string, { afterId = "", onlyNeedy, limit }: { afterId?: string | undefined; onlyNeedy: boolean; limit: number }) {
  return sql<BusyCalendarRow[]>`
    select ${columns(sql)} from ${tables(sql)}
    where c.tenant_id = ${tenantId} and c.resource_id > ${afterId} ${onlyNeedy ? sql`and ${needsAttention(sql)}` : sql``}
    order by c.resource_id limit ${limit}`;
}

/** The address of a resource's calendar, kept for this transaction. */
export async function lockBusyAddress(sql: Connection, tenantId: string, resourceId: string): Promise<string | undefined> {
  const [row] = await sql<{ urlJwe: string }[]>`select url_jwe from busy_calendars where tenant_id = ${tenantId} and resource_id = ${resourceId} for update`;
  return row?.urlJwe;
}

/** From now on this is a resource's calendar; what was known of the one before is forgotten. */
export async function putBusyCalendarRow(sql: Connection, tenantId: string, resourceId: string, { urlJwe, urlHost }: { urlJwe: string; urlHost: string }) {
  await sql`delete from busy_times where tenant_id = ${tenantId} and resource_id = ${resourceId}`;
  await sql`
    insert into busy_calendars (tenant_id, resource_id, url_jwe, url_host, due_at) values (${tenantId}, ${resourceId}, ${urlJwe}, ${urlHost}, holdfast_now())
    on conflict (tenant_id, resource_id) do update set url_jwe = excluded.url_jwe, url_host = excluded.url_host, source_no = busy_calendars.source_no + 1,
      etag = null, last_modified = null, known_until = null, due_at = excluded.due_at, last_tried_at = null, last_read_at = null,
      failing_since = null, failures = 0, last_error = null, created_at = holdfast_now()`;
}

/** Its times go with it. @returns whether there was one. */
export async function deleteBusyCalendarRow(sql: Connection, tenantId: string, resourceId: string): Promise<boolean> {
  return (await sql`delete from busy_calendars where tenant_id = ${tenantId} and resource_id = ${resourceId}`).count === 1;
}

// ---------------------------------------------------------------- reading

/** A calendar to be read, with all that this needs. */
export interface LeasedCalendar {
  tenantId: string;
  resourceId: string;
  urlJwe: string;
  /** Which of the resource's addresses this is. */
  sourceNo: number;
  etag: string | null;
  lastModified: string | null;
  knownUntil: Date | null;
  failures: number;
  timeZone: string;
  /** How far ahead the resource can be booked, in days. */
  horizonDays: number;
  /** The database's time. */
  now: Date;
}

/** What the services that need a resource say; what those say that owners make by default, where there is none. */
const leased = (sql: Connection) => sql`
  c.tenant_id, c.resource_id, c.url_jwe, c.source_no, c.etag, c.last_modified, c.known_until, c.failures, holdfast_now() as now,
  (select r.time_zone from resources r where r.tenant_id = c.tenant_id and r.resource_id = c.resource_id) as time_zone,
  coalesce((select max(s.horizon_days) from service_requirements q join services s on s.tenant_id = q.tenant_id and s.service_id = q.service_id and s.archived_at is null
    where q.tenant_id = c.tenant_id and q.resource_id = c.resource_id), 60) as horizon_days`;

/** Takes due calendars for a while: no other worker reads them, and should this one die, they are due again after `leaseSeconds`. */
export function leaseDueCalendars(sql: Connection, limit: number, leaseSeconds: number) {
  return sql<LeasedCalendar[]>`
    update busy_calendars c set due_at = holdfast_now() + make_interval(secs => ${leaseSeconds}), last_tried_at = holdfast_now()
    from (
      select d.tenant_id, d.resource_id from busy_calendars d
      join resources r on r.tenant_id = d.tenant_id and r.resource_id = d.resource_id and r.archived_at is null
      where d.due_at <= (select holdfast_now()) order by d.due_at limit ${limit} for update of d skip locked
    ) as due
    where c.tenant_id = due.tenant_id and c.resource_id = due.resource_id
    returning ${leased(sql)}`;
}

/** Takes one, due or not, unless somebody tried within the last `restSeconds`. */
export async function leaseCalendar(sql: Connection, tenantId: string, resourceId: string, { leaseSeconds, restSeconds }: { leaseSeconds: number; restSeconds: number }): Promise<LeasedCalendar | undefined> {
  const [row] = await sql<LeasedCalendar[]>`
    update busy_calendars c set due_at = holdfast_now() + make_interval(secs => ${leaseSeconds}), last_tried_at = holdfast_now()
    where c.tenant_id = ${tenantId} and c.resource_id = ${resourceId}
      and (c.last_tried_at is null or c.last_tried_at <= holdfast_now() - make_interval(secs => ${restSeconds}))
    returning ${leased(sql)}`;
  return row;
}

type Source = Pick<LeasedCalendar, "tenantId" | "resourceId" | "sourceNo">;

const source = (sql: Connection, { tenantId, resourceId, sourceNo }: Source) => sql`tenant_id = ${tenantId} and resource_id = ${resourceId} and source_no = ${sourceNo}`;

/**
 * It was read, and is due again after a while.
 * @param read - what the answer was known by and until when it was worked out; undefined where nothing had changed.
 * @returns false where the resource has another address by now: what was read is worth nothing.
 */
export async function noteRead(sql: Connection, of: Source, nextMs: number, read?: { etag: string | null; lastModified: string | null; knownUntil: Date }): Promise<boolean> {
  const noted = await sql`
    update busy_calendars set last_read_at = holdfast_now(), due_at = holdfast_now() + make_interval(secs => ${nextMs / 1000}), failing_since = null, failures = 0, last_error = null
      ${read ? sql`, etag = ${read.etag}, last_modified = ${read.lastModified}, known_until = ${read.knownUntil}` : sql``}
    where ${source(sql, of)}`;
  return noted.count === 1;
}

/** It could not be read; what is known of it stays. */
export async function noteUnread(sql: Connection, of: Source, nextMs: number, error: string) {
  await sql`
    update busy_calendars set failing_since = coalesce(failing_since, holdfast_now()), failures = failures + 1, last_error = ${error},
      due_at = holdfast_now() + make_interval(secs => ${nextMs / 1000})
    where ${source(sql, of)}`;
}
