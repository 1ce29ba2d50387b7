import { type IntervalHistogram, monitorEventLoopDelay } from "node:perf_hooks";
import { Gauge } from "./instruments.js";

/** How often the event loop is looked at, in milliseconds. */
const RESOLUTION_MS = 20;

/** What the process itself needs, by the names that other Node programs use too. */
export function processGauges(): Gauge[] {
  let delay: IntervalHistogram | undefined;
  /** Beyond the interval it is looked at in, since it was asked for the last time. */
  const lag = (quantile: (seen: IntervalHistogram) => number) => {
    if (!delay || delay.count === 0) return undefined;
    return Math.max(0, quantile(delay) / 1e9 - RESOLUTION_MS / 1000);
  };
  const memory = () => process.memoryUsage();
  return [
    new Gauge("process_cpu_seconds_total", "CPU time in seconds.", () => {
      const { user, system } = process.cpuUsage();
      return (user + system) / 1e6;
    }, "counter"),
    new Gauge("process_resident_memory_bytes", "Resident memory.", () => memory().rss),
    new Gauge("process_start_time_seconds", "When the process started, in seconds since 1970.", () => Math.round(Date.now() / 1000 - process.uptime())),
    new Gauge("nodejs_heap_size_used_bytes", "Memory that JavaScript uses.", () => memory().heapUsed),
    new Gauge("nodejs_eventloop_lag_p50_seconds", "How late the event loop was, since the last time this was asked: the median.", () => lag((seen) => seen.percentile(50))),
    new Gauge("nodejs_eventloop_lag_p99_seconds", "How late the event loop was, since the last time this was asked: the 99th percentile.", () => lag((seen) => seen.percentile(99))),
    new Gauge("nodejs_eventloop_lag_max_seconds", "How late the event loop was, since the last time this was asked: the worst.", () => {
      const worst = lag((seen) => seen.max);
      // Read last: from here on it is looked at anew. A process that nobody asks is not looked at.
      if (delay) delay.reset();
      else (delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS })).enable();
      return worst;
    }),
  ];
}
