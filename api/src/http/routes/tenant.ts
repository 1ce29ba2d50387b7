import { Hono } from "hono";
import { putPayments, updateTenant as updateSchema } from "../../contract/tenants.js";
import { connectPayments, readPaymentsSettings } from "../../operations/tenants/payment-credentials.js";
import { readTenant, updateTenant } from "../../operations/tenants/tenant-settings.js";
import type { Env } from "../env.js";
import { allow } from "../middleware/allow.js";
import { announceChanges } from "../middleware/announce-changes.js";
import { validate } from "../middleware/validate.js";

export const tenant = new Hono<Env>()
  .get("/", allow("secret", "owner"), async (c) => c.json(await readTenant(c.var.deps.sql, c.var.principal.tenantId)))
  .patch("/", allow("secret", "owner"), announceChanges, validate("json", updateSchema), async (c) =>
    c.json(await updateTenant(c.var.deps, c.var.principal.tenantId, c.req.valid("json"))),
  )
  .get("/payments", allow("secret", "owner"), async (c) => c.json(await readPaymentsSettings(c.var.deps, c.var.principal.tenantId)))
  .put("/payments", allow("secret", "owner"), validate("json", putPayments), async (c) =>
    c.json(await connectPayments(c.var.deps, c.var.principal.tenantId, c.req.valid("json"))),
  );
