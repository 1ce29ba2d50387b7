import { Hono } from "hono";
import { databaseNow } from "../../queries/clock.js";
import type { Env } from "../env.js";

export const health = new Hono<Env>()
  // The process lives.
  .get("/healthz", (c) => c.json({ status: "ok" }))
  // It can do its work: the database answers.
  .get("/readyz", async (c) => {
    await databaseNow(c.get("deps").sql);
    return c.json({ status: "ready" });
  });
