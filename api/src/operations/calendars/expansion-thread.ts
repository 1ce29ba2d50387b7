import { parentPort, workerData } from "node:worker_threads";
import { type BusyQuery, busyTimesOf, CalendarProblem } from "../../domain/busy-calendar.js";
import type { Expanded } from "./expand-apart.js";

/** The thread of `expand-apart.ts`: one calendar, then it ends. */
const { text, query } = workerData as { text: string; query: BusyQuery };

function expand(): Expanded {
  try {
    return { times: busyTimesOf(text, query) };
  } catch (error) {
    if (error instanceof CalendarProblem) return { problem: error.message };
    throw error;
  }
}

// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread's port, not a window
parentPort!.postMessage(expand());
