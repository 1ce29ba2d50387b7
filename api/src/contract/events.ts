import { z } from "zod";
import { booking } from "./bookings.js";
import { id, instant } from "./common.js";
import { hold } from "./holds.js";
import { payment, refund } from "./payments.js";

export const HOLD_EVENTS = ["hold.created", "hold.released", "hold.expired"] as const;
export const BOOKING_EVENTS = ["booking.requested", "booking.confirmed", "booking.moved", "booking.cancelled", "booking.completed", "booking.no_show", "booking.reopened"] as const;
export const PAYMENT_EVENTS = ["payment.authorized", "payment.captured", "payment.failed", "payment.late", "payment.lapsed"] as const;
export const REFUND_EVENTS = ["refund.requested", "refund.processed", "refund.failed", "refund.void"] as const;

/** Everything a business's servers can be told of. */
export const EVENT_TYPES = [...HOLD_EVENTS, ...BOOKING_EVENTS, ...PAYMENT_EVENTS, ...REFUND_EVENTS] as const;
export const eventType = z.enum(EVENT_TYPES).meta({ id: "EventType" });

/** Only ever sent because its owner asked for it. */
export const TEST_EVENT = "webhook.test";

/** Named apart, so that programs can name them, too. */
const about = <const T extends readonly [string, ...string[]], D extends z.ZodType>(name: string, types: T, data: D) =>
  z.object({ type: z.enum(types), timestamp: instant, data }).meta({ id: name });

/** What an endpoint receives, as JSON. */
export const webhookEvent = z
  .discriminatedUnion("type", [
    about("HoldEvent", HOLD_EVENTS, hold),
    about("BookingEvent", BOOKING_EVENTS, booking),
    about("PaymentEventMessage", PAYMENT_EVENTS, payment),
    about("RefundEvent", REFUND_EVENTS, refund),
    about("TestEvent", [TEST_EVENT], z.object({ webhookEndpointId: id("webhookEndpoint") })),
  ])
  .meta({ id: "WebhookEvent" });

export type EventType = z.output<typeof eventType>;
export type WebhookEventView = z.input<typeof webhookEvent>;
/** What an event of this type tells. */
export type DataOf<T extends WebhookEventView["type"]> = Extract<WebhookEventView, { type: T }> extends { data: infer D } ? D : never;
