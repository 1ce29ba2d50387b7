import { z } from "zod";
import { amountMinor, id, instant, line, money, pageOf, pageQuery, paragraph } from "./common.js";
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
    customer: z.object({ name: z.string(), email: z.string(), phone: z.string().nullable() }),
    answers: z.record(z.string(), z.union([z.string(), z.boolean()])),
    business: z.object({ name: z.string() }),
    payment: paymentSummary.nullable(),
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
  /** A reference, or a customer's e-mail address. */
  search: line(254).optional(),
});

export const cancelBooking = z
  .strictObject({
    reason: paragraph(500).optional(),
    /** The business alone: what to give back, in minor units. Default is all that was paid. */
    refundAmount: amountMinor.optional(),
  })
  .meta({ id: "CancelBooking" });
export const rescheduleBooking = z
  .strictObject({ holdId: id("hold"), holdToken: z.string().regex(/^hold\.[\w.-]{1,190}$/, { error: "Must be the token that the hold was given." }) })
  .meta({ id: "RescheduleBooking" });
/** The moved booking; or, where the new time is dearer, what has to be paid before it is moved. */
export const rescheduleResult = z.union([booking, requiresPayment]).meta({ id: "RescheduleResult" });

export type BookingView = z.input<typeof booking>;
export type BookingListQuery = z.output<typeof bookingListQuery>;
export type BookingStatus = z.output<typeof bookingStatus>;
export type CancelBooking = z.output<typeof cancelBooking>;
export type RescheduleResultView = z.input<typeof rescheduleResult>;
export type RescheduleBooking = z.output<typeof rescheduleBooking>;
