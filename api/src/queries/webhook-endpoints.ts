import type { EventType } from "../contract/events.js";
import type { DisabledReason } from "../contract/webhook-endpoints.js";
import type { Connection } from "../database/connect.js";

export interface WebhookEndpointRow {
  tenantId: string;
  endpointId: string;
  url: string;
  description: string | null;
  events: (EventType | "*")[];
  failingSince: Date | null;
  failures: number;
  disabledAt: Date | null;
  disabledReason: DisabledReason | null;
  createdAt: Date;
  /** Until when a secret before the present one is good; null where there is none. */
  previousSecretValidUntil: Date | null;
}

const columns = (sql: Connection) => sql`
  e.tenant_id, e.endpoint_id, e.url, e.description, e.events, e.failing_since, e.failures, e.disabled_at, e.disabled_reason, e.created_at,
  (select max(s.valid_until) from webhook_secrets s where s.tenant_id = e.tenant_id and s.endpoint_id = e.endpoint_id
    and s.valid_until < 'infinity' and s.valid_until > holdfast_now()) as previous_secret_valid_until`;

/** How many a tenant has, one request at a time: the count is true until the transaction ends. */
export async function countEndpoints(sql: Connection, tenantId: string): Promise<number> {
  await sql`select from tenants where tenant_id = ${tenantId} for no key update`;
  const [row] = await sql<[{ count: number }]>`select count(*)::int as count from webhook_endpoints where tenant_id = ${tenantId} and deleted_at is null`;
  return row.count;
}

export async function insertEndpoint(sql: Connection, endpoint: Pick<WebhookEndpointRow, "tenantId" | "endpointId" | "url" | "description" | "events">) {
  await sql`
    insert into webhook_endpoints (tenant_id, endpoint_id, url, description, events)
    values (${endpoint.tenantId}, ${endpoint.endpointId}, ${endpoint.url}, ${endpoint.description}, ${endpoint.events})`;
}

export async function findEndpoint(sql: Connection, tenantId: string, endpointId: string): Promise<WebhookEndpointRow | undefined> {
  const [row] = await sql<WebhookEndpointRow[]>`
    select ${columns(sql)} from webhook_endpoints e where e.tenant_id = ${tenantId} and e.endpoint_id = ${endpointId} and e.deleted_at is null`;
  return row;
}

/** Reads an endpoint and keeps it for this transaction, without keeping anybody from leaving events for it. */
export async function lockEndpoint(sql: Connection, tenantId: string, endpointId: string): Promise<WebhookEndpointRow | undefined> {
  const locked = await sql`
    select from webhook_endpoints where tenant_id = ${tenantId} and endpoint_id = ${endpointId} and deleted_at is null for no key update`;
  return locked.count === 0 ? undefined : findEndpoint(sql, tenantId, endpointId);
}

/** Endpoints by id, the oldest first. */
export function listEndpointRows(sql: Connection, tenantId: string, { afterId = "", limit }: { afterId?: string | undefined; limit: number }) {
  return sql<WebhookEndpointRow[]>`
    select ${columns(sql)} from webhook_endpoints e
    where e.tenant_id = ${tenantId} and e.deleted_at is null and e.endpoint_id > ${afterId} order by e.endpoint_id limit ${limit}`;
}

export type EndpointChange = Partial<Pick<WebhookEndpointRow, "url" | "events" | "description">>;

/** Changes what is named, and nothing else. */
export async function updateEndpointRow(sql: Connection, tenantId: string, endpointId: string, change: EndpointChange) {
  const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
  if (Object.keys(given).length === 0) return;
  await sql`update webhook_endpoints set ${sql(given)} where tenant_id = ${tenantId} and endpoint_id = ${endpointId}`;
}

/** Sends nothing more, and lets what is due wait. @returns false where it was disabled before. */
export async function disableEndpoint(sql: Connection, tenantId: string, endpointId: string, reason: DisabledReason): Promise<boolean> {
  const disabled = await sql`
    update webhook_endpoints set disabled_at = holdfast_now(), disabled_reason = ${reason}
    where tenant_id = ${tenantId} and endpoint_id = ${endpointId} and disabled_at is null`;
  if (disabled.count === 0) return false;
  await sql`update webhook_deliveries set due_at = null where tenant_id = ${tenantId} and endpoint_id = ${endpointId} and due_at is not null`;
  return true;
}

/** Begins anew: what waited is due. Nothing where it is enabled. */
export async function enableEndpoint(sql: Connection, tenantId: string, endpointId: string) {
  const enabled = await sql`
    update webhook_endpoints set disabled_at = null, disabled_reason = null, failing_since = null, failures = 0
    where tenant_id = ${tenantId} and endpoint_id = ${endpointId} and disabled_at is not null`;
  if (enabled.count === 0) return;
  await sql`
    update webhook_deliveries set due_at = holdfast_now(), tries = 0
    where tenant_id = ${tenantId} and endpoint_id = ${endpointId} and status = 'pending' and due_at is null`;
}

/** Takes an endpoint away, with its secrets and what was sent to it. @returns whether there was one. */
export async function deleteEndpointRow(sql: Connection, tenantId: string, endpointId: string): Promise<boolean> {
  const deleted = await sql`
    update webhook_endpoints set deleted_at = holdfast_now() where tenant_id = ${tenantId} and endpoint_id = ${endpointId} and deleted_at is null`;
  if (deleted.count === 0) return false;
  await sql`delete from webhook_secrets where tenant_id = ${tenantId} and endpoint_id = ${endpointId}`;
  await sql`delete from webhook_deliveries where tenant_id = ${tenantId} and endpoint_id = ${endpointId}`;
  return true;
}

/** It answered as it should. */
export async function noteSuccess(sql: Connection, tenantId: string, endpointId: string) {
  await sql`
    update webhook_endpoints set failing_since = null, failures = 0
    where tenant_id = ${tenantId} and endpoint_id = ${endpointId} and failing_since is not null`;
}

/** It did not. @returns how often, and for how long in seconds, it has done nothing else. */
export async function noteFailure(sql: Connection, tenantId: string, endpointId: string): Promise<{ failures: number; failingSeconds: number }> {
  const [row] = await sql<{ failures: number; failingSeconds: number }[]>`
    update webhook_endpoints set failures = failures + 1, failing_since = coalesce(failing_since, holdfast_now())
    where tenant_id = ${tenantId} and endpoint_id = ${endpointId}
    returning failures, extract(epoch from holdfast_now() - failing_since)::float8 as failing_seconds`;
  return row ?? { failures: 0, failingSeconds: 0 };
}

// ---------------------------------------------------------------- secrets

/** How many secrets are still good, the present one included. */
export async function countSecrets(sql: Connection, tenantId: string, endpointId: string): Promise<number> {
  const [row] = await sql<[{ count: number }]>`
    select count(*)::int as count from webhook_secrets
    where tenant_id = ${tenantId} and endpoint_id = ${endpointId} and valid_until > holdfast_now()`;
  return row.count;
}

/** From now on this is the secret; the one before it is good for so many hours more. What is over is forgotten. */
export async function addSecret(sql: Connection, tenantId: string, endpointId: string, secretJwe: string, previousHours: number) {
  await sql`
    delete from webhook_secrets where tenant_id = ${tenantId} and endpoint_id = ${endpointId} and valid_until <= holdfast_now()`;
  await sql`
    update webhook_secrets set valid_until = holdfast_now() + make_interval(hours => ${previousHours})
    where tenant_id = ${tenantId} and endpoint_id = ${endpointId} and valid_until = 'infinity'`;
  await sql`
    insert into webhook_secrets (tenant_id, endpoint_id, secret_no, secret_jwe)
    select ${tenantId}, ${endpointId}, coalesce(max(secret_no), 0) + 1, ${secretJwe}
    from webhook_secrets where tenant_id = ${tenantId} and endpoint_id = ${endpointId}`;
}
