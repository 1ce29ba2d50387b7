import { createMiddleware } from "hono/factory";
import { forgetServices } from "../../operations/availability/reads.js";
import type { Env } from "../env.js";

/** Where something of the catalogue was changed, this process forgets what it knew, and who watches is told to read it anew. */
export const announceChanges = createMiddleware<Env>(async (c, next) => {
  await next();
  const { deps, principal } = c.var as Partial<Env["Variables"]>;
  // Who was not let in has changed nothing.
  if (c.req.method === "GET" || !principal || !deps) return;
  // Whatever was answered: an answer that failed can have had its effect.
  forgetServices(deps.sql, principal.tenantId);
  if (c.res.ok) deps.live.changed({ tenantId: principal.tenantId });
});
