import type { EventType } from "../contract/events.js";
import type { Connection } from "../database/connect.js";

export interface EventRow {
  tenantId: string;
  eventId: string;
  type: EventType;
  /** JSON, whose bytes are signed. */
  payload: string;
  createdAt: Date;
}

/** Whether a tenant has an endpoint that wants a type of event: one look into an index that is empty for most. */
export const isHeard = (sql: Connection, tenantId: unknown, type: EventType) => sql`exists (
  select from webhook_endpoints w
  where w.tenant_id = ${tenantId as never} and w.disabled_at is null and w.deleted_at is null and w.events && array['*', ${type}::text])`;

/** The time where somebody hears of such events, undefined where nobody does. */
export async function heardAt(sql: Connection, tenantId: string, type: EventType): Promise<Date | undefined> {
  const [row] = await sql<{ now: Date }[]>`select holdfast_now() as now where ${isHeard(sql, tenantId, type)}`;
  return row?.now;
}

/**
 * Expressions for a `with`: events that somebody hears of, each with a delivery for every endpoint that wants it, due at
 * once. They live and die with the statement that they stand in.
 * @param events - each with what it is `about`, where `onlyIf` decides by that.
 * @param onlyIf - a condition on the event `e`.
 */
export const tellOf = (sql: Connection, events: readonly (EventRow & { about?: string })[], onlyIf = sql`true`) => sql`
  told as (
    insert into events (tenant_id, event_id, type, payload, created_at)
    select e.tenant_id, e.event_id, e.type, e.payload, e.created_at
    from jsonb_to_recordset(${sql.json(events.map(elementOf))}) as e(tenant_id text, event_id text, type text, payload text, created_at timestamptz, about text)
    where ${onlyIf} and exists (
      select from webhook_endpoints w
      where w.tenant_id = e.tenant_id and w.disabled_at is null and w.deleted_at is null and w.events && array['*', e.type])
    returning tenant_id, event_id, type, created_at
  ), sent as (
    insert into webhook_deliveries (tenant_id, endpoint_id, event_id, due_at, created_at)
    select t.tenant_id, w.endpoint_id, t.event_id, t.created_at, t.created_at
    from told t join webhook_endpoints w
      on w.tenant_id = t.tenant_id and w.disabled_at is null and w.deleted_at is null and w.events && array['*', t.type]
  )`;

const elementOf = ({ tenantId, eventId, type, payload, createdAt, about }: EventRow & { about?: string }) => ({
  tenant_id: tenantId, event_id: eventId, type, payload, created_at: createdAt.toISOString(), ...(about && { about }),
});

/** Writes events and their deliveries, in the transaction of their cause. */
export async function insertEvents(sql: Connection, events: readonly EventRow[]) {
  if (events.length > 0) await sql`with ${tellOf(sql, events)} select`;
}

/** Forgets events of long ago, with their deliveries. @returns how many. */
export async function deleteOldEvents(sql: Connection, olderThanDays: number, limit: number): Promise<number> {
  const deleted = await sql`
    delete from events using (
      select tenant_id, event_id from events where created_at < (select holdfast_now()) - make_interval(days => ${olderThanDays})
      order by created_at limit ${limit} for update skip locked
    ) as old
    where events.tenant_id = old.tenant_id and events.event_id = old.event_id`;
  return deleted.count;
}
