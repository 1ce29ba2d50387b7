import { createServer, type Server, type ServerResponse } from "node:http";
import { getRequestListener } from "@hono/node-server";
import { ConfigError } from "./config.js";

export interface Listening {
  url: string;
  port: number;
  /** Takes no new connections, lets running requests finish for `graceMs` (default 10,000), then cuts the rest. */
  close(graceMs?: number): Promise<void>;
}

/**
 * Serves a fetch handler over HTTP. Port 0 takes a free one.
 * @throws {ConfigError} with one sentence where the port is taken or the address is not ours.
 */
export async function listen(fetch: (request: Request, env: unknown) => Response | Promise<Response>, { port, host }: { port: number; host: string }): Promise<Listening> {
  const respond = getRequestListener((request, env) => fetch(request, env));
  /** Answers that are not finished. */
  const open = new Set<ServerResponse>();
  const server = createServer((request, response) => {
    open.add(response.once("close", () => open.delete(response)));
    return respond(request, response);
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => reject(explain(error, host, port)));
    server.listen(port, host, resolve);
  });
  const address = server.address();
  const actual = typeof address === "object" && address ? address.port : port;
  return {
    port: actual,
    url: `http://${host.includes(":") ? `[${host}]` : host}:${actual}`,
    close: (graceMs = 10_000) => closeGracefully(server, open, graceMs),
  };
}

function explain(error: NodeJS.ErrnoException, host: string, port: number): Error {
  if (error.code === "EADDRINUSE") return new ConfigError(`Port ${port} is taken by another program. Stop it, or choose another one with PORT.`);
  if (error.code === "EACCES") return new ConfigError(`Port ${port} needs rights this process has not. Choose one above 1023 with PORT.`);
  if (error.code === "EADDRNOTAVAIL" || error.code === "ENOTFOUND") return new ConfigError(`HOST ${host} is not an address of this machine.`);
  return error;
}

async function closeGracefully(server: Server, open: Iterable<ServerResponse>, graceMs: number) {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  // Clients keep connections for their next request; who is being answered is told that there will be none.
  for (const response of open) response.shouldKeepAlive = false;
  // A stream that nobody ended, a client that does not read: whoever is still connected after the grace is cut.
  const cut = setTimeout(() => server.closeAllConnections(), graceMs);
  await closed;
  clearTimeout(cut);
}
