import type { PaymentPurpose, PaymentStatus } from "../contract/payments.js";
import type { Connection } from "../database/connect.js";

export interface PaymentRow {
  tenantId: string;
  paymentId: string;
  holdId: string;
  purpose: PaymentPurpose;
  /** The booking that it pays for, once it is settled. */
  bookingId: string | null;
  providerOrderId: string;
  /** The provider's payment that settled this one; null until then. */
  providerPaymentId: string | null;
  /** The account that its order was made with; null where that is the present one. */
  providerKeyId: string | null;
  status: PaymentStatus;
  amountMinor: number;
  /** What was given back or is on its way. */
  refundedMinor: number;
  currency: string;
  createdAt: Date;
}

type NewPayment = Pick<PaymentRow, "tenantId" | "paymentId" | "holdId" | "purpose" | "providerOrderId" | "providerKeyId" | "amountMinor" | "currency">;

/**
 * Notes the order of a hold. A hold has one order (`payments_one_per_hold`): the second of two checkouts at once
 * changes nothing. @returns false where the hold has one already.
 * @param checkAt - when the reconciler looks for what callback and webhook may not tell.
 */
export async function insertPayment(sql: Connection, payment: NewPayment & { checkAt: Date }): Promise<boolean> {
  const inserted = await sql`
    insert into payments (tenant_id, payment_id, hold_id, purpose, provider_order_id, provider_key_id, status, amount_minor, currency, check_at)
    values (${payment.tenantId}, ${payment.paymentId}, ${payment.holdId}, ${payment.purpose}, ${payment.providerOrderId},
      ${payment.providerKeyId}, 'created', ${payment.amountMinor}, ${payment.currency}, ${payment.checkAt})
    on conflict (tenant_id, hold_id) where purpose <> 'stray' do nothing`;
  return inserted.count === 1;
}

/**
 * Notes money that settles nothing, once per payment of the provider's (`payments_provider_payment_once`).
 * @returns false where it is known.
 */
export async function insertStray(
  sql: Connection,
  stray: Omit<NewPayment, "purpose"> & { providerPaymentId: string; status: "captured" | "abandoned"; checkAt: Date },
): Promise<boolean> {
  const inserted = await sql`
    insert into payments (tenant_id, payment_id, hold_id, purpose, provider_order_id, provider_key_id, provider_payment_id, status,
      amount_minor, currency, check_at)
    values (${stray.tenantId}, ${stray.paymentId}, ${stray.holdId}, 'stray', ${stray.providerOrderId}, ${stray.providerKeyId},
      ${stray.providerPaymentId}, ${stray.status}, ${stray.amountMinor}, ${stray.currency}, ${stray.checkAt})
    on conflict on constraint payments_provider_payment_once do nothing`;
  return inserted.count === 1;
}

export const paymentColumns = (sql: Connection) => sql`
  p.tenant_id, p.payment_id, p.hold_id, p.purpose, p.booking_id, p.provider_order_id, p.provider_payment_id, p.provider_key_id, p.status,
  p.amount_minor, p.refunded_minor, p.currency, p.created_at`;

/** The payment that a hold asks for. */
export async function findPaymentOfHold(sql: Connection, tenantId: string, holdId: string): Promise<PaymentRow | undefined> {
  const [row] = await sql<PaymentRow[]>`
    select ${paymentColumns(sql)} from payments p where p.tenant_id = ${tenantId} and p.hold_id = ${holdId} and p.purpose <> 'stray'`;
  return row;
}

/** The payment that an order was made for. */
export async function findPaymentOfOrder(sql: Connection, tenantId: string, providerOrderId: string): Promise<PaymentRow | undefined> {
  const [row] = await sql<PaymentRow[]>`
    select ${paymentColumns(sql)} from payments p
    where p.tenant_id = ${tenantId} and p.provider_order_id = ${providerOrderId} and p.purpose <> 'stray'`;
  return row;
}

/** The row of one of the provider's payments, strays included. */
export async function findByProviderPayment(sql: Connection, tenantId: string, providerPaymentId: string): Promise<PaymentRow | undefined> {
  const [row] = await sql<PaymentRow[]>`
    select ${paymentColumns(sql)} from payments p where p.tenant_id = ${tenantId} and p.provider_payment_id = ${providerPaymentId}`;
  return row;
}

export async function findPayment(sql: Connection, tenantId: string, paymentId: string): Promise<PaymentRow | undefined> {
  const [row] = await sql<PaymentRow[]>`
    select ${paymentColumns(sql)} from payments p where p.tenant_id = ${tenantId} and p.payment_id = ${paymentId}`;
  return row;
}

/** Reads a payment and keeps it for this transaction: whoever changes one comes through here first. */
export async function lockPayment(sql: Connection, tenantId: string, paymentId: string): Promise<PaymentRow | undefined> {
  const [row] = await sql<PaymentRow[]>`
    select ${paymentColumns(sql)} from payments p where p.tenant_id = ${tenantId} and p.payment_id = ${paymentId} for update`;
  return row;
}

/** What pays for a booking, the newest first, kept for this transaction. */
export function lockPaymentsOfBooking(sql: Connection, tenantId: string, bookingId: string) {
  return sql<PaymentRow[]>`
    select ${paymentColumns(sql)} from payments p where p.tenant_id = ${tenantId} and p.booking_id = ${bookingId}
    order by p.created_at desc, p.payment_id desc for update`;
}

export async function updatePayment(
  sql: Connection,
  tenantId: string,
  paymentId: string,
  change: { status: PaymentStatus; providerPaymentId?: string; bookingId?: string },
) {
  await sql`
    update payments set status = ${change.status}, updated_at = holdfast_now()
      ${change.providerPaymentId ? sql`, provider_payment_id = ${change.providerPaymentId}` : sql``}
      ${change.bookingId ? sql`, booking_id = ${change.bookingId}` : sql``}
    where tenant_id = ${tenantId} and payment_id = ${paymentId}`;
}

/** Leaves a payment without one of the provider's, so that another row can have it. */
export async function freeProviderPayment(sql: Connection, tenantId: string, paymentId: string) {
  await sql`update payments set provider_payment_id = null where tenant_id = ${tenantId} and payment_id = ${paymentId}`;
}

/** Counts what a refund gives back; more than was paid is refused by the table itself. */
export async function addRefunded(sql: Connection, tenantId: string, paymentId: string, amountMinor: number) {
  await sql`
    update payments set refunded_minor = refunded_minor + ${amountMinor}, updated_at = holdfast_now()
    where tenant_id = ${tenantId} and payment_id = ${paymentId}`;
}

export interface DuePayment {
  tenantId: string;
  paymentId: string;
}

/**
 * Takes payments whose time to be asked about has come, for a while: no other process gets them, and should this
 * one die, they are due again after `leaseSeconds`.
 */
export function leaseDuePayments(sql: Connection, limit: number, leaseSeconds: number) {
  return sql<DuePayment[]>`
    update payments set check_at = holdfast_now() + make_interval(secs => ${leaseSeconds})
    from (
      select tenant_id, payment_id from payments where check_at <= (select holdfast_now())
      order by check_at limit ${limit} for update skip locked
    ) as due
    where payments.tenant_id = due.tenant_id and payments.payment_id = due.payment_id
    returning payments.tenant_id, payments.payment_id`;
}

/** When the provider is asked again; null for never. */
export async function scheduleCheck(sql: Connection, { tenantId, paymentId }: DuePayment, checkAt: Date | null) {
  await sql`update payments set check_at = ${checkAt} where tenant_id = ${tenantId} and payment_id = ${paymentId}`;
}
