/** The last one comes when the terminal is closed. */
const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/**
 * A terminal's Ctrl-C reaches this process and npm, and npm passes it on: the second of such a pair is not a second
 * wish, where it comes within this many milliseconds.
 */
const SAME_PRESS_MS = 300;

/** How often it is looked whether npm still lives, in milliseconds. */
const ORPHAN_CHECK_MS = 500;

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
  if (process.env["npm_lifecycle_event"]) whenOrphaned(handle);
}

/**
 * npm starts us through a shell, which takes a signal sent to npm alone and passes nothing on: that the parent is gone
 * is all we hear of it.
 */
function whenOrphaned(handle: () => void): void {
  const parent = process.ppid;
  const check = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(check);
    handle();
  }, ORPHAN_CHECK_MS).unref();
}
