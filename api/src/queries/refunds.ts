import type { RefundReason, RefundStatus } from "../contract/payments.js";
import type { Connection } from "../database/connect.js";

export interface RefundRow {
  tenantId: string;
  refundId: string;
  paymentId: string;
  amountMinor: number;
  currency: string;
  reason: RefundReason;
  status: RefundStatus;
  providerRefundId: string | null;
  /** Tries that the provider definitely failed, and the present one. */
  attempt: number;
  lastError: string | null;
  note: string | null;
  createdAt: Date;
  settledAt: Date | null;
}

const columns = (sql: Connection) => sql`
  tenant_id, refund_id, payment_id, amount_minor, currency, reason, status, provider_refund_id, attempt, last_error, note, created_at, settled_at`;

/**
 * Notes that money is to go back. For one cause it goes back once (`refunds_one_per_cause`).
 * @returns false where that was noted before.
 */
export async function insertRefund(
  sql: Connection,
  refund: Pick<RefundRow, "tenantId" | "refundId" | "paymentId" | "amountMinor" | "currency" | "reason"> & Partial<Pick<RefundRow, "note" | "status" | "providerRefundId">>,
): Promise<boolean> {
  const { status = "requested" } = refund;
  const inserted = await sql`
    insert into refunds (tenant_id, refund_id, payment_id, amount_minor, currency, reason, status, provider_refund_id, note, check_at, settled_at)
    values (${refund.tenantId}, ${refund.refundId}, ${refund.paymentId}, ${refund.amountMinor}, ${refund.currency}, ${refund.reason},
      ${status}, ${refund.providerRefundId ?? null}, ${refund.note ?? null},
      ${status === "processed" ? null : sql`holdfast_now() + interval '5 minutes'`}, ${status === "processed" ? sql`holdfast_now()` : null})
    on conflict do nothing`;
  return inserted.count === 1;
}

export async function findRefund(sql: Connection, tenantId: string, refundId: string): Promise<RefundRow | undefined> {
  const [row] = await sql<RefundRow[]>`select ${columns(sql)} from refunds where tenant_id = ${tenantId} and refund_id = ${refundId}`;
  return row;
}

/** Every refund of a payment, the oldest first. */
export function findRefundsOfPayment(sql: Connection, tenantId: string, paymentId: string) {
  return sql<RefundRow[]>`
    select ${columns(sql)} from refunds where tenant_id = ${tenantId} and payment_id = ${paymentId} order by created_at, refund_id`;
}

export async function updateRefund(
  sql: Connection,
  { tenantId, refundId }: Pick<RefundRow, "tenantId" | "refundId">,
  change: { status: RefundStatus; providerRefundId?: string | null; attempt?: number; lastError?: string | null; checkAt?: Date | null },
) {
  const settled = change.status === "processed" || change.status === "failed" || change.status === "void";
  await sql`
    update refunds set status = ${change.status}, settled_at = ${settled ? sql`holdfast_now()` : null}
      ${change.providerRefundId === undefined ? sql`` : sql`, provider_refund_id = ${change.providerRefundId}`}
      ${change.attempt === undefined ? sql`` : sql`, attempt = ${change.attempt}`}
      ${change.lastError === undefined ? sql`` : sql`, last_error = ${change.lastError}`}
      ${settled ? sql`, check_at = null` : change.checkAt === undefined ? sql`` : sql`, check_at = ${change.checkAt}`}
    where tenant_id = ${tenantId} and refund_id = ${refundId}`;
}

export interface DueRefund {
  tenantId: string;
  refundId: string;
  paymentId: string;
  createdAt: Date;
  now: Date;
}

/** Takes refunds that are not over and due to be looked after; like `leaseDuePayments`. */
export function leaseDueRefunds(sql: Connection, limit: number, leaseSeconds: number) {
  return sql<DueRefund[]>`
    update refunds set check_at = holdfast_now() + make_interval(secs => ${leaseSeconds})
    from (
      select tenant_id, refund_id from refunds where check_at <= (select holdfast_now())
      order by check_at limit ${limit} for update skip locked
    ) as due
    where refunds.tenant_id = due.tenant_id and refunds.refund_id = due.refund_id
    returning refunds.tenant_id, refunds.refund_id, refunds.payment_id, refunds.created_at, holdfast_now() as now`;
}

/** When it is looked after again, unless it is over by now or was given a later time. */
export async function scheduleRefundCheck(sql: Connection, { tenantId, refundId }: Pick<RefundRow, "tenantId" | "refundId">, checkAt: Date) {
  await sql`
    update refunds set check_at = greatest(check_at, ${checkAt})
    where tenant_id = ${tenantId} and refund_id = ${refundId} and status in ('requested', 'pending')`;
}
