import { Hono } from "hono";
import { createWebhookEndpoint, updateWebhookEndpoint, webhookDeliveryListQuery, webhookEndpointListQuery } from "../../contract/webhook-endpoints.js";
import { createEndpoint } from "../../operations/webhook-endpoints/create-endpoint.js";
import { deleteEndpoint } from "../../operations/webhook-endpoints/delete-endpoint.js";
import { listDeliveries } from "../../operations/webhook-endpoints/list-deliveries.js";
import { listEndpoints, readEndpoint } from "../../operations/webhook-endpoints/list-endpoints.js";
import { replayDelivery } from "../../operations/webhook-endpoints/replay-delivery.js";
import { rotateSecret } from "../../operations/webhook-endpoints/rotate-secret.js";
import { sendTestEvent } from "../../operations/webhook-endpoints/send-test-event.js";
import { updateEndpoint } from "../../operations/webhook-endpoints/update-endpoint.js";
import type { Env } from "../env.js";
import { scopeOf } from "../middleware/access.js";
import { allow } from "../middleware/allow.js";
import { validate } from "../middleware/validate.js";
import { markReplayed } from "../replayed.js";
import { requestKey } from "../request-key.js";

export const webhookEndpoints = new Hono<Env>()
  .use(allow("secret", "owner"))
  .get("/", validate("query", webhookEndpointListQuery), async (c) => c.json(await listEndpoints(c.var.deps, c.var.principal.tenantId, c.req.valid("query"))))
  .post("/", validate("json", createWebhookEndpoint), async (c) => {
    const { deps, principal } = c.var;
    const input = c.req.valid("json");
    return c.json(markReplayed(c, await createEndpoint(deps, principal.tenantId, input, requestKey(c, scopeOf(principal), input))), 201);
  })
  .get("/:id", async (c) => c.json(await readEndpoint(c.var.deps, c.var.principal.tenantId, c.req.param("id"))))
  .patch("/:id", validate("json", updateWebhookEndpoint), async (c) =>
    c.json(await updateEndpoint(c.var.deps, c.var.principal.tenantId, c.req.param("id"), c.req.valid("json"))),
  )
  .delete("/:id", async (c) => {
    await deleteEndpoint(c.var.deps, c.var.principal.tenantId, c.req.param("id"));
    return c.body(null, 204);
  })
  .post("/:id/rotate-secret", async (c) => {
    const { deps, principal } = c.var;
    return c.json(markReplayed(c, await rotateSecret(deps, principal.tenantId, c.req.param("id"), requestKey(c, scopeOf(principal), {}))));
  })
  .post("/:id/test", async (c) => {
    const { deps, principal } = c.var;
    return c.json(markReplayed(c, await sendTestEvent(deps, principal.tenantId, c.req.param("id"), requestKey(c, scopeOf(principal), {}))), 201);
  })
  .get("/:id/deliveries", validate("query", webhookDeliveryListQuery), async (c) =>
    c.json(await listDeliveries(c.var.deps, c.var.principal.tenantId, c.req.param("id"), c.req.valid("query"))),
  )
  .post("/:id/deliveries/:deliveryId/replay", async (c) => {
    const { deps, principal } = c.var;
    const { id, deliveryId } = c.req.param();
    return c.json(markReplayed(c, await replayDelivery(deps, principal.tenantId, id, deliveryId, requestKey(c, scopeOf(principal), {}))));
  });
