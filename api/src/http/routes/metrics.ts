import { Hono } from "hono";
import { scrape } from "../../observability/scrape.js";
import type { Env } from "../env.js";

/** For Prometheus. Open to whoever reaches it, as it tells counts and times of all tenants together, and nothing of anybody. */
export const metrics = new Hono<Env>().get("/metrics", async (c) => {
  c.header("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
  return c.body(await scrape(c.var.deps));
});
