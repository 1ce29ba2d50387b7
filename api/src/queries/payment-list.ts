import type { CustomerDetails } from "../contract/holds.js";
import type { PaymentPurpose, PaymentStatus } from "../contract/payments.js";
import type { Connection } from "../database/connect.js";
import { paymentColumns, type PaymentRow } from "./payments.js";

/** A payment with what its owner is shown beside it. */
export interface PaymentListRow extends PaymentRow {
  updatedAt: Date;
  bookingReference: string | null;
  serviceId: string;
  serviceName: string;
  customer: CustomerDetails | null;
  needsAttention: boolean;
}

export interface PaymentFilter {
  paymentId?: string | undefined;
  status?: PaymentStatus | undefined;
  purpose?: PaymentPurpose | undefined;
  needsAttention?: boolean | undefined;
  bookingId?: string | undefined;
  /** A Razorpay order or payment id, or a booking's reference, however that is written. */
  search?: string | undefined;
  after?: { date: Date; id: string } | undefined;
  limit: number;
}

/** Payments, the newest first. */
export function listPaymentRows(sql: Connection, tenantId: string, filter: PaymentFilter) {
  const only = (condition: unknown, fragment: () => ReturnType<typeof sql>) => (condition === undefined ? sql`` : fragment());
  const attention = sql`exists (
    select from payment_alerts a where a.tenant_id = p.tenant_id and a.payment_id = p.payment_id and a.resolved_at is null)`;
  return sql<PaymentListRow[]>`
    select ${paymentColumns(sql)}, p.updated_at, b.reference as booking_reference, h.service_id, s.name as service_name, h.customer,
      ${attention} as needs_attention
    from payments p
    join holds h on h.tenant_id = p.tenant_id and h.hold_id = p.hold_id
    join services s on s.tenant_id = h.tenant_id and s.service_id = h.service_id
    left join bookings b on b.tenant_id = p.tenant_id and b.booking_id = p.booking_id
    where p.tenant_id = ${tenantId}
      ${only(filter.paymentId, () => sql`and p.payment_id = ${filter.paymentId!}`)}
      ${only(filter.status, () => sql`and p.status = ${filter.status!}`)}
      ${only(filter.purpose, () => sql`and p.purpose = ${filter.purpose!}`)}
      ${only(filter.needsAttention, () => sql`and ${attention} = ${filter.needsAttention!}`)}
      ${only(filter.bookingId, () => sql`and p.booking_id = ${filter.bookingId!}`)}
      ${only(filter.search, () => sql`and (${filter.search!} in (p.provider_order_id, p.provider_payment_id) or b.reference = ${filter.search!.toUpperCase()})`)}
      ${only(filter.after, () => sql`and (p.created_at, p.payment_id) < (${filter.after!.date}, ${filter.after!.id})`)}
    order by p.created_at desc, p.payment_id desc
    limit ${filter.limit}`;
}
