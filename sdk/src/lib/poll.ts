import type { HoldfastError } from "../errors.js";

export interface PollOptions {
  intervalMs: number;
  onError: ((error: HoldfastError) => void) | undefined;
  signal: AbortSignal | undefined;
}

/** Most intervals that failures stretch the pause to. */
const LONGEST_PAUSE = 8;

/** Reads again and again and tells what differs. Gives back what stops it. */
export function poll<T>(
  read: (signal: AbortSignal) => Promise<T>,
  onChange: (value: T) => void,
  { intervalMs, onError, signal }: PollOptions,
): () => void {
  const controller = new AbortController();
  const page = typeof document === "undefined" ? undefined : document;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let reading = false;
  let known: string | undefined;
  let pause = 1;

  async function tick(): Promise<void> {
    clearTimeout(timer);
    if (reading || page?.hidden) return;
    reading = true;
    const outcome = await read(controller.signal).then(
      (value) => ({ value, text: JSON.stringify(value) }),
      (error: HoldfastError) => ({ error }),
    );
    reading = false;
    if (controller.signal.aborted) return;
    pause = "error" in outcome ? Math.min(pause * 2, LONGEST_PAUSE) : 1;
    // Spread by chance, so that the pages that a crowd opened together do not ask together for ever.
    timer = setTimeout(tick, intervalMs * pause * (0.8 + 0.4 * Math.random()));
    if ("error" in outcome) onError?.(outcome.error);
    else if (outcome.text !== known) {
      known = outcome.text;
      onChange(outcome.value);
    }
  }

  function stop(): void {
    controller.abort();
    clearTimeout(timer);
    page?.removeEventListener("visibilitychange", tick);
    signal?.removeEventListener("abort", stop);
  }

  page?.addEventListener("visibilitychange", tick);
  signal?.addEventListener("abort", stop);
  if (signal?.aborted) stop();
  else void tick();
  return stop;
}
