import { Counter, Histogram, type Instrument } from "./instruments.js";

/**
 * What is counted as it happens. Operations and workers know these by what they mean; that somebody reads them over
 * HTTP, and in which format, is decided in `scrape.ts`.
 */
export interface Metrics {
  /** Requests by route pattern and class of status, in seconds until their answer began. */
  requests: Histogram;
  /** Requests for a hold, by what came of them. */
  holds: Counter;
  bookingsConfirmed: Counter;
  /** Payments, by what they came to when they were settled. */
  paymentsSettled: Counter;
  /** Errors that were answered, by code. */
  problems: Counter;
  /** Messages of the outbox, by topic and whether they could be delivered. */
  outboxMessages: Counter;
  /** Tries to deliver an event to an endpoint, by what came of them. */
  webhookDeliveries: Counter;
  /** Rounds of workers, by worker and whether they failed. */
  workerRounds: Counter;
}

/** From what a good index takes to where nobody waits any more, in seconds. */
const LATENCY_BOUNDS = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

const UNAVAILABLE_REASONS = ["held", "booked", "closed", "too_soon", "too_far", "past"];

export function createMetrics(): Metrics {
  return {
    requests: new Histogram("holdfast_http_request_duration_seconds", "Time until the answer began, by route pattern and class of status.", LATENCY_BOUNDS),
    holds: new Counter(
      "holdfast_holds_total",
      "Requests for a hold: placed, repeated (the same Idempotency-Key again), lost (by reason), limit, refused (bad input or credentials), failed.",
      [...["placed", "repeated", "limit", "refused", "failed"].map((outcome) => ({ outcome })), ...UNAVAILABLE_REASONS.map((reason) => ({ outcome: "lost", reason }))],
    ),
    bookingsConfirmed: new Counter("holdfast_bookings_confirmed_total", "Bookings that were confirmed in this process.", [{ payment: "none" }, { payment: "paid" }]),
    paymentsSettled: new Counter("holdfast_payments_settled_total", "Payments settled in this process: booked, moved (a booking), or late (not charged, or refunded).", [{ outcome: "booked" }, { outcome: "moved" }, { outcome: "late" }]),
    problems: new Counter("holdfast_http_problems_total", "Errors that were answered, by code.", []),
    outboxMessages: new Counter("holdfast_outbox_messages_total", "Tries to deliver a message of the outbox: delivered, failed (it is tried again), given_up.", []),
    webhookDeliveries: new Counter("holdfast_webhook_deliveries_total", "Tries to deliver an event to a webhook endpoint: delivered, failed (it is tried again), given_up.", ["delivered", "failed", "given_up"].map((outcome) => ({ outcome }))),
    workerRounds: new Counter("holdfast_worker_rounds_total", "Rounds of this process's workers: done or failed.", []),
  };
}

/** The instruments in the order in which they are told. */
export const instrumentsOf = (metrics: Metrics): Instrument[] => Object.values(metrics);
