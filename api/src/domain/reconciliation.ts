const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/**
 * How old an order is when the provider is asked about it, in milliseconds. One that is not paid yet is asked about
 * with growing gaps: a failed payment can be authorised for up to three days. One that is settled is still asked about
 * now and then, because a second payment of it would come unannounced where webhooks are lost.
 */
const AGES_MS: Record<"open" | "settled", readonly number[]> = {
  open: [15, 30, 60, 120, 240, 480, 720, 1080, 1440, 2160, 2880, 3600, 4320, 5040, 5760, 7200].map((minutes) => minutes * MINUTE_MS),
  settled: [1, 12, 48, 96, 144].map((hours) => hours * HOUR_MS),
};

export type OrderState = keyof typeof AGES_MS;

/** How old an order is when it is asked about for the first time, in milliseconds. */
export const firstCheckAfterMs = (state: OrderState): number => AGES_MS[state][0]!;

/** How old it is at the next time; undefined once there is nothing more to come. */
export const nextCheckAfterMs = (state: OrderState, ageMs: number): number | undefined => AGES_MS[state].find((age) => age > ageMs);

/** How long to wait before an order is asked about again when nobody answered: a quarter of its age, from 3 minutes to 6 hours. */
export const retryCheckDelayMs = (ageMs: number): number => Math.min(Math.max(ageMs / 4, 3 * MINUTE_MS), 6 * HOUR_MS);

/** How long to wait before a pending refund is asked about again: a quarter of its age, from 5 minutes to 12 hours. */
export const refundCheckDelayMs = (ageMs: number): number => Math.min(Math.max(ageMs / 4, 5 * MINUTE_MS), 12 * HOUR_MS);

/** From this age on a pending refund is one for its owner to ask about, in milliseconds. Banks take up to 10 days. */
export const SLOW_REFUND_MS = 10 * 24 * HOUR_MS;

const RETRY_DELAYS_MS = [5 * MINUTE_MS, 30 * MINUTE_MS, 3 * HOUR_MS, 12 * HOUR_MS];

/** How long to wait after the `attempt`th try of a refund that the provider failed; undefined where it was the last. */
export const refundRetryDelayMs = (attempt: number): number | undefined => RETRY_DELAYS_MS[attempt - 1];
