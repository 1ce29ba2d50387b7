import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { afterAll } from "vitest";

export interface Received {
  path: string;
  method: string;
  headers: Record<string, string>;
  body: string;
}

type Behaviour = (response: ServerResponse, request: IncomingMessage) => void;

/** Ways to answer a webhook, most of them wrong. */
export const answers = {
  ok: (response: ServerResponse) => void response.writeHead(204).end(),
  status: (status: number, body = "", headers: Record<string, string> = {}): Behaviour => (response) => void response.writeHead(status, headers).end(body),
  /** Takes the request and says nothing. */
  hang: () => {},
  reset: (response: ServerResponse) => void response.socket!.resetAndDestroy(),
  garbage: (response: ServerResponse) => void response.socket!.end("what is this?\r\n\r\n"),
  /** Says how it went, and then a little of its body from time to time. */
  slowBody: (status: number): Behaviour => (response) => {
    response.writeHead(status);
    response.write("first words");
    const timer = setInterval(() => response.write("."), 20);
    response.on("close", () => clearInterval(timer));
  },
  /** As much as one likes to read. */
  endless: (status: number): Behaviour => (response) => {
    response.writeHead(status);
    const more = () => {
      while (!response.destroyed && response.write("x".repeat(65_536)));
    };
    response.on("drain", more);
    more();
  },
};

/** A real server that webhooks are posted to; it keeps what it got. Call it at the top level of a test file. */
export async function startReceiver(host = "127.0.0.1") {
  const received: Received[] = [];
  const behaviours = new Map<string, Behaviour[]>();
  const server: Server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const path = request.url!;
      received.push({ path, method: request.method!, headers: request.headers as Record<string, string>, body: Buffer.concat(chunks).toString("utf8") });
      const queue = behaviours.get(path) ?? [];
      const behave = (queue.length > 1 ? queue.shift() : queue[0]) ?? answers.ok;
      behave(response, request);
    });
  });
  server.listen(0, host);
  await once(server, "listening");
  afterAll(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  const { port } = server.address() as AddressInfo;
  return {
    port,
    received,
    url: (path: string) => `http://${host}:${port}${path}`,
    /** How a path answers from now on: one after the other, and the last one for ever. */
    answer: (path: string, ...behaviour: Behaviour[]) => void behaviours.set(path, behaviour),
    /** What a path got. */
    at: (path: string) => received.filter((each) => each.path === path),
  };
}
