/** Minutes at which the time that is left is spoken. */
const SPOKEN_MINUTES = [5, 2, 1] as const;

/** From how many milliseconds on the customer is asked whether they need longer. */
export const WARNING_MS = 60_000;

/**
 * The minutes to speak when the time left goes from `before` to `now`, or null. A mark is spoken when it is reached
 * or passed (a tab that slept passes several: the last one counts), and 5 also where a hold begins with as much.
 */
export function spokenMinutes(beforeMs: number | null, nowMs: number): number | null {
  // A hold's first second is gone before its answer arrives.
  if (beforeMs === null) return nowMs > 290_000 && nowMs <= 300_000 ? 5 : null;
  const passed = SPOKEN_MINUTES.filter((minutes) => beforeMs > minutes * 60_000 && nowMs <= minutes * 60_000);
  return nowMs > 0 ? (passed.at(-1) ?? null) : null;
}

/** `m:ss`. Rounded up, so that 0:00 is shown only when the time is over. */
export function clockText(remainingMs: number): string {
  const seconds = Math.ceil(remainingMs / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}
