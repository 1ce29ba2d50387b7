import { Hono } from "hono";
import { putBusyCalendar as putBusyCalendarSchema } from "../../contract/calendars.js";
import {
  createOverride as createOverrideSchema,
  createResource as createSchema,
  overrideListQuery,
  putHours,
  resourceListQuery,
  updateResource as updateSchema,
} from "../../contract/resources.js";
import { deleteBusyCalendar, putBusyCalendar, readBusyCalendar, refreshNow } from "../../operations/calendars/manage-busy-calendars.js";
import { createOverride, deleteOverride, listOverrides } from "../../operations/resources/manage-overrides.js";
import { archiveResource, createResource, listResources, readResource, updateResource } from "../../operations/resources/manage-resources.js";
import type { Env } from "../env.js";
import { scopeOf } from "../middleware/access.js";
import { allow } from "../middleware/allow.js";
import { announceChanges } from "../middleware/announce-changes.js";
import { validate } from "../middleware/validate.js";
import { markReplayed } from "../replayed.js";
import { requestKey } from "../request-key.js";

export const resources = new Hono<Env>()
  .use(announceChanges)
  .get("/", allow("secret", "owner"), validate("query", resourceListQuery), async (c) =>
    c.json(await listResources(c.var.deps, c.var.principal.tenantId, c.req.valid("query"))),
  )
  .get("/:id", allow("secret", "owner"), async (c) =>
    c.json(await readResource(c.var.deps.sql, c.var.principal.tenantId, c.req.param("id"))),
  )
  .post("/", allow("secret", "owner"), validate("json", createSchema), async (c) => {
    const { deps, principal } = c.var;
    const input = c.req.valid("json");
    return c.json(markReplayed(c, await createResource(deps, principal.tenantId, input, requestKey(c, scopeOf(principal), input))), 201);
  })
  .patch("/:id", allow("secret", "owner"), validate("json", updateSchema), async (c) =>
    c.json(await updateResource(c.var.deps, c.var.principal.tenantId, c.req.param("id"), c.req.valid("json"))),
  )
  .delete("/:id", allow("secret", "owner"), async (c) => {
    await archiveResource(c.var.deps, c.var.principal.tenantId, c.req.param("id"));
    return c.body(null, 204);
  })
  .get("/:id/hours", allow("secret", "owner"), async (c) => {
    const { timeZone, weekly } = await readResource(c.var.deps.sql, c.var.principal.tenantId, c.req.param("id"));
    return c.json({ timeZone, weekly });
  })
  .put("/:id/hours", allow("secret", "owner"), validate("json", putHours), async (c) => {
    const { timeZone, weekly } = await updateResource(c.var.deps, c.var.principal.tenantId, c.req.param("id"), c.req.valid("json"));
    return c.json({ timeZone, weekly });
  })
  .get("/:id/overrides", allow("secret", "owner"), validate("query", overrideListQuery), async (c) =>
    c.json(await listOverrides(c.var.deps, c.var.principal.tenantId, c.req.param("id"), c.req.valid("query"))),
  )
  .post("/:id/overrides", allow("secret", "owner"), validate("json", createOverrideSchema), async (c) => {
    const { deps, principal } = c.var;
    const input = c.req.valid("json");
    const created = await createOverride(deps, principal.tenantId, c.req.param("id"), input, requestKey(c, scopeOf(principal), input));
    return c.json(markReplayed(c, created), 201);
  })
  .get("/:id/busy-calendar", allow("secret", "owner"), async (c) => c.json(await readBusyCalendar(c.var.deps, c.var.principal.tenantId, c.req.param("id"))))
  .put("/:id/busy-calendar", allow("secret", "owner"), validate("json", putBusyCalendarSchema), async (c) =>
    c.json(await putBusyCalendar(c.var.deps, c.var.principal.tenantId, c.req.param("id"), c.req.valid("json"))),
  )
  .delete("/:id/busy-calendar", allow("secret", "owner"), async (c) => {
    await deleteBusyCalendar(c.var.deps, c.var.principal.tenantId, c.req.param("id"));
    return c.body(null, 204);
  })
  .post("/:id/busy-calendar/refresh", allow("secret", "owner"), async (c) =>
    c.json(await refreshNow(c.var.deps, c.var.principal.tenantId, c.req.param("id"))),
  )
  .delete("/:id/overrides/:overrideId", allow("secret", "owner"), async (c) => {
    await deleteOverride(c.var.deps, c.var.principal.tenantId, c.req.param("id"), c.req.param("overrideId"));
    return c.body(null, 204);
  });
