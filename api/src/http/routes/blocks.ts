import { Hono } from "hono";
import { blockListQuery, createBlock as createSchema, resourceBlockListQuery } from "../../contract/blocks.js";
import { createBlock } from "../../operations/blocks/create-block.js";
import { deleteBlock, listBlocks } from "../../operations/blocks/manage-blocks.js";
import type { Env } from "../env.js";
import { scopeOf } from "../middleware/access.js";
import { allow } from "../middleware/allow.js";
import { validate } from "../middleware/validate.js";
import { markReplayed } from "../replayed.js";
import { requestKey } from "../request-key.js";

export const blocks = new Hono<Env>()
  .get("/", allow("secret", "owner"), validate("query", blockListQuery), async (c) =>
    c.json(await listBlocks(c.var.deps, c.var.principal.tenantId, c.req.valid("query"))),
  )
  .delete("/:id", allow("secret", "owner"), async (c) => {
    await deleteBlock(c.var.deps, c.var.principal.tenantId, c.req.param("id"));
    return c.body(null, 204);
  });

/** Those of one resource. Apart from its other routes: blocking changes no catalogue. */
export const resourceBlocks = new Hono<Env>()
  .get("/:id/blocks", allow("secret", "owner"), validate("query", resourceBlockListQuery), async (c) =>
    c.json(await listBlocks(c.var.deps, c.var.principal.tenantId, { ...c.req.valid("query"), resourceId: c.req.param("id") })),
  )
  .post("/:id/blocks", allow("secret", "owner"), validate("json", createSchema), async (c) => {
    const { deps, principal } = c.var;
    const input = c.req.valid("json");
    const made = await createBlock(deps, principal.tenantId, c.req.param("id"), input, requestKey(c, scopeOf(principal), input));
    return c.json(markReplayed(c, made), 201);
  });
