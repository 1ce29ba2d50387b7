import { z } from "zod";
import { booking, bookingList, bookingListQuery, cancelBooking, createBooking, rescheduleBooking, rescheduleResult } from "../bookings.js";
import { id } from "../common.js";
import { endpoint } from "./endpoint.js";

const tag = "Bookings";
const credentials = ["token", "customer", "secret", "owner"] as const;
const params = z.object({ bookingId: id("booking") });

export const bookingEndpoints = [
  endpoint({
    method: "get",
    path: "/v1/bookings",
    operationId: "listBookings",
    summary: "List bookings",
    tag,
    credentials: ["secret", "owner"],
    query: bookingListQuery,
    success: { status: 200, body: bookingList },
    errors: [],
  }),
  endpoint({
    method: "post",
    path: "/v1/bookings",
    operationId: "createBooking",
    summary: "Book for a customer",
    description:
      "By hand, for one who called: at once, without a hold and without a payment online. What it costs is paid on site, and " +
      "cancelling it gives nothing back from here. Holds and bookings of others stand in its way like in everybody's.",
    tag,
    credentials: ["secret", "owner"],
    idempotencyKey: true,
    body: createBooking,
    success: { status: 201, body: booking },
    errors: ["not_found", "slot_unavailable"],
  }),
  endpoint({
    method: "get",
    path: "/v1/bookings/{bookingId}",
    operationId: "getBooking",
    summary: "Read a booking",
    tag,
    credentials,
    params,
    success: { status: 200, body: booking },
    errors: [],
  }),
  endpoint({
    method: "post",
    path: "/v1/bookings/{bookingId}/cancel",
    operationId: "cancelBooking",
    summary: "Cancel a booking",
    description: "Frees its slot at once and gives back what the agreed terms say.",
    tag,
    credentials,
    idempotencyKey: true,
    params,
    body: cancelBooking,
    success: { status: 200, body: booking },
    errors: ["booking_not_active"],
  }),
  endpoint({
    method: "post",
    path: "/v1/bookings/{bookingId}/reschedule",
    operationId: "rescheduleBooking",
    summary: "Move a booking to another time",
    description:
      "Place a hold of the same service first, then move the booking to it. The old time is kept until the new one is won. " +
      "Where the new time costs less, the difference is given back; where it costs more, the answer is `requires_payment` " +
      "with the difference: pay it with Razorpay's checkout and confirm the hold, and the booking is moved.",
    tag,
    credentials,
    idempotencyKey: true,
    params,
    body: rescheduleBooking,
    success: { status: 200, body: rescheduleResult },
    errors: ["booking_not_active", "hold_expired", "hold_not_active", "conflict", "payments_not_configured", "payment_provider_unavailable"],
  }),
  endpoint({
    method: "post",
    path: "/v1/bookings/{bookingId}/complete",
    operationId: "completeBooking",
    summary: "Say that a booking took place",
    description: "From its start on. Saying it again changes nothing.",
    tag,
    credentials: ["secret", "owner"],
    idempotencyKey: true,
    params,
    success: { status: 200, body: booking },
    errors: ["booking_not_active", "booking_not_started"],
  }),
  endpoint({
    method: "post",
    path: "/v1/bookings/{bookingId}/no-show",
    operationId: "markNoShow",
    summary: "Say that nobody came",
    description: "From its start on. Nothing is given back by it; a refund is made with the payment. Saying it again changes nothing.",
    tag,
    credentials: ["secret", "owner"],
    idempotencyKey: true,
    params,
    success: { status: 200, body: booking },
    errors: ["booking_not_active", "booking_not_started"],
  }),
  endpoint({
    method: "post",
    path: "/v1/bookings/{bookingId}/reopen",
    operationId: "reopenBooking",
    summary: "Take back that a booking took place, or that nobody came",
    description: "It is confirmed again. One that is confirmed stays as it is.",
    tag,
    credentials: ["secret", "owner"],
    idempotencyKey: true,
    params,
    success: { status: 200, body: booking },
    errors: ["booking_not_active"],
  }),
  endpoint({
    method: "get",
    path: "/v1/bookings/{bookingId}/calendar.ics",
    operationId: "getBookingCalendar",
    summary: "Download a booking for a calendar",
    description: "An iCalendar file. A link can't send headers, so that here the token may stand in the address.",
    tag,
    credentials,
    params,
    query: z.strictObject({
      token: z.string().max(200).optional().meta({ description: "The booking's token, instead of `Holdfast-Token`." }),
    }),
    success: { status: 200, body: z.string(), contentType: "text/calendar" },
    errors: [],
  }),
] as const;
