import { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { BookingError } from "../../errors.js";
import { receiveWebhook } from "../../operations/payments/receive-webhook.js";
import type { Env } from "../env.js";

/** Far more than any event has; the signature is looked at before anything else of the body. */
const MAX_BODY_BYTES = 2 * 1024 * 1024;

const limitBody = bodyLimit({
  maxSize: MAX_BODY_BYTES,
  onError: () => {
    throw new BookingError("body_too_large");
  },
});

export const webhooks = new Hono<Env>().post("/razorpay/:tenantId", limitBody, async (c) => {
  await receiveWebhook(c.var.deps, c.req.param("tenantId"), {
    body: new Uint8Array(await c.req.arrayBuffer()),
    signature: c.req.header("X-Razorpay-Signature"),
    eventId: c.req.header("X-Razorpay-Event-Id"),
  });
  return c.json({ received: true });
});
