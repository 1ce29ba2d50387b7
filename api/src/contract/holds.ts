import { z } from "zod";
import { durationMinutes, email, id, instant, line, locale, money, pageOf, pageQuery, phone, quantity, timeZone } from "./common.js";
import { booking, bookingStatus } from "./bookings.js";
import { paymentSummary, requiresPayment } from "./payments.js";
import { terms } from "./terms.js";

export const placeHold = z
  .strictObject({
    serviceId: id("service"),
    start: instant,
    /** Only this resource; default is any that is free. */
    resourceId: id("resource").optional(),
    /** Places. Default is 1. */
    quantity: quantity.optional(),
    /** Default is the service's first duration. */
    durationMinutes: durationMinutes.optional(),
    /** A live hold to give up, but only if this one is won; its token goes in `Holdfast-Token`. */
    replaces: id("hold").optional(),
  })
  .meta({ id: "PlaceHold" });

export const holdStatus = z.enum(["held", "paying", "confirmed", "released", "expired"]).meta({ id: "HoldStatus" });

export const hold = z
  .object({
    id: id("hold"),
    /** Whoever has it may act on this hold; sent in `Holdfast-Token`. Only in the answer that creates the hold. */
    token: z.string().optional(),
    status: holdStatus,
    serviceId: z.string(),
    start: instant,
    end: instant,
    timeZone: z.string(),
    quantity: z.int(),
    durationMinutes: z.int(),
    resources: z.array(z.object({ id: z.string(), name: z.string() })),
    price: money,
    terms,
    expiresAt: instant,
    expiresInSeconds: z.number(),
    serverTime: instant,
    extensionsLeft: z.int(),
    /** Present once the hold is confirmed. */
    booking: z.object({ id: z.string(), reference: z.string(), status: bookingStatus }).optional(),
    /** Present once checkout was opened for something to pay. */
    payment: paymentSummary.optional(),
  })
  .meta({ id: "Hold" });

export const holdList = pageOf(hold).meta({ id: "HoldList" });
/** Which of the live holds: those that begin at or after `from` and before `to`. */
export const holdListQuery = z.strictObject({
  ...pageQuery,
  serviceId: id("service").optional(),
  resourceId: id("resource").optional(),
  from: instant.optional().meta({ description: "Only holds that start at or after this instant." }),
  to: instant.optional().meta({ description: "Only holds that start before this instant." }),
});

export const customerDetails = z
  .strictObject({ name: line(200), email, phone: phone.optional(), locale: locale.optional(), timeZone: timeZone.optional() })
  .meta({ id: "CustomerDetails" });

export const checkout = z
  .strictObject({
    customer: customerDetails,
    /** Answers to the service's questions, by question id. */
    answers: z.record(z.string().max(40), z.union([z.string().max(2000), z.boolean()])).optional(),
  })
  .meta({ id: "Checkout" });

export const checkoutResult = z
  .discriminatedUnion("status", [
    /** `pending` where the business has to approve it first. */
    z.object({ status: z.enum(["confirmed", "pending"]), booking: booking }),
    requiresPayment,
  ])
  .meta({ id: "CheckoutResult" });

export const confirmHold = z
  .strictObject({
    razorpayPaymentId: z.string().regex(/^pay_[A-Za-z0-9]{14}$/, { error: "Must be a Razorpay payment id." }),
    razorpayOrderId: z.string().regex(/^order_[A-Za-z0-9]{14}$/, { error: "Must be a Razorpay order id." }),
    razorpaySignature: z.string().regex(/^[0-9a-f]{64}$/, { error: "Must be the signature that checkout gave, 64 hexadecimal digits." }),
  })
  .meta({ id: "ConfirmHold" });

export type PlaceHold = z.output<typeof placeHold>;
export type HoldView = z.input<typeof hold>;
export type HoldListQuery = z.output<typeof holdListQuery>;
export type Checkout = z.output<typeof checkout>;
export type CheckoutResultView = z.input<typeof checkoutResult>;
export type ConfirmHold = z.output<typeof confirmHold>;
export type CustomerDetails = z.output<typeof customerDetails>;
