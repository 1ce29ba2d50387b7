import type { Connection } from "../database/connect.js";

export type PaymentStatus = "created" | "failed" | "authorized" | "captured" | "refund_pending" | "refunded" | "abandoned";

export interface PaymentRow {
  paymentId: string;
  holdId: string;
  providerOrderId: string;
  /** The provider's payment that settled this one; null until then. */
  providerPaymentId: string | null;
  status: PaymentStatus;
  amountMinor: number;
  refundedMinor: number;
  currency: string;
}

/**
 * Notes the order of a hold. A hold has one order (`payments_one_per_hold`): the second of two checkouts at once
 * changes nothing. @returns false where the hold has one already.
 */
export async function insertPayment(
  sql: Connection,
  payment: { tenantId: string; paymentId: string; holdId: string; providerOrderId: string; amountMinor: number; currency: string },
): Promise<boolean> {
  const inserted = await sql`
    insert into payments (tenant_id, payment_id, hold_id, provider_order_id, status, amount_minor, currency)
    values (${payment.tenantId}, ${payment.paymentId}, ${payment.holdId}, ${payment.providerOrderId}, 'created',
      ${payment.amountMinor}, ${payment.currency})
    on conflict on constraint payments_one_per_hold do nothing`;
  return inserted.count === 1;
}

const columns = (sql: Connection) => sql`
  payment_id, hold_id, provider_order_id, provider_payment_id, status, amount_minor, refunded_minor, currency`;

export async function findPaymentOfHold(sql: Connection, tenantId: string, holdId: string, lock?: "for update") {
  const [row] = await sql<PaymentRow[]>`
    select ${columns(sql)} from payments where tenant_id = ${tenantId} and hold_id = ${holdId} ${lock ? sql`for update` : sql``}`;
  return row;
}

export async function findPayment(sql: Connection, tenantId: string, paymentId: string) {
  const [row] = await sql<PaymentRow[]>`
    select ${columns(sql)} from payments where tenant_id = ${tenantId} and payment_id = ${paymentId}`;
  return row;
}

export async function findPaymentOfOrder(sql: Connection, tenantId: string, providerOrderId: string) {
  const [row] = await sql<PaymentRow[]>`
    select ${columns(sql)} from payments where tenant_id = ${tenantId} and provider_order_id = ${providerOrderId}`;
  return row;
}

export async function updatePayment(
  sql: Connection,
  tenantId: string,
  paymentId: string,
  change: { status: PaymentStatus; providerPaymentId?: string; refundedMinor?: number; problem?: string },
) {
  await sql`
    update payments set status = ${change.status}, updated_at = holdfast_now()
      ${change.providerPaymentId ? sql`, provider_payment_id = ${change.providerPaymentId}` : sql``}
      ${change.refundedMinor === undefined ? sql`` : sql`, refunded_minor = ${change.refundedMinor}`}
      ${change.problem === undefined ? sql`` : sql`, problem = ${change.problem}`}
    where tenant_id = ${tenantId} and payment_id = ${paymentId}`;
}
