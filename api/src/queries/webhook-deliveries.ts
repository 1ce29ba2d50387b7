import type { WebhookEventView } from "../contract/events.js";
import type { DeliveryStatus } from "../contract/webhook-endpoints.js";
import type { Connection } from "../database/connect.js";

export interface WebhookDeliveryRow {
  endpointId: string;
  eventId: string;
  status: DeliveryStatus;
  payload: string;
  attempts: number;
  dueAt: Date | null;
  createdAt: Date;
  endedAt: Date | null;
  lastAttemptAt: Date | null;
  lastStatus: number | null;
  lastError: string | null;
  lastResponse: string | null;
  lastDurationMs: number | null;
}

const columns = (sql: Connection) => sql`
  d.endpoint_id, d.event_id, d.status, e.payload, d.attempts, d.due_at, d.created_at, d.ended_at, d.last_attempt_at, d.last_status,
  d.last_error, d.last_response, d.last_duration_ms`;

export interface DeliveryFilter {
  eventId?: string | undefined;
  status?: DeliveryStatus | undefined;
  type?: WebhookEventView["type"] | undefined;
  from?: string | undefined;
  to?: string | undefined;
  after?: { date: Date; id: string } | undefined;
  limit: number;
}

/** What was left for an endpoint, the newest first. */
export function listDeliveryRows(sql: Connection, tenantId: string, endpointId: string, filter: DeliveryFilter) {
  const only = (condition: unknown, fragment: () => ReturnType<typeof sql>) => (condition === undefined ? sql`` : fragment());
  return sql<WebhookDeliveryRow[]>`
    select ${columns(sql)} from webhook_deliveries d
    join events e on e.tenant_id = d.tenant_id and e.event_id = d.event_id
    where d.tenant_id = ${tenantId} and d.endpoint_id = ${endpointId}
      ${only(filter.eventId, () => sql`and d.event_id = ${filter.eventId!}`)}
      ${only(filter.status, () => sql`and d.status = ${filter.status!}`)}
      ${only(filter.type, () => sql`and e.type = ${filter.type!}`)}
      ${only(filter.from, () => sql`and d.created_at >= ${filter.from!}`)}
      ${only(filter.to, () => sql`and d.created_at < ${filter.to!}`)}
      ${only(filter.after, () => sql`and (d.created_at, d.event_id) < (${filter.after!.date}, ${filter.after!.id})`)}
    order by d.created_at desc, d.event_id desc
    limit ${filter.limit}`;
}

/** An event for one endpoint alone, whatever it listens to. */
export async function insertTestEvent(sql: Connection, event: { tenantId: string; endpointId: string; eventId: string; type: string; payload: string; createdAt: Date }) {
  const { tenantId, endpointId, eventId, type, payload, createdAt } = event;
  await sql`insert into events (tenant_id, event_id, type, payload, created_at) values (${tenantId}, ${eventId}, ${type}, ${payload}, ${createdAt})`;
  await sql`
    insert into webhook_deliveries (tenant_id, endpoint_id, event_id, due_at, created_at)
    values (${tenantId}, ${endpointId}, ${eventId}, ${createdAt}, ${createdAt})`;
}

/** Begins a delivery anew, with all its tries. @returns whether there is such a one. */
export async function replayDeliveryRow(sql: Connection, tenantId: string, endpointId: string, eventId: string): Promise<boolean> {
  const replayed = await sql`
    update webhook_deliveries set status = 'pending', due_at = holdfast_now(), tries = 0, ended_at = null
    where tenant_id = ${tenantId} and endpoint_id = ${endpointId} and event_id = ${eventId}`;
  return replayed.count === 1;
}

// ---------------------------------------------------------------- delivering

/** A delivery with all that a try needs. */
export interface LeasedDelivery {
  tenantId: string;
  endpointId: string;
  eventId: string;
  payload: string;
  url: string;
  /** This try included. */
  attempts: number;
  /** Of those the ones since it was begun anew. */
  tries: number;
  /** Secrets that are good now, the newest first. */
  secretJwes: string[];
  /** The database's time. */
  now: Date;
}

export interface Lease {
  limit: number;
  /** Most of one endpoint. */
  perEndpoint: number;
  /** Endpoints that have enough under way. */
  busy: readonly string[];
  leaseSeconds: number;
}

/** How many of those that are due longest are looked at, so that one endpoint's thousands hide nobody else's. */
const LOOKED_AT = 1000;

/**
 * Takes due deliveries for a while: no other worker gets them, and should this one die, they are due again after
 * `leaseSeconds`. So an event arrives at least once. Those of endpoints that are disabled are not taken.
 */
export function leaseDeliveries(sql: Connection, { limit, perEndpoint, busy, leaseSeconds }: Lease) {
  return sql<LeasedDelivery[]>`
    update webhook_deliveries d set attempts = d.attempts + 1, tries = d.tries + 1, due_at = holdfast_now() + make_interval(secs => ${leaseSeconds})
    from (
      select d.tenant_id, d.endpoint_id, d.event_id
      from (
        select *, row_number() over (partition by tenant_id, endpoint_id order by due_at) as nth
        from (
          select tenant_id, endpoint_id, event_id, due_at from webhook_deliveries
          where due_at <= (select holdfast_now()) and endpoint_id <> all(${busy as string[]}::text[])
          order by due_at limit ${LOOKED_AT}
        ) as longest
      ) as seen
      join webhook_deliveries d on d.tenant_id = seen.tenant_id and d.endpoint_id = seen.endpoint_id and d.event_id = seen.event_id
      where seen.nth <= ${perEndpoint} and d.due_at <= holdfast_now()
      order by d.due_at limit ${limit} for update of d skip locked
    ) as due
    join webhook_endpoints w on w.tenant_id = due.tenant_id and w.endpoint_id = due.endpoint_id
    join events e on e.tenant_id = due.tenant_id and e.event_id = due.event_id
    where d.tenant_id = due.tenant_id and d.endpoint_id = due.endpoint_id and d.event_id = due.event_id
      and w.disabled_at is null and w.deleted_at is null
    returning d.tenant_id, d.endpoint_id, d.event_id, e.payload, w.url, d.attempts, d.tries, holdfast_now() as now,
      array(select s.secret_jwe from webhook_secrets s where s.tenant_id = d.tenant_id and s.endpoint_id = d.endpoint_id
        and s.valid_until > holdfast_now() order by s.secret_no desc) as secret_jwes`;
}

/**
 * What was left for an endpoint in the moment that it was disabled waits, like the rest. The endpoints are locked, so
 * that none of them is enabled between the look and the change.
 */
export async function parkDeliveries(sql: Connection) {
  await sql`
    update webhook_deliveries d set due_at = null
    from (
      select w.tenant_id, w.endpoint_id from webhook_endpoints w
      where (w.disabled_at is not null or w.deleted_at is not null) and (w.tenant_id, w.endpoint_id) in (
        select tenant_id, endpoint_id from webhook_deliveries where due_at <= (select holdfast_now()) order by due_at limit ${LOOKED_AT})
      for no key update of w skip locked
    ) as off
    where d.tenant_id = off.tenant_id and d.endpoint_id = off.endpoint_id and d.due_at is not null`;
}

export interface Attempt {
  status: number | null;
  error: string | null;
  response: string | null;
  durationMs: number;
}

/**
 * Notes how a try ended: delivered, failed for good, or due again.
 * @returns false where another try has begun meanwhile, whose outcome it is then.
 */
export async function noteAttempt(
  sql: Connection,
  { tenantId, endpointId, eventId, attempts, now }: LeasedDelivery,
  attempt: Attempt,
  outcome: { status: "delivered" | "failed" } | { retryDelayMs: number },
): Promise<boolean> {
  const ended = "status" in outcome;
  const noted = await sql`
    update webhook_deliveries set last_attempt_at = ${now}, last_status = ${attempt.status}, last_error = ${attempt.error},
      last_response = ${attempt.response}, last_duration_ms = ${attempt.durationMs},
      status = ${ended ? outcome.status : "pending"},
      ended_at = ${ended ? sql`holdfast_now()` : null},
      due_at = ${ended ? null : sql`holdfast_now() + make_interval(secs => ${outcome.retryDelayMs / 1000})`}
    where tenant_id = ${tenantId} and endpoint_id = ${endpointId} and event_id = ${eventId} and attempts = ${attempts}`;
  return noted.count === 1;
}
