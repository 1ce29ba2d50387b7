import type { Answer } from "../helpers/app.js";

/** Fisher and Yates, so that rivals of one slot are not neighbours in the queue. */
export function shuffled<T>(items: readonly T[]): T[] {
  const result = [...items];
  for (let i = result.length - 1; i > 0; i--) {
    const j = Math.floor(Math.random() * (i + 1));
    [result[i], result[j]] = [result[j]!, result[i]!];
  }
  return result;
}

/** Sends all requests, at most `atOnce` at a time, in a random order; answers are in the order of the requests. */
export async function race<T>(requests: readonly (() => Promise<T>)[], atOnce = 200): Promise<T[]> {
  const answers: T[] = [];
  const queue = shuffled([...requests.keys()]);
  const runner = async () => {
    for (let index = queue.pop(); index !== undefined; index = queue.pop()) answers[index] = await requests[index]!();
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, requests.length) }, runner));
  return answers;
}

/** How many answers there are of each kind: `{201: 200, "409 slot_unavailable": 9800}`. */
export function tally(answers: readonly Answer[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { status, body } of answers) {
    const kind = status < 400 ? String(status) : `${status} ${body.code}`;
    counts[kind] = (counts[kind] ?? 0) + 1;
  }
  return counts;
}

/** A start at `minutes` after 09:00 in Kolkata, `day` days after 2 March 2026. */
export const startAt = (day: number, minutes: number) => new Date(Date.UTC(2026, 2, 2 + day, 3, 30 + minutes)).toISOString();

/** `npm run races` runs at full size; `npm test` with a fifth of it, so that it can be run often. */
export const RACE_SIZE = process.env.MODE === "races" ? 1 : 0.2;
