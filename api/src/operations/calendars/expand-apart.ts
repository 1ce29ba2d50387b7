import { once } from "node:events";
import { Worker } from "node:worker_threads";
import { type BusyQuery, CalendarProblem } from "../../domain/busy-calendar.js";
import type { Interval } from "../../domain/hours.js";

/** When somebody is busy by a calendar. @throws CalendarProblem */
export type ExpandCalendar = (text: string, query: BusyQuery) => Promise<Interval[]>;

/** What the thread tells. */
export type Expanded = { times: Interval[] } | { problem: string };

export interface ExpandApartOptions {
  /** Default is 5000. */
  timeoutMs?: number;
  /** Default is the thread beside this file. */
  threadUrl?: URL;
}

/** Memory of the thread, in MB: 2 MB of calendar need about 60. */
const MOST_MEMORY_MB = 192;

/**
 * Works calendars out in a thread of their own, one at a time, and ends it where that takes too long: a rule that
 * somebody wrote can keep a program busy for ever, and must not keep this one.
 */
export function expandApart({ timeoutMs = 5000, threadUrl = new URL("./expansion-thread.js", import.meta.url) }: ExpandApartOptions = {}): ExpandCalendar {
  let last: Promise<unknown> = Promise.resolve();

  const expand = async (text: string, query: BusyQuery): Promise<Interval[]> => {
    const thread = new Worker(threadUrl, { workerData: { text, query }, resourceLimits: { maxOldGenerationSizeMb: MOST_MEMORY_MB } });
    try {
      const [expanded] = (await once(thread, "message", { signal: AbortSignal.timeout(timeoutMs) })) as [Expanded];
      if ("times" in expanded) return expanded.times;
      throw new CalendarProblem(expanded.problem);
    } catch (error) {
      const { name, code } = error as NodeJS.ErrnoException;
      if (name === "AbortError" || code === "ERR_WORKER_OUT_OF_MEMORY") throw new CalendarProblem("The calendar is too much to be worked out: one of its events may repeat in a way that has no end.");
      throw error;
    } finally {
      await thread.terminate();
    }
  };

  return (text, query) => {
    const result = last.then(() => expand(text, query));
    last = result.catch(() => {});
    return result;
  };
}
