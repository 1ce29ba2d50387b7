import type { BookingStatus, PaymentStatus, RefundStatus } from "@holdfast/sdk/server";
import { html } from "lit";

type Tone = "" | "good" | "bad" | "warn" | "held";

const badge = ([tone, text]: readonly [Tone, string]) => html`<span class="badge ${tone}">${text}</span>`;

export const BOOKING_STATUSES: Readonly<Record<BookingStatus, readonly [Tone, string]>> = {
  pending: ["warn", "Waits for your answer"],
  confirmed: ["good", "Confirmed"],
  cancelled: ["bad", "Cancelled"],
  completed: ["", "Completed"],
  no_show: ["warn", "Didn’t come"],
};

export const PAYMENT_STATUSES: Readonly<Record<PaymentStatus, readonly [Tone, string]>> = {
  created: ["", "Not paid yet"],
  authorized: ["warn", "Authorised"],
  captured: ["good", "Paid"],
  refund_pending: ["warn", "Refund started"],
  refunded: ["", "Refunded"],
  refund_failed: ["bad", "Refund failed"],
  abandoned: ["", "Too late, not charged"],
  lapsed: ["bad", "Never captured"],
  expired: ["", "Never paid"],
};

const REFUND_STATUSES: Readonly<Record<RefundStatus, readonly [Tone, string]>> = {
  requested: ["warn", "Being sent"],
  pending: ["warn", "With Razorpay"],
  processed: ["good", "Back with the customer"],
  failed: ["bad", "Failed"],
  void: ["", "Nothing to give back"],
};

export const bookingBadge = (status: BookingStatus) => badge(BOOKING_STATUSES[status]);
export const paymentBadge = (status: PaymentStatus) => badge(PAYMENT_STATUSES[status]);
export const refundBadge = (status: RefundStatus) => badge(REFUND_STATUSES[status]);
