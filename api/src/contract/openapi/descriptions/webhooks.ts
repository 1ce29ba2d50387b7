import type { Descriptions } from "./types.js";

/** What is sent to a business's own servers. */
export const WEBHOOKS: readonly Descriptions[] = [
  {
    of: ["WebhookEndpoint", "CreateWebhookEndpoint", "UpdateWebhookEndpoint"],
    fields: {
      url: "Where events are posted to: https, and not in a private network.",
      description: "For people.",
      events: "Which events it is told of; `*` is all, those that are to come included. Default is all.",
      secret: "What deliveries are signed with, `whsec_…`. Only in the answers that make one.",
      previousSecretValidUntil: "Until then deliveries are signed with the secret before the present one, too.",
      failingSince: "Since when no delivery succeeded, or null.",
      disabledReason: "Who or what disabled it, or null.",
      disabled: "Whether anything is sent.",
    },
  },
  {
    of: ["WebhookDelivery"],
    fields: {
      id: "The event's id, which the receiver gets as `webhook-id`: the same with every try and replay.",
      event: "What is sent.",
      attempts: "Tries so far.",
      nextAttemptAt: "Null where it is over, or waits for its endpoint to be enabled.",
      lastAttempt: "What became of the last try; null before the first.",
      endedAt: "When it was delivered or given up.",
    },
  },
  {
    of: ["WebhookAttempt"],
    fields: {
      status: "The HTTP status, or null where there was no answer.",
      error: "What went wrong, in a sentence, or null.",
      response: "The beginning of the answer's body, or null.",
    },
  },
  { of: ["HoldEvent", "BookingEvent", "PaymentEventMessage", "RefundEvent"], fields: { timestamp: "When it happened.", data: "As it was then." } },
  { of: ["listWebhookDeliveries"], fields: { from: "Only events at or after this instant …", to: "… and before this one." } },
];

export const WEBHOOK_WORDS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  EventType: {
    "hold.created": "a slot was held",
    "hold.released": "a hold was given up before its time ended, or swapped for another",
    "hold.expired": "a hold's time ended",
    "booking.confirmed": "a hold became a booking",
    "booking.moved": "a booking has another time",
    "booking.requested": "a customer asks for a booking that the business has to approve",
    "booking.cancelled": "a booking was cancelled, by its customer or the business",
    "booking.completed": "a booking took place",
    "booking.no_show": "nobody came",
    "booking.reopened": "a booking that was said to be completed, or that nobody came to, is confirmed again",
    "payment.authorized": "a payment was authorised; it is captured once its booking is won",
    "payment.captured": "the money was taken",
    "payment.failed": "an attempt to pay failed; the customer may try again",
    "payment.late": "a payment came after its slot had gone: it is not charged, or refunded",
    "payment.lapsed": "a booking's payment was never captured and went back to the customer",
    "refund.requested": "money is to go back",
    "refund.processed": "Razorpay has given the money back",
    "refund.failed": "a refund was given up and needs the business",
    "refund.void": "there was nothing to give back: the payment was never captured",
  },
  WebhookDisabledReason: {
    owner: "the business itself",
    gone: "the endpoint answered 410",
    failing: "nothing but failures for five days",
  },
  WebhookDeliveryStatus: {
    pending: "not delivered yet, and not given up",
    delivered: "answered with a status of 200 to 299",
    failed: "given up after the last try, or because the endpoint answered 410",
  },
};
