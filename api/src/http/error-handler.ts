import type { Context } from "hono";
import { HTTPException } from "hono/http-exception";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import type { ErrorCode } from "../contract/problem.js";
import { errorFromDatabase } from "../database/constraint-errors.js";
import { BookingError, SENTENCES } from "../errors.js";
import type { Env } from "./env.js";

/** The only place that knows which status a code becomes. */
export const STATUS: Record<ErrorCode, ContentfulStatusCode> = {
  validation_failed: 400,
  invalid_json: 400,
  payment_not_verified: 400,
  unauthorized: 401,
  invalid_credentials: 401,
  wrong_code: 401,
  payment_failed: 402,
  wrong_credential: 403,
  origin_not_allowed: 403,
  not_found: 404,
  method_not_allowed: 405,
  email_taken: 409,
  conflict: 409,
  resource_in_use: 409,
  slot_unavailable: 409,
  hold_not_active: 409,
  extension_limit_reached: 409,
  booking_not_active: 409,
  booking_not_started: 409,
  idempotency_in_flight: 409,
  payment_not_refundable: 409,
  payments_not_configured: 409,
  hold_expired: 410,
  body_too_large: 413,
  unsupported_media_type: 415,
  idempotency_key_reused: 422,
  too_many_attempts: 429,
  rate_limited: 429,
  hold_limit_reached: 429,
  internal_error: 500,
  payment_provider_unavailable: 503,
  service_unavailable: 503,
};

/** `slot_unavailable` → "Slot unavailable". */
const titleOf = (code: ErrorCode) => code[0]!.toUpperCase() + code.slice(1).replaceAll("_", " ");

function toBookingError(error: unknown): BookingError {
  if (error instanceof BookingError) return error;
  const known = errorFromDatabase(error);
  if (known) return known;
  if (error instanceof HTTPException) {
    if (error.status === 413) return new BookingError("body_too_large");
    if (error.status < 500) return new BookingError("invalid_json", undefined, {}, { cause: error });
  }
  return new BookingError("internal_error", undefined, {}, { cause: error });
}

/** Answers any error as a problem document; what was not foreseen is logged with its cause, never shown. */
export function handleError(error: unknown, c: Context<Env>): Response {
  const known = toBookingError(error);
  const status = STATUS[known.code];
  c.set("problem", known);
  if (status >= 500) {
    const { log } = c.get("deps");
    log[status === 500 ? "error" : "warn"]({ code: known.code, err: known.cause ?? known }, "request failed");
  }
  if (known.details.retryAfterSeconds !== undefined) c.header("Retry-After", String(known.details.retryAfterSeconds));
  if (status === 401) c.header("WWW-Authenticate", 'Bearer realm="holdfast"');
  c.header("Content-Type", "application/problem+json");
  return c.body(
    JSON.stringify({
      type: `https://holdfast.dev/problems/${known.code}`,
      title: titleOf(known.code),
      status,
      detail: known.message || SENTENCES[known.code],
      code: known.code,
      ...known.details,
      requestId: c.get("requestId"),
    }),
    status,
  );
}
