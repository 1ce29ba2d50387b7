import { Hono } from "hono";
import { createRefund, paymentAlertListQuery, paymentListQuery } from "../../contract/payments.js";
import { listAlerts, resolveAlert } from "../../operations/payments/list-alerts.js";
import { listPayments, readPayment } from "../../operations/payments/list-payments.js";
import { refundByHand, retryRefund } from "../../operations/payments/refund-by-hand.js";
import type { Env } from "../env.js";
import { scopeOf } from "../middleware/access.js";
import { allow } from "../middleware/allow.js";
import { validate } from "../middleware/validate.js";
import { markReplayed } from "../replayed.js";
import { requestKey } from "../request-key.js";

export const payments = new Hono<Env>()
  .use(allow("secret", "owner"))
  .get("/", validate("query", paymentListQuery), async (c) => c.json(await listPayments(c.var.deps, c.var.principal.tenantId, c.req.valid("query"))))
  .get("/:id", async (c) => c.json(await readPayment(c.var.deps.sql, c.var.principal.tenantId, c.req.param("id"))))
  .post("/:id/refunds", validate("json", createRefund), async (c) => {
    const { deps, principal } = c.var;
    const input = c.req.valid("json");
    return c.json(markReplayed(c, await refundByHand(deps, principal.tenantId, c.req.param("id"), input, requestKey(c, scopeOf(principal), input))), 201);
  })
  .post("/:id/refunds/:refundId/retry", async (c) => {
    const { deps, principal } = c.var;
    const { id, refundId } = c.req.param();
    return c.json(markReplayed(c, await retryRefund(deps, principal.tenantId, id, refundId, requestKey(c, scopeOf(principal), {}))));
  });

export const paymentAlerts = new Hono<Env>()
  .use(allow("secret", "owner"))
  .get("/", validate("query", paymentAlertListQuery), async (c) => c.json(await listAlerts(c.var.deps, c.var.principal.tenantId, c.req.valid("query"))))
  .post("/:id/resolve", async (c) => c.json(await resolveAlert(c.var.deps, c.var.principal.tenantId, c.req.param("id"))));
