import { Hono } from "hono";
import { busyCalendarListQuery, busyTimeListQuery } from "../../contract/calendars.js";
import { listBusyCalendars, listBusyTimes } from "../../operations/calendars/manage-busy-calendars.js";
import type { Env } from "../env.js";
import { allow } from "../middleware/allow.js";
import { validate } from "../middleware/validate.js";

export const busyCalendars = new Hono<Env>().get("/", allow("secret", "owner"), validate("query", busyCalendarListQuery), async (c) =>
  c.json(await listBusyCalendars(c.var.deps, c.var.principal.tenantId, c.req.valid("query"))),
);

export const busyTimes = new Hono<Env>().get("/", allow("secret", "owner"), validate("query", busyTimeListQuery), async (c) =>
  c.json(await listBusyTimes(c.var.deps, c.var.principal.tenantId, c.req.valid("query"))),
);
