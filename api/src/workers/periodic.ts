import type { Deps } from "../deps.js";

export interface Worker {
  /** Begins; the first round comes at once. */
  start(): void;
  /** Does a round now rather than at the next interval. */
  wake(): void;
  /** Ends after the round that is running. */
  stop(): Promise<void>;
}

/**
 * Runs `round` every `intervalMs`, never two at a time. A round that says it did `"more"` is followed by another at
 * once; one that fails is counted and logged, and the next comes after the interval.
 */
export function periodic(name: string, intervalMs: number, { log, metrics }: Pick<Deps, "log" | "metrics">, round: () => Promise<"more" | "done">): Worker {
  let running: Promise<void> | undefined;
  let timer: NodeJS.Timeout | undefined;
  let again = false;
  let stopped = true;

  const run = async () => {
    again = false;
    try {
      if ((await round()) === "more") again = true;
      metrics.workerRounds.inc({ worker: name, outcome: "done" });
    } catch (err) {
      metrics.workerRounds.inc({ worker: name, outcome: "failed" });
      log.warn({ err, worker: name }, "worker round failed");
    }
    running = undefined;
    if (!stopped) timer = setTimeout(begin, again ? 0 : intervalMs);
  };
  const begin = () => {
    clearTimeout(timer);
    running ??= run();
  };
  return {
    start() {
      stopped = false;
      begin();
    },
    wake() {
      if (stopped) return;
      if (running) again = true;
      else begin();
    },
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}
