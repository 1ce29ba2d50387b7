import type { AuditActorKind, AuditChange } from "../contract/audit-log.js";
import type { Connection } from "../database/connect.js";

export interface AuditEntryRow {
  entryId: string;
  at: Date;
  actorKind: AuditActorKind;
  actorId: string | null;
  /** As it is called now. */
  actorName: string | null;
  action: string;
  targetId: string | null;
  targetName: string | null;
  changes: AuditChange[];
  clientAddress: string | null;
  userAgent: string | null;
  requestId: string | null;
}

/** Adds an entry to a transaction, unless that has changed nothing: who only looked, or asked again, leaves none. @returns whether it did. */
export async function insertAuditEntry(sql: Connection, tenantId: string, entry: Omit<AuditEntryRow, "at" | "actorName">): Promise<boolean> {
  const inserted = await sql`
    insert into audit_log (tenant_id, entry_id, actor_kind, actor_id, action, target_id, target_name, changes, client_address, user_agent, request_id)
    select ${tenantId}, ${entry.entryId}, ${entry.actorKind}, ${entry.actorId}, ${entry.action}, ${entry.targetId}, ${entry.targetName},
      ${sql.json(entry.changes as never)}::jsonb, ${entry.clientAddress}, ${entry.userAgent}, ${entry.requestId}
    where pg_current_xact_id_if_assigned() is not null`;
  return inserted.count === 1;
}

export interface AuditFilter {
  /** An owner's or a key's id, or a kind. */
  actor?: string | undefined;
  target?: string | undefined;
  /** Such as `service.updated`, or `service` for all that is done to services. */
  action?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
  after?: { date: Date; id: string } | undefined;
  limit: number;
}

/** The newest first. */
export function listAuditRows(sql: Connection, tenantId: string, filter: AuditFilter) {
  const only = (condition: unknown, fragment: () => ReturnType<typeof sql>) => (condition === undefined ? sql`` : fragment());
  return sql<AuditEntryRow[]>`
    select a.entry_id, a.at, a.actor_kind, a.actor_id, a.action, a.target_id, a.target_name, a.changes, a.client_address, a.user_agent, a.request_id,
      coalesce((select coalesce(o.name, o.email) from owners o where o.tenant_id = a.tenant_id and o.owner_id = a.actor_id),
        (select coalesce(k.name, k.hint) from api_keys k where k.tenant_id = a.tenant_id and k.key_id = a.actor_id)) as actor_name
    from audit_log a
    where a.tenant_id = ${tenantId}
      ${only(filter.actor, () => sql`and (a.actor_id = ${filter.actor!} or a.actor_kind = ${filter.actor!})`)}
      ${only(filter.target, () => sql`and a.target_id = ${filter.target!}`)}
      ${only(filter.action, () => sql`and (a.action = ${filter.action!} or starts_with(a.action, ${`${filter.action!}.`}))`)}
      ${only(filter.from, () => sql`and a.at >= ${filter.from!}`)}
      ${only(filter.to, () => sql`and a.at < ${filter.to!}`)}
      ${only(filter.after, () => sql`and (a.at, a.entry_id) < (${filter.after!.date}, ${filter.after!.id})`)}
    order by a.at desc, a.entry_id desc
    limit ${filter.limit}`;
}

/** A row as it is, by its columns. */
export type Snapshot = Readonly<Record<string, unknown>>;

/** What is looked at of a thing: its table, and the columns whose values may be told. */
interface Watched {
  table: string;
  idColumn: string;
  /** Default is all; of the others it is told only that they changed. */
  told?: readonly string[];
}

/** By the prefix of ids. */
const WATCHED: Readonly<Record<string, Watched>> = {
  svc: { table: "services", idColumn: "service_id" },
  res: { table: "resources", idColumn: "resource_id" },
  ovr: { table: "resource_overrides", idColumn: "override_id" },
  block: { table: "blocks", idColumn: "block_id" },
  slt: { table: "slots", idColumn: "slot_id" },
  key: { table: "api_keys", idColumn: "key_id" },
  whe: { table: "webhook_endpoints", idColumn: "endpoint_id" },
  cal: { table: "calendar_feeds", idColumn: "feed_id" },
  ten: { table: "tenants", idColumn: "tenant_id" },
  bkg: { table: "bookings", idColumn: "booking_id", told: ["status", "starts_at", "ends_at", "resource_ids", "quantity", "amount_minor", "cancelled_at", "moved_at"] },
  cus: { table: "customers", idColumn: "customer_id", told: [] },
  own: { table: "owners", idColumn: "owner_id", told: ["role"] },
  pmt: { table: "payments", idColumn: "payment_id", told: ["status", "refunded_minor"] },
  alt: { table: "payment_alerts", idColumn: "alert_id", told: ["resolved_at"] },
};

/** Things without an id of their own, by the noun of what is done to them. */
const BY_NOUN: Readonly<Record<string, Watched>> = {
  busy_calendar: { table: "busy_calendars", idColumn: "resource_id", told: ["url_host"] },
  payments_settings: { table: "payment_credentials", idColumn: "tenant_id", told: ["key_id"] },
};

const SECRET = /(_hash|_jwe|secret|token|password)/;

/** Which of a thing's columns are looked at, and whether their values may be told; undefined for what is not looked at. */
export function watchedOf(noun: string, targetId: string): { watched: Watched; mayTell: (column: string) => boolean } | undefined {
  const watched = BY_NOUN[noun] ?? WATCHED[targetId.slice(0, targetId.indexOf("_"))];
  return watched && { watched, mayTell: (column) => !SECRET.test(column) && (watched.told?.includes(column) ?? true) };
}

/** A thing as this transaction sees it; undefined where there is none. */
export async function snapshotOf(sql: Connection, tenantId: string, targetId: string, { table, idColumn }: Watched): Promise<Snapshot | undefined> {
  const requirements = sql`|| jsonb_build_object('requirements', (
    select jsonb_agg(distinct jsonb_build_array(q.position, q.resource_id)) from service_requirements q where q.tenant_id = t.tenant_id and q.service_id = t.service_id))`;
  const [found] = await sql<{ row: Snapshot }[]>`
    select to_jsonb(t) ${table === "services" ? requirements : sql``} as row from ${sql(table)} t where t.tenant_id = ${tenantId} and t.${sql(idColumn)} = ${targetId}`;
  return found?.row;
}
