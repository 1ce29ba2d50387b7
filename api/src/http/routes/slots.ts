import { Hono } from "hono";
import { createSlots, slotListQuery } from "../../contract/slots.js";
import { listSlots, readSlot, withdrawSlot } from "../../operations/slots/manage-slots.js";
import { publishSlots } from "../../operations/slots/publish-slots.js";
import type { Env } from "../env.js";
import { scopeOf } from "../middleware/access.js";
import { allow } from "../middleware/allow.js";
import { announceChanges } from "../middleware/announce-changes.js";
import { validate } from "../middleware/validate.js";
import { markReplayed } from "../replayed.js";
import { requestKey } from "../request-key.js";

export const slots = new Hono<Env>()
  .use(announceChanges)
  .get("/", allow("secret", "owner"), validate("query", slotListQuery), async (c) =>
    c.json(await listSlots(c.var.deps, c.var.principal.tenantId, c.req.valid("query"))),
  )
  .get("/:id", allow("secret", "owner"), async (c) => c.json(await readSlot(c.var.deps, c.var.principal.tenantId, c.req.param("id"))))
  .post("/", allow("secret", "owner"), validate("json", createSlots), async (c) => {
    const { deps, principal } = c.var;
    const input = c.req.valid("json");
    const key = requestKey(c, scopeOf(principal), input);
    if ("slots" in input) {
      const published = await publishSlots(deps, principal.tenantId, input.slots, (index) => `slots[${index}]`, key);
      return c.json({ data: markReplayed(c, published) }, 201);
    }
    const published = await publishSlots(deps, principal.tenantId, [input], () => "", key);
    return c.json(markReplayed(c, published)[0]!, 201);
  })
  .delete("/:id", allow("secret", "owner"), async (c) => {
    await withdrawSlot(c.var.deps, c.var.principal.tenantId, c.req.param("id"));
    return c.body(null, 204);
  });
