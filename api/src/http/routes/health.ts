import { Hono } from "hono";
import { BookingError } from "../../errors.js";
import { whyNotReady } from "../../observability/readiness.js";
import type { Env } from "../env.js";

export const health = new Hono<Env>()
  // The process lives.
  .get("/healthz", (c) => c.json({ status: "ok" }))
  // It can do its work, and goes on to: a balancer sends it requests.
  .get("/readyz", async (c) => {
    const why = await whyNotReady(c.get("deps"));
    if (why) throw new BookingError("service_unavailable", why, { retryAfterSeconds: 1 });
    return c.json({ status: "ready" });
  });
