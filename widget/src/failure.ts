import { HoldfastError } from "@holdfast/sdk";

/** What went wrong, in the terms in which it is told. `unavailable` is for the page's owner to mend. */
export type FailureKind = "offline" | "unreachable" | "busy" | "limit" | "server" | "unknown" | "unavailable";

/** A failure as a step shows it. */
export interface Failure {
  readonly kind: FailureKind;
  /** The stable code, such as `rate_limited`: shown to the page's owner, and part of the `error` event. */
  readonly code: string;
  /** The server's public sentence. */
  readonly detail: string;
  /** The moment (`Date.now()`) from which trying again makes sense. */
  readonly retryAt: number;
}

const kindOf = (code: string, status: number): FailureKind => {
  if (code === "hold_limit_reached") return "limit";
  if (status === 429) return "busy";
  if (status >= 500 || code === "invalid_response") return "server";
  if (status === 401 || status === 403 || status === 404) return "unavailable";
  if (status > 0) return "unknown";
  return navigator.onLine ? "unreachable" : "offline";
};

/** Puts an error of the SDK, or any other, into the widget's terms. */
export function failureOf(error: unknown): Failure {
  const { code, status, detail, retryAfterMs = 0 } =
    error instanceof HoldfastError ? error : { code: "unknown", status: 1, detail: String(error) };
  return { kind: kindOf(code, status), code, detail, retryAt: Date.now() + retryAfterMs };
}

/** The tag lacks an attribute, or the service it names does not exist. */
export const ownersFailure = (code: string, detail: string): Failure => ({ kind: "unavailable", code, detail, retryAt: 0 });
