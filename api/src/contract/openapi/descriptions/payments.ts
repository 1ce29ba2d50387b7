import type { Descriptions } from "./types.js";

const about = { amount: "In the currency's minor unit.", refundedAmount: "What was given back, or is on its way." };

/** What an owner sees of money. */
export const PAYMENTS: readonly Descriptions[] = [
  { of: ["PaymentSummary"], fields: { ...about, status: "How far the payment is; of several that paid for one booking together." } },
  {
    of: ["Payment", "PaymentDetails"],
    fields: {
      ...about,
      purpose: "What it pays for; a `stray` settles nothing and goes back.",
      needsAttention: "Whether an open alert is about it.",
      booking: "The booking that it paid for; null where it paid for none.",
      customer: "Who opened the checkout.",
      razorpayOrderId: "Razorpay's order.",
      razorpayPaymentId: "Razorpay's payment that settled the order; null until then.",
      refunds: "Each with what became of it, the oldest first.",
      history: "What happened, the oldest first.",
      alerts: "What about it needs a person.",
    },
  },
  {
    of: ["Refund"],
    fields: {
      amount: "In the currency's minor unit.",
      attempt: "How many tries it has taken; each that fails is followed by another one after a while.",
      lastError: "Why the last try failed.",
      settledAt: "When it was processed, or given up.",
    },
  },
  { of: ["CreateRefund"], fields: { amount: "In the currency's minor unit. Default is all that is left.", note: "For your own records." } },
  {
    of: ["PaymentAlert"],
    fields: {
      subject: "What it is about: Razorpay's id of a payment or order, a refund, or an event's name.",
      detail: "What happened and what to do, as a sentence.",
      times: "How often it happened.",
      resolvedAt: "When somebody dealt with it, or it settled itself.",
    },
  },
  { of: ["RequiresPayment"], fields: { payment: "What to open Razorpay's checkout with.", expiresAt: "Until then the slot is kept.", expiresInSeconds: "From `serverTime` to `expiresAt`." } },
  { of: ["CancelBooking"], fields: { reason: "For your own records.", refundAmount: "The business alone: what to give back, in minor units. Default is all that was paid." } },
  { of: ["RescheduleBooking"], fields: { holdId: "A live hold of the same service.", holdToken: "The token that it was given." } },
  { of: ["SlotsEvent"], fields: { from: "The first start that is told of.", to: "The first start that is not told of any more.", slots: "All that can be booked of these." } },
  {
    of: ["watchAvailability"],
    fields: { from: "First local date in `timeZone`.", to: "Last local date, included; at most 62 days in all.", timeZone: "The zone of dates and local times. Default is UTC.", key: "The key, for an EventSource, which can send no headers." },
  },
  { of: ["listPayments"], fields: { search: "Razorpay's id of an order or payment, or a booking's reference.", needsAttention: "`true`: only those that an open alert is about." } },
  { of: ["listPaymentAlerts"], fields: { resolved: "`true`: those that were dealt with. Default is those that were not." } },
];

/** What the values of an enumeration mean. */
export const PAYMENT_WORDS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  PaymentStatus: {
    created: "the order is made, nothing is paid yet",
    authorized: "the customer's bank keeps the money for the business; it is being captured",
    captured: "the business has the money",
    refund_pending: "a refund was started",
    refunded: "what was to go back (`refundedAmount`) is back",
    refund_failed: "a refund failed five times and needs its owner",
    abandoned: "it came too late and was never charged",
    lapsed: "it was booked with, but never captured in time, and went back to the customer",
    expired: "nobody ever paid",
  },
  PaymentPurpose: {
    booking: "a booking",
    reschedule: "the price difference of a booking that is moved",
    stray: "nothing: a second payment of an order, or one of a wrong amount",
  },
  RefundReason: {
    late: "it came after the slot had gone",
    duplicate: "its order was paid twice",
    mismatch: "its amount or currency was not what was asked for",
    cancelled: "the booking was cancelled",
    rescheduled: "the booking was moved to a cheaper time",
    by_hand: "the owner asked for it",
    dashboard: "it was made in Razorpay's dashboard",
  },
  RefundStatus: {
    requested: "it is being sent",
    pending: "Razorpay has taken it",
    processed: "it is back with the customer",
    failed: "it was given up; see the alert",
    void: "nothing was ever captured, so there was nothing to give back",
  },
  PaymentAlertKind: {
    payment_mismatch: "Razorpay reports another amount or currency than was asked for",
    refund_failed: "a refund was given up",
    refund_slow: "a refund has been on its way for more than ten days",
    not_captured: "a booking's payment could not be captured in time",
    settlement_failed: "Razorpay could not be asked for days, or does not accept the keys",
    unknown_event: "Razorpay sent an event that Holdfast does nothing with",
    webhook_refused: "a webhook came with a wrong signature",
    refunded_outside: "a refund was made in Razorpay's dashboard",
  },
};
