import { type Answer, HttpConnection } from "./http-connection.js";

/** What came of some seconds of load. */
export interface Load {
  operations: number;
  seconds: number;
  latenciesMs: number[];
}

/** How many clients wait for answers at once: pgbench's and ours. */
export const CLIENTS = 16;

/** Some keep-alive connections, spread evenly over several processes. */
export async function openConnections(urls: readonly string[], count: number): Promise<HttpConnection[]> {
  return Promise.all(Array.from({ length: count }, (_, index) => HttpConnection.open(urls[index % urls.length]!)));
}

/**
 * Each connection does one operation after the other for so long; an operation may be several requests.
 * @throws what an operation threw: an answer that is not expected ends the run.
 */
export async function closedLoop(urls: readonly string[], seconds: number, operation: (connection: HttpConnection) => Promise<void>, clients = CLIENTS): Promise<Load> {
  const connections = await openConnections(urls, clients);
  const latenciesMs: number[] = [];
  const startedAt = performance.now();
  const endAt = startedAt + seconds * 1000;
  try {
    await Promise.all(connections.map(async (connection) => {
      for (let before = performance.now(); before < endAt; ) {
        await operation(connection);
        const now = performance.now();
        latenciesMs.push(now - before);
        before = now;
      }
    }));
    return { operations: latenciesMs.length, seconds: (performance.now() - startedAt) / 1000, latenciesMs };
  } finally {
    for (const connection of connections) connection.close();
  }
}

/** @throws with what the server said, where it is not the status that was expected. */
export function expectStatus({ status, body }: Answer, expected: number): void {
  if (status !== expected) throw new Error(`The server answered ${status} instead of ${expected}: ${body.toString("utf8").slice(0, 500)}`);
}
