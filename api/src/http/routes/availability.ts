import { Hono } from "hono";
import { availabilityQuery, liveQuery } from "../../contract/availability.js";
import { BookingError } from "../../errors.js";
import { authenticate } from "../../operations/access/authenticate.js";
import { listAvailability } from "../../operations/availability/list-availability.js";
import type { Env } from "../env.js";
import { eventStream } from "../event-stream.js";
import { allow, principalOf } from "../middleware/allow.js";
import { validate } from "../middleware/validate.js";

export const availability = new Hono<Env>()
  .get("/", allow("publishable", "secret", "owner"), validate("query", availabilityQuery), async (c) => {
    const { deps, principal } = c.var;
    const token = c.req.header("Holdfast-Token");
    // A token that is no hold's of this tenant makes nothing the caller's own; it is not worth refusing a list for.
    const own = token === undefined ? undefined : deps.keyring.readToken(token, "hold");
    const myHoldId = own?.tenantId === principal.tenantId ? own.id : undefined;
    return c.json(await listAvailability(deps.sql, principal.tenantId, c.req.valid("query"), myHoldId));
  })
  .get("/live", validate("query", liveQuery), async (c) => {
    const { deps } = c.var;
    const { key, ...query } = c.req.valid("query");
    const principal = (await principalOf(c)) ?? (key === undefined ? undefined : await authenticate(deps, key, c.req.header("Origin")));
    if (!principal) throw new BookingError("unauthorized");
    return eventStream(c, (listener) => deps.live.subscribe({ ...query, tenantId: principal.tenantId }, listener, c.req.header("Last-Event-ID")));
  });
