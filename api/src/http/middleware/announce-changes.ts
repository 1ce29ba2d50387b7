import { createMiddleware } from "hono/factory";
import type { Env } from "../env.js";

/** Where something of the catalogue was changed, who watches is told to read it anew. */
export const announceChanges = createMiddleware<Env>(async (c, next) => {
  await next();
  if (c.req.method !== "GET" && c.res.ok) c.var.deps.live.changed({ tenantId: c.var.principal.tenantId });
});
