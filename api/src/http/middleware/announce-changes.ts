import { createMiddleware } from "hono/factory";
import { forgetServices } from "../../operations/availability/reads.js";
import type { Env } from "../env.js";
import type { Principal } from "../principal.js";

/** Where something of the catalogue was changed, this process forgets what it knew, and who watches is told to read it anew. */
export const announceChanges = createMiddleware<Env>(async (c, next) => {
  await next();
  if (c.req.method === "GET") return;
  const { deps } = c.var;
  // Who was refused has none, and changed nothing.
  const principal = c.get("principal") as Principal | undefined;
  if (!principal) return;
  // Whatever was answered: an answer that failed can have had its effect.
  forgetServices(deps.sql, principal.tenantId);
  if (c.res.ok) deps.live.changed({ tenantId: principal.tenantId });
});
