import type { Deps } from "../deps.js";

export interface Worker {
  /** Begins; the first round comes at once. */
  start(): void;
  /** Does a round now, or once it has gathered, rather than at the next interval. */
  wake(): void;
  /** Ends after the round that is running. */
  stop(): Promise<void>;
}

/**
 * Runs `round` every `intervalMs`, never two at a time. A round that says it did `"more"` is followed by another at
 * once; one that fails is counted and logged, and the next comes after the interval.
 * @param gatherMs - how long a wake waits for others, so that one round does the work of all. Default is 0.
 */
export function periodic(name: string, intervalMs: number, { log, metrics }: Pick<Deps, "log" | "metrics">, round: () => Promise<"more" | "done">, gatherMs = 0): Worker {
  let running: Promise<void> | undefined;
  let timer: NodeJS.Timeout | undefined;
  /** Woken since the round that is running, or the last one, began. */
  let woken = false;
  let stopped = true;

  const run = async () => {
    woken = false;
    let more = false;
    try {
      more = (await round()) === "more";
      metrics.workerRounds.inc({ worker: name, outcome: "done" });
    } catch (err) {
      metrics.workerRounds.inc({ worker: name, outcome: "failed" });
      log.warn({ err, worker: name }, "worker round failed");
    }
    running = undefined;
    if (!stopped) timer = setTimeout(begin, more ? 0 : woken ? gatherMs : intervalMs);
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
      if (stopped || woken) return;
      woken = true;
      if (running) return;
      clearTimeout(timer);
      if (gatherMs === 0) begin();
      else timer = setTimeout(begin, gatherMs);
    },
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}
