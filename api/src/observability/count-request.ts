import type { BookingError } from "../errors.js";
import type { Metrics } from "./metrics.js";

export interface AnsweredRequest {
  method: string;
  /** The route's pattern: paths have ids in them, of which there is no end. */
  route: string;
  status: number;
  ms: number;
  problem: BookingError | undefined;
  /** Whether the answer is the one that an earlier request with the same Idempotency-Key got. */
  replayed: boolean;
}

const METHODS = new Set(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]);

/** Counts what came of a request, as far as its answer tells. */
export function countRequest(metrics: Metrics, request: AnsweredRequest): void {
  const { method, route, status, ms, problem } = request;
  metrics.requests.observe({ method: METHODS.has(method) ? method : "other", route, status: `${Math.floor(status / 100)}xx` }, ms / 1000);
  if (problem) metrics.problems.inc({ code: problem.code });
  if (method === "POST" && route === "/v1/holds") metrics.holds.inc(outcomeOfHold(request));
}

function outcomeOfHold({ status, problem, replayed }: AnsweredRequest) {
  if (!problem) return { outcome: replayed ? "repeated" : "placed" };
  if (problem.code === "slot_unavailable") return { outcome: "lost", reason: problem.details.reason ?? "booked" };
  if (problem.code === "hold_limit_reached") return { outcome: "limit" };
  return { outcome: status < 500 ? "refused" : "failed" };
}
