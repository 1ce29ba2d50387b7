import { Hono } from "hono";
import { createService as createSchema, serviceListQuery, updateService as updateSchema } from "../../contract/services.js";
import { archiveService, createService, listServices, readService, updateService } from "../../operations/services/manage-services.js";
import type { Env } from "../env.js";
import { scopeOf } from "../middleware/access.js";
import { allow } from "../middleware/allow.js";
import { announceChanges } from "../middleware/announce-changes.js";
import { validate } from "../middleware/validate.js";
import { markReplayed } from "../replayed.js";
import { requestKey } from "../request-key.js";

export const services = new Hono<Env>()
  .use(announceChanges)
  .get("/", allow("publishable", "secret", "owner"), validate("query", serviceListQuery), async (c) => {
    const { deps, principal } = c.var;
    return c.json(await listServices(deps, principal.tenantId, { ...c.req.valid("query"), hidden: principal.kind !== "publishable" }));
  })
  .get("/:id", allow("publishable", "secret", "owner"), async (c) => {
    const { deps, principal } = c.var;
    return c.json(await readService(deps.sql, principal.tenantId, c.req.param("id"), { hidden: principal.kind !== "publishable" }));
  })
  .post("/", allow("secret", "owner"), validate("json", createSchema), async (c) => {
    const { deps, principal } = c.var;
    const input = c.req.valid("json");
    return c.json(markReplayed(c, await createService(deps, principal.tenantId, input, requestKey(c, scopeOf(principal), input))), 201);
  })
  .patch("/:id", allow("secret", "owner"), validate("json", updateSchema), async (c) =>
    c.json(await updateService(c.var.deps, c.var.principal.tenantId, c.req.param("id"), c.req.valid("json"))),
  )
  .delete("/:id", allow("secret", "owner"), async (c) => {
    await archiveService(c.var.deps, c.var.principal.tenantId, c.req.param("id"));
    return c.body(null, 204);
  });
