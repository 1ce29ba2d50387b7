import { Hono } from "hono";
import { apiKeyListQuery, createApiKey as createSchema, updateApiKey as updateSchema } from "../../contract/api-keys.js";
import { createApiKey, listApiKeys, revokeApiKey, updateApiKey } from "../../operations/api-keys/manage-api-keys.js";
import type { Env } from "../env.js";
import { scopeOf } from "../middleware/access.js";
import { allow } from "../middleware/allow.js";
import { validate } from "../middleware/validate.js";
import { markReplayed } from "../replayed.js";
import { requestKey } from "../request-key.js";

export const apiKeys = new Hono<Env>()
  .get("/", allow("secret", "owner"), validate("query", apiKeyListQuery), async (c) =>
    c.json(await listApiKeys(c.var.deps, c.var.principal.tenantId, c.req.valid("query"))),
  )
  .post("/", allow("secret", "owner"), validate("json", createSchema), async (c) => {
    const { deps, principal } = c.var;
    const input = c.req.valid("json");
    return c.json(markReplayed(c, await createApiKey(deps, principal.tenantId, input, requestKey(c, scopeOf(principal), input))), 201);
  })
  .patch("/:id", allow("secret", "owner"), validate("json", updateSchema), async (c) =>
    c.json(await updateApiKey(c.var.deps, c.var.principal.tenantId, c.req.param("id"), c.req.valid("json"))),
  )
  .delete("/:id", allow("secret", "owner"), async (c) => {
    await revokeApiKey(c.var.deps, c.var.principal.tenantId, c.req.param("id"));
    return c.body(null, 204);
  });
