import type { PaymentEventType } from "../contract/payments.js";
import type { Connection } from "../database/connect.js";

export interface PaymentEventRow {
  type: PaymentEventType;
  detail: Record<string, string | number>;
  at: Date;
}

/** Appends to a payment's history, in the transaction of what happened. */
export async function recordEvent(sql: Connection, tenantId: string, paymentId: string, type: PaymentEventType, detail: PaymentEventRow["detail"] = {}) {
  await sql`
    insert into payment_events (tenant_id, payment_id, type, detail)
    values (${tenantId}, ${paymentId}, ${type}, ${sql.json(detail)})`;
}

/**
 * Like {@link recordEvent}, for what is told again and again: noted once per payment, type and detail.
 * @returns false where it was noted before.
 */
export async function recordEventOnce(sql: Connection, tenantId: string, paymentId: string, type: PaymentEventType, detail: PaymentEventRow["detail"]): Promise<boolean> {
  const noted = await sql`
    insert into payment_events (tenant_id, payment_id, type, detail)
    select ${tenantId}, ${paymentId}, ${type}, ${sql.json(detail)}
    where not exists (
      select from payment_events
      where tenant_id = ${tenantId} and payment_id = ${paymentId} and type = ${type} and detail = ${sql.json(detail)})`;
  return noted.count === 1;
}

/** A payment's history, the oldest first. */
export function findPaymentEvents(sql: Connection, tenantId: string, paymentId: string) {
  return sql<PaymentEventRow[]>`
    select type, detail, at from payment_events where tenant_id = ${tenantId} and payment_id = ${paymentId} order by event_no`;
}

/** Whether this has ever happened to a payment. */
export async function hasEvent(sql: Connection, tenantId: string, paymentId: string, type: PaymentEventType): Promise<boolean> {
  const found = await sql`select from payment_events where tenant_id = ${tenantId} and payment_id = ${paymentId} and type = ${type} limit 1`;
  return found.count > 0;
}
