const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** What is waited after each try that failed: ten tries in three days. */
const GAPS_MS = [5000, 5 * MINUTE_MS, 30 * MINUTE_MS, 2 * HOUR_MS, 5 * HOUR_MS, 10 * HOUR_MS, 14 * HOUR_MS, 20 * HOUR_MS, 24 * HOUR_MS];

export const MOST_TRIES = GAPS_MS.length + 1;

/**
 * How long to wait before the next try of a delivery, in milliseconds, with up to a tenth of jitter so that what failed
 * together does not come back together.
 * @param tries - that have failed.
 * @returns undefined where that was the last one.
 */
export function webhookRetryDelayMs(tries: number, random = Math.random): number | undefined {
  const gap = GAPS_MS[tries - 1];
  return gap === undefined ? undefined : Math.round(gap * (1 + random() / 10));
}

/** Whether an endpoint is beyond hope: five days of failures alone, and not only one or two of them. */
export const isLost = ({ failures, failingSeconds }: { failures: number; failingSeconds: number }) =>
  failures >= MOST_TRIES && failingSeconds * 1000 >= 5 * DAY_MS;
