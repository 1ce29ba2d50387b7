import { z } from "zod";
import { amountMinor, currency, flag, id, instant, line, pageOf, pageQuery } from "./common.js";

export const paymentStatus = z
  .enum(["created", "authorized", "captured", "refund_pending", "refunded", "refund_failed", "abandoned", "lapsed", "expired"])
  .meta({ id: "PaymentStatus" });

export const paymentPurpose = z.enum(["booking", "reschedule", "stray"]).meta({ id: "PaymentPurpose" });

/** What a hold or a booking tells of its payment. */
export const paymentSummary = z
  .object({ status: paymentStatus, amount: z.int(), currency: z.string(), refundedAmount: z.int() })
  .meta({ id: "PaymentSummary" });

export const refundReason = z
  .enum(["late", "duplicate", "mismatch", "cancelled", "rescheduled", "by_hand", "dashboard"])
  .meta({ id: "RefundReason" });
export const refundStatus = z.enum(["requested", "pending", "processed", "failed", "void"]).meta({ id: "RefundStatus" });

export const refund = z
  .object({
    id: id("refund"),
    paymentId: z.string(),
    amount: z.int(),
    currency: z.string(),
    reason: refundReason,
    status: refundStatus,
    razorpayRefundId: z.string().nullable(),
    attempt: z.int(),
    lastError: z.string().nullable(),
    note: z.string().nullable(),
    createdAt: instant,
    settledAt: instant.nullable(),
  })
  .meta({ id: "Refund" });

export const createRefund = z.strictObject({ amount: amountMinor.min(1).optional(), note: line(500).optional() }).meta({ id: "CreateRefund" });

export const paymentAlertKind = z
  .enum(["payment_mismatch", "refund_failed", "refund_slow", "not_captured", "settlement_failed", "unknown_event", "webhook_refused", "refunded_outside"])
  .meta({ id: "PaymentAlertKind" });

export const paymentAlert = z
  .object({
    id: id("alert"),
    kind: paymentAlertKind,
    subject: z.string(),
    paymentId: z.string().nullable(),
    detail: z.string(),
    times: z.int(),
    firstAt: instant,
    lastAt: instant,
    resolvedAt: instant.nullable(),
  })
  .meta({ id: "PaymentAlert" });

export const paymentEventType = z
  .enum([
    "order_created", "attempt_failed", "authorized", "captured", "booked", "moved", "too_late", "stray", "released", "lapsed",
    "refund_requested", "refund_accepted", "refund_processed", "refund_attempt_failed", "refund_failed", "refund_void", "refunded_outside", "never_paid",
  ])
  .meta({ id: "PaymentEventType" });

export const paymentEvent = z
  .object({ type: paymentEventType, at: instant, detail: z.record(z.string(), z.union([z.string(), z.number()])) })
  .meta({ id: "PaymentEvent" });

const fields = {
  id: id("payment"),
  purpose: paymentPurpose,
  status: paymentStatus,
  amount: z.int(),
  currency: z.string(),
  refundedAmount: z.int(),
  needsAttention: z.boolean(),
  holdId: z.string(),
  booking: z.object({ id: z.string(), reference: z.string() }).nullable(),
  service: z.object({ id: z.string(), name: z.string() }),
  customer: z.object({ name: z.string(), email: z.string() }).nullable(),
  razorpayOrderId: z.string(),
  razorpayPaymentId: z.string().nullable(),
  createdAt: instant,
  updatedAt: instant,
};

export const payment = z.object(fields).meta({ id: "Payment" });
export const paymentDetails = z
  .object({ ...fields, refunds: z.array(refund), history: z.array(paymentEvent), alerts: z.array(paymentAlert) })
  .meta({ id: "PaymentDetails" });

export const paymentList = pageOf(payment).meta({ id: "PaymentList" });
export const paymentListQuery = z.strictObject({
  ...pageQuery,
  status: paymentStatus.optional(),
  purpose: paymentPurpose.optional(),
  needsAttention: flag.optional(),
  bookingId: id("booking").optional(),
  /** A Razorpay order or payment id, or a booking's reference. */
  search: line(64).optional(),
});

export const paymentAlertList = pageOf(paymentAlert).meta({ id: "PaymentAlertList" });
export const paymentAlertListQuery = z.strictObject({ ...pageQuery, resolved: flag.optional() });

/** What a browser needs to open Razorpay's checkout. */
export const paymentRequest = z
  .object({
    provider: z.literal("razorpay"),
    keyId: z.string(),
    orderId: z.string(),
    amount: z.int(),
    currency,
    scriptUrl: z.string(),
  })
  .meta({ id: "PaymentRequest" });

/** There is something to pay first. */
export const requiresPayment = z
  .object({
    status: z.literal("requires_payment"),
    payment: paymentRequest,
    expiresAt: instant,
    expiresInSeconds: z.number(),
    serverTime: instant,
  })
  .meta({ id: "RequiresPayment" });

export type PaymentStatus = z.output<typeof paymentStatus>;
export type PaymentPurpose = z.output<typeof paymentPurpose>;
export type PaymentSummaryView = z.input<typeof paymentSummary>;
export type RefundReason = z.output<typeof refundReason>;
export type RefundStatus = z.output<typeof refundStatus>;
export type RefundView = z.input<typeof refund>;
export type CreateRefund = z.output<typeof createRefund>;
export type PaymentAlertKind = z.output<typeof paymentAlertKind>;
export type PaymentAlertView = z.input<typeof paymentAlert>;
export type PaymentAlertListQuery = z.output<typeof paymentAlertListQuery>;
export type PaymentEventType = z.output<typeof paymentEventType>;
export type PaymentView = z.input<typeof payment>;
export type PaymentDetailsView = z.input<typeof paymentDetails>;
export type PaymentListQuery = z.output<typeof paymentListQuery>;
export type RequiresPaymentView = z.input<typeof requiresPayment>;
