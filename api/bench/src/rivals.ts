import type { Business } from "./business.js";
import { openConnections } from "./load/closed-loop.js";
import { requestText } from "./load/request.js";

/** Far more than a process has connections to its database: rivals queue everywhere. */
const CONNECTIONS = 128;

/** Somebody who wants one place at one start. */
export interface Rival {
  target: number;
  request: string;
}

export interface Attempt {
  target: number;
  status: number;
  body: Buffer;
  sentAt: number;
  answeredAt: number;
}

/** Each rival is a browser of its own: an address, a publishable key, an Idempotency-Key. */
export const browserRequest = (business: Pick<Business, "publishableKey">, number: number, hold: { serviceId: string; start: string }): string =>
  requestText("POST", "/v1/holds", {
    Authorization: `Bearer ${business.publishableKey}`,
    Origin: "https://shop.test",
    "X-Forwarded-For": `10.${(number >> 16) & 255}.${(number >> 8) & 255}.${number & 255}`,
    "Idempotency-Key": `rival ${number}`,
  }, hold);

/** What makes a process believe those addresses. */
export const BEHIND_A_PROXY = { TRUST_PROXY: "true" };

/** Sends all of them in their order, as fast as the connections take them. */
export async function sendRivals(urls: readonly string[], rivals: readonly Rival[]): Promise<Attempt[]> {
  const connections = await openConnections(urls, CONNECTIONS);
  const attempts: Attempt[] = [];
  let next = 0;
  try {
    await Promise.all(connections.map(async (connection) => {
      for (let rival = rivals[next++]; rival; rival = rivals[next++]) {
        const sentAt = performance.now();
        const { status, body } = await connection.send(rival.request);
        attempts.push({ target: rival.target, status, body, sentAt, answeredAt: performance.now() });
      }
    }));
    return attempts;
  } finally {
    for (const connection of connections) connection.close();
  }
}

/** What became of them. */
export interface Tally {
  won: number;
  /** Targets that more rivals won than there were places. */
  oversold: number;
  /** Places beyond those that there were. */
  soldTwice: number;
  /** Told that nothing is left, while a rival who asked after that still won. */
  falselyRefused: number;
  /** Neither 201 nor a 409 `slot_unavailable` with a reason and alternatives. */
  improper: Attempt[];
  secondsFromFirstToLast: number;
}

export function tally(attempts: readonly Attempt[], places: number): Tally {
  const wonBy = new Map<number, Attempt[]>();
  for (const attempt of attempts) if (attempt.status === 201) wonBy.set(attempt.target, [...(wonBy.get(attempt.target) ?? []), attempt]);
  const lastWinnerAsked = (target: number) => Math.max(...(wonBy.get(target) ?? []).map(({ sentAt }) => sentAt));
  const lastAsked = new Map([...wonBy.keys()].map((target) => [target, lastWinnerAsked(target)]));
  const refused = attempts.filter(isProperRefusal);
  const counts = [...wonBy.values()].map((winners) => winners.length);
  const times = attempts.map(({ answeredAt }) => answeredAt);
  return {
    won: counts.reduce((sum, count) => sum + count, 0),
    oversold: counts.filter((count) => count > places).length,
    soldTwice: counts.reduce((sum, count) => sum + Math.max(0, count - places), 0),
    falselyRefused: refused.filter(({ target, answeredAt }) => answeredAt < (lastAsked.get(target) ?? Infinity)).length,
    improper: attempts.filter((attempt) => attempt.status !== 201 && !isProperRefusal(attempt)),
    secondsFromFirstToLast: (times.reduce((a, b) => Math.max(a, b)) - times.reduce((a, b) => Math.min(a, b))) / 1000,
  };
}

function isProperRefusal({ status, body }: Attempt): boolean {
  if (status !== 409) return false;
  const problem = JSON.parse(body.toString("utf8")) as { code?: string; reason?: string; alternatives?: unknown };
  return problem.code === "slot_unavailable" && (problem.reason === "held" || problem.reason === "booked") && Array.isArray(problem.alternatives);
}
