import type { AlternativeView, ErrorCode, InTheWayView, ProblemView, UnavailableReason } from "./contract/problem.js";

/** What an error tells beside its code and sentence; goes into the problem document as it stands. */
export interface ErrorDetails {
  errors?: { path: string; message: string }[];
  reason?: UnavailableReason;
  freesAt?: string;
  alternatives?: AlternativeView[];
  payment?: NonNullable<ProblemView["payment"]>;
  inTheWay?: InTheWayView[];
  expiredAt?: string;
  serverTime?: string;
  retryAfterSeconds?: number;
}

/**
 * The one error that operations throw: a stable code, a sentence a person can act on, and a private cause.
 * Which HTTP status it becomes is decided in `http/error-handler.ts`.
 */
export class BookingError extends Error {
  override readonly name = "BookingError";

  constructor(
    readonly code: ErrorCode,
    message: string = SENTENCES[code],
    readonly details: ErrorDetails = {},
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** The field at `path` is wrong. */
export const invalidField = (path: string, message: string) =>
  new BookingError("validation_failed", undefined, { errors: [{ path, message }] });

/** Unknown ids and other tenants' ids get the same answer. */
export const notFound = (what: string) => new BookingError("not_found", `There is no such ${what}.`);

/** What is said when nothing more precise is known. */
export const SENTENCES: Record<ErrorCode, string> = {
  validation_failed: "Some fields are not valid; see errors.",
  invalid_json: "The body is not valid JSON in UTF-8.",
  unsupported_media_type: "Send the body as application/json.",
  body_too_large: "The body is too large; 256 kB are enough for every request.",
  unauthorized: "Send a valid key or access token as Authorization: Bearer ….",
  wrong_credential: "This credential may not do that.",
  origin_not_allowed: "This key does not work from this website. Its owner can add the website's origin to the key.",
  not_found: "There is nothing here.",
  method_not_allowed: "This method is not supported here.",
  email_taken: "An account with this e-mail address exists. Sign in instead.",
  invalid_credentials: "The e-mail address or the password is not right.",
  wrong_code: "This code is wrong or no longer good. Ask for a new one.",
  too_many_attempts: "Too many attempts. Wait a moment and try again.",
  rate_limited: "Too many requests. Wait a moment and try again.",
  conflict: "This does not fit the present state; read it again and retry.",
  resource_in_use: "It is still in use.",
  slot_unavailable: "This slot is not available. Choose another one.",
  hold_limit_reached: "Too many slots are held from here at once. Finish or release one first.",
  hold_expired: "The hold has expired. Choose the slot again if it is still free.",
  hold_not_active: "The hold is no longer active.",
  extension_limit_reached: "This hold can't be extended any further.",
  booking_not_active: "The booking can no longer be changed.",
  booking_not_started: "The booking has not begun yet. Say what became of it once it has.",
  idempotency_key_reused: "This Idempotency-Key was used with another request. Use a new key.",
  idempotency_in_flight: "The first request with this Idempotency-Key is still running. Retry in a moment.",
  payment_not_verified: "The payment could not be verified.",
  payment_failed: "The payment did not succeed. Nothing was booked; try again.",
  payment_not_refundable: "There is nothing of this payment that could be given back.",
  payments_not_configured: "This business can't take payments yet.",
  payment_provider_unavailable: "The payment provider can't be reached. Your slot stays held; try again in a moment.",
  service_unavailable: "The service is briefly unavailable. Retry in a moment.",
  internal_error: "Something went wrong on our side. It was recorded; retry in a moment.",
};
