import { randomUUID } from "node:crypto";
import { isIP } from "node:net";
import { getConnInfo } from "@hono/node-server/conninfo";
import type { Context } from "hono";
import { createMiddleware } from "hono/factory";
import { matchedRoutes } from "hono/route";
import type { Deps } from "../../deps.js";
import { countRequest } from "../../observability/count-request.js";
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

/** Whoever waits longer notices, in milliseconds. */
const SLOW_MS = 1000;

/** Gives each request its id and the dependencies, with a log that tells the id on every line, and measures it. */
export const requestContext = (deps: Deps, { trustProxy }: { trustProxy: boolean }) =>
  createMiddleware<Env>(async (c, next) => {
    const given = c.req.header("X-Request-Id");
    const requestId = given && /^[\w.-]{1,64}$/.test(given) ? given : randomUUID();
    c.set("deps", withRequestLog(deps, requestId));
    c.set("requestId", requestId);
    c.set("clientAddress", network(clientAddress(c, trustProxy)));
    c.header("X-Request-Id", requestId);
    const startedAt = performance.now();
    await next();
    const ms = performance.now() - startedAt;
    const route = routeOf(c);
    countRequest(deps.metrics, { method: c.req.method, route, status: c.res.status, ms, problem: c.get("problem"), replayed: c.res.headers.has("Idempotency-Replayed") });
    const level = ms > SLOW_MS ? "warn" : "debug";
    // The route's pattern, never its path: ids and tokens stand in paths and queries.
    if (deps.log.isLevelEnabled(level))
      c.get("deps").log[level]({ method: c.req.method, route, status: c.res.status, ms: Math.round(ms) }, level === "warn" ? "slow request" : "request");
  });

/** Most requests log nothing, and need no log of their own. */
function withRequestLog(deps: Deps, requestId: string): Deps {
  let log: Deps["log"] | undefined;
  return {
    ...deps,
    get log() {
      return (log ??= deps.log.child({ requestId }));
    },
  };
}

/** The pattern of the route that answers, such as `/v1/holds/:id`; what no route is meant for has none. */
export const routeOf = (c: Context) => matchedRoutes(c).findLast(({ path }) => !path.endsWith("*"))?.path ?? "none";
