import { randomUUID } from "node:crypto";
import { isIP } from "node:net";
import { getConnInfo } from "@hono/node-server/conninfo";
import type { Context } from "hono";
import { createMiddleware } from "hono/factory";
import type { Deps } from "../../deps.js";
import type { Env } from "../env.js";

/** The peer's address, or behind a trusted proxy the last one that it added. */
function clientAddress(c: Context, trustProxy: boolean): string {
  const forwarded = trustProxy ? c.req.header("X-Forwarded-For")?.split(",").at(-1)?.trim() : undefined;
  if (forwarded && isIP(forwarded)) return forwarded;
  try {
    return getConnInfo(c).remote.address ?? "unknown";
  } catch {
    // No socket: the app is called in process.
    return "unknown";
  }
}

/** IPv6 customers own a /64: counting single addresses would count nothing. */
const network = (address: string) => (isIP(address) === 6 && !address.startsWith("::ffff:") ? address.split(":").slice(0, 4).join(":") : address);

/** Gives each request its id, the dependencies, and a log line without personal data. */
export const requestContext = (deps: Deps, { trustProxy }: { trustProxy: boolean }) =>
  createMiddleware<Env>(async (c, next) => {
    const given = c.req.header("X-Request-Id");
    const requestId = given && /^[\w.-]{1,64}$/.test(given) ? given : randomUUID();
    c.set("deps", deps);
    c.set("requestId", requestId);
    c.set("clientAddress", network(clientAddress(c, trustProxy)));
    c.header("X-Request-Id", requestId);
    const startedAt = performance.now();
    await next();
    deps.log.debug(
      { requestId, method: c.req.method, route: c.req.routePath, status: c.res.status, ms: Math.round(performance.now() - startedAt) },
      "request",
    );
  });
