import { createHash } from "node:crypto";
import { Hono } from "hono";
import { calendarFeedListQuery, createCalendarFeed } from "../../contract/calendars.js";
import { createFeed, deleteFeed, listFeeds } from "../../operations/calendars/manage-feeds.js";
import { readFeed } from "../../operations/calendars/read-feed.js";
import type { Env } from "../env.js";
import { scopeOf } from "../middleware/access.js";
import { allow } from "../middleware/allow.js";
import { validate } from "../middleware/validate.js";
import { markReplayed } from "../replayed.js";
import { requestKey } from "../request-key.js";

export const calendarFeeds = new Hono<Env>()
  .get("/", allow("secret", "owner"), validate("query", calendarFeedListQuery), async (c) =>
    c.json(await listFeeds(c.var.deps, c.var.principal.tenantId, c.req.valid("query"))),
  )
  .post("/", allow("secret", "owner"), validate("json", createCalendarFeed), async (c) => {
    const { deps, principal } = c.var;
    const input = c.req.valid("json");
    return c.json(markReplayed(c, await createFeed(deps, principal.tenantId, input, requestKey(c, scopeOf(principal), input))), 201);
  })
  .delete("/:id", allow("secret", "owner"), async (c) => {
    await deleteFeed(c.var.deps, c.var.principal.tenantId, c.req.param("id"));
    return c.body(null, 204);
  })
  // No other credential: a calendar sends none. The secret in the address is the feed's alone.
  .get("/:id/:secret/calendar.ics", async (c) => {
    const { id, secret } = c.req.param();
    const calendar = await readFeed(c.var.deps, id, secret);
    const etag = `"${createHash("sha256").update(calendar).digest("base64url")}"`;
    c.header("ETag", etag);
    c.header("Cache-Control", "private, no-cache");
    if (c.req.header("If-None-Match")?.includes(etag)) return c.body(null, 304);
    c.header("Content-Type", "text/calendar; charset=utf-8");
    c.header("Content-Disposition", 'inline; filename="calendar.ics"');
    return c.body(calendar);
  });
