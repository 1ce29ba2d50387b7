import { z } from "zod";
import { amountMinor, durationMinutes, email, id, instant, line, locale, money, pageOf, pageQuery, paragraph, phone, quantity, timeZone } from "./common.js";
import { paymentSummary, requiresPayment } from "./payments.js";
import { terms } from "./terms.js";

export const bookingStatus = z
  .enum(["pending", "confirmed", "cancelled", "completed", "no_show"])
  .meta({ id: "BookingStatus" });

export const booking = z
  .object({
    id: id("booking"),
    /** Short, for people to read to each other. */
    reference: z.string(),
    /** Whoever has it may see and change this booking; only where the booking was just made. */
    token: z.string().optional(),
    status: bookingStatus,
    holdId: z.string(),
    service: z.object({ id: z.string(), name: z.string() }),
    resources: z.array(z.object({ id: z.string(), name: z.string() })),
    start: instant,
    end: instant,
    /** Where the booking takes place. */
    timeZone: z.string(),
    quantity: z.int(),
    price: money,
    terms: terms,
    /** Some who are booked for have no address. */
    customer: z.object({ name: z.string(), email: z.string().nullable(), phone: z.string().nullable() }),
    answers: z.record(z.string(), z.union([z.string(), z.boolean()])),
    business: z.object({ name: z.string() }),
    /** How its price is paid; null where it costs nothing. */
    paymentMethod: z.enum(["online", "on_site"]).nullable(),
    payment: paymentSummary.nullable(),
    madeBy: z.enum(["customer", "owner"]),
    /** Only for the business. */
    notes: z.string().optional(),
    createdAt: instant,
    cancelledAt: instant.nullable(),
    movedAt: instant.nullable(),
  })
  .meta({ id: "Booking" });

export const bookingList = pageOf(booking).meta({ id: "BookingList" });
export const bookingListQuery = z.strictObject({
  ...pageQuery,
  status: bookingStatus.optional(),
  serviceId: id("service").optional(),
  resourceId: id("resource").optional(),
  /** Only bookings that start at or after this instant … */
  from: instant.optional(),
  /** … and before this one. */
  to: instant.optional(),
  /** A reference, a customer's e-mail address, a part of their name, or the end of their telephone number. */
  search: line(254).optional(),
});

/** Whom an owner books for. */
export const bookedCustomer = z
  .strictObject({ name: line(200), email: email.optional(), phone: phone.optional(), locale: locale.optional(), timeZone: timeZone.optional() })
  .meta({ id: "BookedCustomer" });

export const createBooking = z
  .strictObject({
    serviceId: id("service"),
    start: instant,
    resourceId: id("resource").optional(),
    quantity: quantity.optional(),
    durationMinutes: durationMinutes.optional(),
    customer: bookedCustomer,
    answers: z.record(z.string().max(40), z.union([z.string().max(2000), z.boolean()])).optional(),
    /** Only for the business. */
    notes: paragraph(2000).optional(),
    /** Default is `on_site`. */
    payment: z.enum(["on_site", "none"]).optional(),
    /** Default is false. */
    outsideHours: z.boolean().optional(),
  })
  .meta({ id: "CreateBooking" });

export const cancelBooking = z
  .strictObject({
    reason: paragraph(500).optional(),
    /** The business alone: what its customer is told. */
    message: paragraph(2000).min(1).optional(),
    /** The business alone: what to give back, in minor units. Default is all that was paid. */
    refundAmount: amountMinor.optional(),
  })
  .meta({ id: "CancelBooking" });
export const declineBooking = z
  .strictObject({
    /** For the business alone. */
    reason: paragraph(500).min(1).optional(),
    /** What its customer is told. */
    message: paragraph(2000).min(1).optional(),
  })
  .meta({ id: "DeclineBooking" });
export const rescheduleBooking = z
  .strictObject({ holdId: id("hold"), holdToken: z.string().regex(/^hold\.[\w.-]{1,190}$/, { error: "Must be the token that the hold was given." }) })
  .meta({ id: "RescheduleBooking" });
/** The moved booking; or, where the new time is dearer, what has to be paid before it is moved. */
export const rescheduleResult = z.union([booking, requiresPayment]).meta({ id: "RescheduleResult" });

export type BookingView = z.input<typeof booking>;
export type BookingListQuery = z.output<typeof bookingListQuery>;
export type BookingStatus = z.output<typeof bookingStatus>;
export type CreateBooking = z.output<typeof createBooking>;
export type BookedCustomer = z.output<typeof bookedCustomer>;
export type DeclineBooking = z.output<typeof declineBooking>;
export type CancelBooking = z.output<typeof cancelBooking>;
export type RescheduleResultView = z.input<typeof rescheduleResult>;
export type RescheduleBooking = z.output<typeof rescheduleBooking>;
