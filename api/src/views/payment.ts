import type { PaymentAlertView, PaymentDetailsView, PaymentSummaryView, PaymentView, RefundView } from "../contract/payments.js";
import type { PaymentAlertRow } from "../queries/payment-alerts.js";
import type { PaymentEventRow } from "../queries/payment-events.js";
import type { PaymentListRow } from "../queries/payment-list.js";
import type { PaymentRow } from "../queries/payments.js";
import type { RefundRow } from "../queries/refunds.js";

/** What the customer may know of a payment. */
export const paymentSummary = ({ status, amountMinor, currency, refundedMinor }: PaymentRow): PaymentSummaryView => ({
  status,
  amount: amountMinor,
  currency,
  refundedAmount: refundedMinor,
});

export const paymentView = (row: PaymentListRow): PaymentView => ({
  id: row.paymentId,
  purpose: row.purpose,
  ...paymentSummary(row),
  needsAttention: row.needsAttention,
  holdId: row.holdId,
  booking: row.bookingId && row.bookingReference ? { id: row.bookingId, reference: row.bookingReference } : null,
  service: { id: row.serviceId, name: row.serviceName },
  customer: row.customer && { name: row.customer.name, email: row.customer.email },
  razorpayOrderId: row.providerOrderId,
  razorpayPaymentId: row.providerPaymentId,
  createdAt: row.createdAt.toISOString(),
  updatedAt: row.updatedAt.toISOString(),
});

export const paymentDetailsView = (row: PaymentListRow, refunds: readonly RefundRow[], events: readonly PaymentEventRow[], alerts: readonly PaymentAlertRow[]): PaymentDetailsView => ({
  ...paymentView(row),
  refunds: refunds.map(refundView),
  history: events.map(({ type, at, detail }) => ({ type, at: at.toISOString(), detail })),
  alerts: alerts.map(paymentAlertView),
});

export const refundView = (row: RefundRow): RefundView => ({
  id: row.refundId,
  paymentId: row.paymentId,
  amount: row.amountMinor,
  currency: row.currency,
  reason: row.reason,
  status: row.status,
  razorpayRefundId: row.providerRefundId,
  attempt: row.attempt,
  lastError: row.lastError,
  note: row.note,
  createdAt: row.createdAt.toISOString(),
  settledAt: row.settledAt?.toISOString() ?? null,
});

export const paymentAlertView = (row: PaymentAlertRow): PaymentAlertView => ({
  id: row.alertId,
  kind: row.kind,
  subject: row.subject,
  paymentId: row.paymentId,
  detail: row.detail,
  times: row.times,
  firstAt: row.firstAt.toISOString(),
  lastAt: row.lastAt.toISOString(),
  resolvedAt: row.resolvedAt?.toISOString() ?? null,
});
