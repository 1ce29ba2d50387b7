/** The last one comes when the terminal is closed. */
const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/**
 * A terminal's Ctrl-C reaches this process and npm, and npm passes it on: the second of such a pair is not a second
 * wish, where it comes within this many milliseconds.
 */
const SAME_PRESS_MS = 300;

/** Calls `stop` at the first signal to stop, and `force` at each further one. */
export function onStopSignals({ stop, force }: { stop: () => void; force: () => void }): void {
  let firstAt: number | undefined;
  const handle = () => {
    const now = performance.now();
    if (firstAt === undefined) {
      firstAt = now;
      stop();
    } else if (now - firstAt > SAME_PRESS_MS) {
      force();
    }
  };
  for (const signal of SIGNALS) process.on(signal, handle);
}
