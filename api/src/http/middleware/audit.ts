import { createMiddleware } from "hono/factory";
import { auditActionOf } from "../../contract/audit-actions.js";
import { ENDPOINTS } from "../../contract/endpoints.js";
import { type AuditedRequest, auditedPool } from "../../operations/audit/audit-request.js";
import type { Env } from "../env.js";
import { routeOf } from "./request-context.js";

/** `/v1/services/:id` and `/v1/services/{serviceId}` are one. */
const unnamed = (path: string) => path.replaceAll(/:\w+|\{\w+\}/g, "*").replace(/(.)\/$/, "$1");

const audited = new Map(
  ENDPOINTS.flatMap((endpoint) => {
    const action = auditActionOf(endpoint);
    return action === undefined ? [] : [[`${endpoint.method.toUpperCase()} ${unnamed(endpoint.path)}`, { action, makesSomething: endpoint.operationId.startsWith("create"), isSignIn: endpoint.operationId === "signIn" }] as const];
  }),
);

/** Lets what a request changes be written down with its change: who did it is added once that is known. */
export const audit = createMiddleware<Env>(async (c, next) => {
  const path = routeOf(c);
  const watched = c.req.method === "GET" ? undefined : audited.get(`${c.req.method} ${unnamed(path)}`);
  if (!watched) return next();
  const parts = c.req.path.split("/");
  const named = path.split("/").flatMap((part, i) => (part.startsWith(":") ? [parts[i]!] : []));
  const request: AuditedRequest = { ...watched, namedId: named.at(-1), clientAddress: c.get("clientAddress"), userAgent: c.req.header("User-Agent"), requestId: c.get("requestId") };
  const deps = c.get("deps");
  c.set("audited", request);
  c.set("deps", { ...deps, sql: auditedPool(deps.sql, request) });
  await next();
});
