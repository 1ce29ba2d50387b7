import { Hono } from "hono";
import { messageListQuery } from "../../contract/messages.js";
import { listMessages, retryMessage } from "../../operations/outbox/unsent-messages.js";
import type { Env } from "../env.js";
import { allow } from "../middleware/allow.js";
import { validate } from "../middleware/validate.js";

export const messages = new Hono<Env>()
  .use(allow("secret", "owner"))
  .get("/", validate("query", messageListQuery), async (c) => c.json(await listMessages(c.var.deps, c.var.principal.tenantId, c.req.valid("query"))))
  .post("/:id/retry", async (c) => c.json(await retryMessage(c.var.deps, c.var.principal.tenantId, c.req.param("id"))));
