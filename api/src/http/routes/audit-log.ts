import { Hono } from "hono";
import { auditLogQuery } from "../../contract/audit-log.js";
import { listAuditLog } from "../../operations/audit/list-audit-log.js";
import type { Env } from "../env.js";
import { allow } from "../middleware/allow.js";
import { validate } from "../middleware/validate.js";

export const auditLog = new Hono<Env>().get("/", allow("secret", "owner"), validate("query", auditLogQuery), async (c) =>
  c.json(await listAuditLog(c.var.deps, c.var.principal.tenantId, c.req.valid("query"))),
);
