import type { PaymentAlertKind } from "../contract/payments.js";
import type { Connection } from "../database/connect.js";

export interface PaymentAlertRow {
  alertId: string;
  kind: PaymentAlertKind;
  subject: string;
  paymentId: string | null;
  detail: string;
  times: number;
  firstAt: Date;
  lastAt: Date;
  resolvedAt: Date | null;
}

/** Puts something into the owner's list; what is there already, unresolved, is counted instead. */
export async function insertAlert(
  sql: Connection,
  tenantId: string,
  alert: { alertId: string; kind: PaymentAlertKind; subject: string; paymentId: string | undefined; detail: string },
) {
  await sql`
    insert into payment_alerts as known (tenant_id, alert_id, kind, subject, payment_id, detail)
    select tenant_id, ${alert.alertId}, ${alert.kind}, ${alert.subject}, ${alert.paymentId ?? null}, ${alert.detail}
    from tenants where tenant_id = ${tenantId}
    on conflict (tenant_id, kind, subject) where resolved_at is null
    do update set times = known.times + 1, last_at = holdfast_now(), detail = excluded.detail`;
}

const columns = (sql: Connection) => sql`alert_id, kind, subject, payment_id, detail, times, first_at, last_at, resolved_at`;

/** Alerts, the newest first. */
export function listAlerts(sql: Connection, tenantId: string, filter: { resolved: boolean; after?: { date: Date; id: string } | undefined; limit: number }) {
  return sql<PaymentAlertRow[]>`
    select ${columns(sql)} from payment_alerts
    where tenant_id = ${tenantId} and (resolved_at is not null) = ${filter.resolved}
      ${filter.after ? sql`and (first_at, alert_id) < (${filter.after.date}, ${filter.after.id})` : sql``}
    order by first_at desc, alert_id desc limit ${filter.limit}`;
}

/** What is open about one payment. */
export function findOpenAlertsOfPayment(sql: Connection, tenantId: string, paymentId: string) {
  return sql<PaymentAlertRow[]>`
    select ${columns(sql)} from payment_alerts where tenant_id = ${tenantId} and payment_id = ${paymentId} and resolved_at is null order by first_at`;
}

/** Somebody has dealt with it; a second time changes nothing. @returns undefined for an unknown one. */
export async function resolveAlertRow(sql: Connection, tenantId: string, alertId: string): Promise<PaymentAlertRow | undefined> {
  const [row] = await sql<PaymentAlertRow[]>`
    update payment_alerts set resolved_at = coalesce(resolved_at, holdfast_now())
    where tenant_id = ${tenantId} and alert_id = ${alertId} returning ${columns(sql)}`;
  return row;
}

/** What has settled itself needs nobody any more. */
export async function resolveAlertsAbout(sql: Connection, tenantId: string, subject: string, ...kinds: PaymentAlertKind[]) {
  await sql`
    update payment_alerts set resolved_at = holdfast_now()
    where tenant_id = ${tenantId} and subject = ${subject} and kind = any(${kinds}) and resolved_at is null`;
}
