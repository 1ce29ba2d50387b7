import type { ErrorCode, Problem } from "./types.gen.js";

/**
 * Why a call failed: a code of the API's, or one of the client's own.
 *
 * - `network_error`: no answer; whether the server did anything is unknown.
 * - `timeout`: no answer within `timeoutMs`.
 * - `aborted`: the call's `signal` was aborted.
 * - `invalid_response`: the answer is not the API's, such as a proxy's HTML page.
 */
export type HoldfastErrorCode = ErrorCode | "network_error" | "timeout" | "aborted" | "invalid_response";

/** What is known of a failure; everything but `code` may be missing. */
export interface Failure extends Omit<Partial<Problem>, "code"> {
  code: HoldfastErrorCode;
  retryAfterMs?: number;
}

/** The only error that calls reject with. */
export class HoldfastError extends Error {
  override readonly name = "HoldfastError";
  /** What happened; a `switch` over it can be exhaustive. */
  readonly code: HoldfastErrorCode;
  /** The HTTP status, or 0 where there was no answer. */
  readonly status: number;
  /** A sentence for people. */
  readonly detail: string;
  /** `validation_failed`: where the input is wrong, such as `customer.email`, and why. */
  readonly errors: Problem["errors"];
  /** `slot_unavailable`: why. */
  readonly reason: Problem["reason"];
  /** `slot_unavailable`: up to three of the nearest starts that are free. */
  readonly alternatives: Problem["alternatives"];
  /** `slot_unavailable` of a payment that came too late: what becomes of the money. */
  readonly payment: Problem["payment"];
  /** `slot_unavailable`: when the slot may be free again, where that is known. */
  readonly freesAt: Problem["freesAt"];
  /** `resource_in_use` of time that is to be blocked: what is there already. */
  readonly inTheWay: Problem["inTheWay"];
  /** `hold_expired`: since when. */
  readonly expiredAt: Problem["expiredAt"];
  /** How long the server asks to wait, in milliseconds. */
  readonly retryAfterMs: number | undefined;
  /** Names the request in the server's log. */
  readonly requestId: Problem["requestId"];

  constructor(failure: Failure, options?: ErrorOptions) {
    super(failure.detail ?? failure.code, options);
    this.code = failure.code;
    this.status = failure.status ?? 0;
    this.detail = this.message;
    this.errors = failure.errors;
    this.reason = failure.reason;
    this.alternatives = failure.alternatives;
    this.payment = failure.payment;
    this.freesAt = failure.freesAt;
    this.inTheWay = failure.inTheWay;
    this.expiredAt = failure.expiredAt;
    this.retryAfterMs = failure.retryAfterMs;
    this.requestId = failure.requestId;
  }
}
