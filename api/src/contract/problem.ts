import { z } from "zod";
import { instant } from "./common.js";

/** Every code an answer can carry. The table beside `BookingError` gives each its status and sentence. */
export const ERROR_CODES = [
  "validation_failed",
  "invalid_json",
  "unsupported_media_type",
  "body_too_large",
  "unauthorized",
  "wrong_credential",
  "origin_not_allowed",
  "not_found",
  "method_not_allowed",
  "email_taken",
  "invalid_credentials",
  "wrong_code",
  "too_many_attempts",
  "rate_limited",
  "conflict",
  "resource_in_use",
  "slot_unavailable",
  "hold_limit_reached",
  "hold_expired",
  "hold_not_active",
  "extension_limit_reached",
  "booking_not_active",
  "booking_not_started",
  "idempotency_key_reused",
  "idempotency_in_flight",
  "payment_not_verified",
  "payment_failed",
  "payment_not_refundable",
  "payments_not_configured",
  "payment_provider_unavailable",
  "service_unavailable",
  "internal_error",
] as const;

export type ErrorCode = (typeof ERROR_CODES)[number];
export const errorCode = z.enum(ERROR_CODES).meta({ id: "ErrorCode" });

export const unavailableReason = z
  .enum(["held", "booked", "closed", "too_soon", "too_far", "past"])
  .meta({ id: "UnavailableReason" });

export const alternative = z
  .object({
    start: instant,
    end: instant,
    localTime: z.string().meta({ description: "HH:MM in `timeZone`." }),
    utcOffset: z.string(),
    timeZone: z.string().meta({ description: "The zone of the service's first resource." }),
    date: z.string(),
    remaining: z.int(),
    resourceIds: z.array(z.string()),
  })
  .meta({ id: "Alternative" });

export const inTheWay = z
  .object({ kind: z.enum(["booking", "hold", "slot", "block"]), id: z.string(), start: instant, end: instant, reference: z.string().optional() })
  .meta({ id: "InTheWay" });

/** RFC 9457 problem document. `application/problem+json`. */
export const problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    code: errorCode,
    /** For input: where it is wrong, as a path such as `customer.email`, and why. */
    errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
    /** `slot_unavailable`: why, when it may be free again, and the nearest starts that are. */
    reason: unavailableReason.optional(),
    freesAt: instant.optional(),
    alternatives: z.array(alternative).max(3).optional(),
    /** `slot_unavailable` of a payment that came too late: what happens to the money. */
    payment: z.object({ outcome: z.enum(["not_charged", "refund_started"]), amount: z.int(), currency: z.string() }).optional(),
    /** `resource_in_use`: what keeps the resource then. */
    inTheWay: z.array(inTheWay).optional(),
    /** `hold_expired` */
    expiredAt: instant.optional(),
    serverTime: instant.optional(),
    /** `rate_limited` and friends; the same as the `Retry-After` header, in seconds. */
    retryAfterSeconds: z.int().optional(),
    requestId: z.string().optional(),
  })
  .meta({ id: "Problem" });

export type AlternativeView = z.input<typeof alternative>;
export type InTheWayView = z.input<typeof inTheWay>;
export type ProblemView = z.input<typeof problem>;
export type UnavailableReason = z.output<typeof unavailableReason>;
