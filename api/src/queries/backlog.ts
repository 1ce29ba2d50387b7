import type { Connection } from "../database/connect.js";

/** What waits to be done, over all tenants: counts, nothing of anybody. */
export interface Backlog {
  liveHolds: number;
  /** Messages that are neither delivered nor given up. */
  outboxMessages: number;
  /** How long the message that waits longest is due, in seconds; 0 where none is. */
  outboxOldestSeconds: number;
  /** Deliveries to webhook endpoints that are neither done nor given up, and for how long the one that waits longest is due, in seconds. */
  webhookDeliveries: number;
  webhookOldestSeconds: number;
  /** Payments and refunds whose time to be asked about has come. */
  paymentsDue: number;
  refundsPending: number;
  openAlerts: { kind: string; count: number }[];
}

/** Each part is counted from a partial index that holds only what waits. */
export async function readBacklog(sql: Connection): Promise<Backlog> {
  const [row] = await sql<[Backlog]>`
    with clock as materialized (select holdfast_now() as now)
    select
      (select count(*) from holds where status in ('held', 'paying') and expires_at > now) as live_holds,
      (select count(*) from outbox where done_at is null and gave_up_at is null) as outbox_messages,
      coalesce((select extract(epoch from now - min(due_at))::float8 from outbox where done_at is null and gave_up_at is null and due_at <= now), 0) as outbox_oldest_seconds,
      (select count(*) from webhook_deliveries where due_at is not null) as webhook_deliveries,
      coalesce((select extract(epoch from now - min(due_at))::float8 from webhook_deliveries where due_at <= now), 0) as webhook_oldest_seconds,
      (select count(*) from payments where check_at <= now) + (select count(*) from refunds where check_at <= now) as payments_due,
      (select count(*) from refunds where check_at is not null and status in ('requested', 'pending')) as refunds_pending,
      (select coalesce(json_agg(json_build_object('kind', kind, 'count', count)), '[]')
        from (select kind, count(*)::int from payment_alerts where resolved_at is null group by kind) as kinds) as open_alerts
    from clock`;
  return row;
}
