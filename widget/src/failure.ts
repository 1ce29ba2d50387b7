import { HoldfastError } from "@holdfast/sdk";

/** What went wrong, in the terms in which it is told. The last four are for the page's owner to mend. */
export type FailureKind =
  | "offline"
  | "unreachable"
  | "busy"
  | "limit"
  | "server"
  | "unknown"
  | "setup"
  | "key"
  | "origin"
  | "service";

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

const KINDS: Readonly<Record<string, FailureKind>> = {
  network_error: "unreachable",
  timeout: "unreachable",
  aborted: "unreachable",
  invalid_response: "server",
  rate_limited: "busy",
  hold_limit_reached: "limit",
  unauthorized: "key",
  wrong_credential: "key",
  origin_not_allowed: "origin",
  not_found: "service",
};

/** Puts an error of the SDK, or any other, into the widget's terms. */
export function failureOf(error: unknown, online = navigator.onLine): Failure {
  if (!(error instanceof HoldfastError)) return { kind: "unknown", code: "unknown", detail: String(error), retryAt: 0 };
  const known = KINDS[error.code] ?? (error.status >= 500 ? "server" : "unknown");
  return {
    kind: known === "unreachable" && !online ? "offline" : known,
    code: error.code,
    detail: error.detail,
    retryAt: error.retryAfterMs === undefined ? 0 : Date.now() + error.retryAfterMs,
  };
}

/** A mistake in the tag itself. */
export const setupFailure = (missing: string): Failure => ({
  kind: "setup",
  code: "setup",
  detail: missing,
  retryAt: 0,
});

/** Whether only the page's owner can mend it. */
export const isOwners = ({ kind }: Failure): boolean =>
  kind === "setup" || kind === "key" || kind === "origin" || kind === "service";
