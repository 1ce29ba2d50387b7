import { Hono } from "hono";
import { receiveWebhook } from "../../operations/payments/receive-webhook.js";
import type { Env } from "../env.js";

export const webhooks = new Hono<Env>().post("/razorpay/:tenantId", async (c) => {
  await receiveWebhook(c.var.deps, c.req.param("tenantId"), {
    body: new Uint8Array(await c.req.arrayBuffer()),
    signature: c.req.header("X-Razorpay-Signature"),
    eventId: c.req.header("X-Razorpay-Event-Id"),
  });
  return c.json({ received: true });
});
