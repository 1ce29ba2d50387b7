import { Hono } from "hono";
import { availabilityQuery, liveQuery } from "../../contract/availability.js";
import { BookingError } from "../../errors.js";
import { authenticate } from "../../operations/access/authenticate.js";
import { listAvailability } from "../../operations/availability/list-availability.js";
import type { Env } from "../env.js";
import { SharedAnswers } from "../shared-answers.js";
import { eventStream } from "../event-stream.js";
import { allow, principalOf } from "../middleware/allow.js";
import { validate } from "../middleware/validate.js";

const shared = new WeakMap<object, SharedAnswers<string>>();

function sharedBy(sql: object): SharedAnswers<string> {
  let answers = shared.get(sql);
  if (!answers) shared.set(sql, (answers = new SharedAnswers()));
  return answers;
}

export const availability = new Hono<Env>()
  .get("/", allow("publishable", "secret", "owner"), validate("query", availabilityQuery), async (c) => {
    const { deps, principal } = c.var;
    const token = c.req.header("Holdfast-Token");
    // A token that is no hold's of this tenant makes nothing the caller's own; it is not worth refusing a list for.
    const own = token === undefined ? undefined : deps.keyring.readToken(token, "hold");
    const myHoldId = own?.tenantId === principal.tenantId ? own.id : undefined;
    const query = c.req.valid("query");
    // The visitors of one page ask the same: it is read, and written as JSON, once for all who ask at one moment.
    const question = JSON.stringify([principal.tenantId, query, myHoldId]);
    const json = await sharedBy(deps.sql).ask(question, async () => JSON.stringify(await listAvailability(deps.sql, principal.tenantId, query, myHoldId)));
    return c.body(json, 200, { "Content-Type": "application/json" });
  })
  .get("/live", validate("query", liveQuery), async (c) => {
    const { deps } = c.var;
    const { key, ...query } = c.req.valid("query");
    const principal = (await principalOf(c)) ?? (key === undefined ? undefined : await authenticate(deps, key, c.req.header("Origin")));
    if (!principal) throw new BookingError("unauthorized");
    if (principal.kind === "customer") throw new BookingError("wrong_credential");
    return eventStream(c, (listener) => deps.live.subscribe({ ...query, tenantId: principal.tenantId }, listener, c.req.header("Last-Event-ID")));
  });
