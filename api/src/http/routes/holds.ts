import { Hono } from "hono";
import { checkout, confirmHold as confirmSchema, holdListQuery, placeHold as placeSchema } from "../../contract/holds.js";
import { checkOutHold } from "../../operations/holds/check-out-hold.js";
import { confirmHold } from "../../operations/holds/confirm-hold.js";
import { extendHold } from "../../operations/holds/extend-hold.js";
import { listHolds } from "../../operations/holds/list-holds.js";
import { placeHold } from "../../operations/holds/place-hold.js";
import { readHold } from "../../operations/holds/read-hold.js";
import { releaseHold } from "../../operations/holds/release-hold.js";
import type { Env } from "../env.js";
import { accessTo, scopeOf } from "../middleware/access.js";
import { allow } from "../middleware/allow.js";
import { validate } from "../middleware/validate.js";
import { markReplayed } from "../replayed.js";
import { requestKey } from "../request-key.js";

export const holds = new Hono<Env>()
  .get("/", allow("secret", "owner"), validate("query", holdListQuery), async (c) =>
    c.json(await listHolds(c.var.deps, c.var.principal.tenantId, c.req.valid("query"))),
  )
  .post("/", allow("publishable", "secret", "owner"), validate("json", placeSchema), async (c) => {
    const { principal, deps, clientAddress } = c.var;
    const input = c.req.valid("json");
    const clientHash = principal.kind === "publishable" ? deps.keyring.pseudonym(`${principal.tenantId} ${clientAddress}`) : null;
    const request = { ...input, replacesToken: c.req.header("Holdfast-Token"), clientHash };
    const placed = await placeHold(deps, principal.tenantId, request, requestKey(c, scopeOf(principal), input));
    return c.json(markReplayed(c, placed), 201);
  })
  .get("/:id", async (c) => {
    const id = c.req.param("id");
    const { tenantId } = await accessTo(c, "hold", id);
    return c.json(await readHold(c.var.deps, tenantId, id));
  })
  .delete("/:id", async (c) => {
    const id = c.req.param("id");
    const { tenantId } = await accessTo(c, "hold", id);
    await releaseHold(c.var.deps, tenantId, id);
    return c.body(null, 204);
  })
  .post("/:id/extend", async (c) => {
    const id = c.req.param("id");
    const { tenantId, scope } = await accessTo(c, "hold", id);
    return c.json(markReplayed(c, await extendHold(c.var.deps, tenantId, id, requestKey(c, scope, {}))));
  })
  .post("/:id/checkout", validate("json", checkout), async (c) => {
    const id = c.req.param("id");
    const { tenantId, scope } = await accessTo(c, "hold", id);
    const input = c.req.valid("json");
    const result = await checkOutHold(c.var.deps, tenantId, id, input, requestKey(c, scope, input));
    if (result.answer.status === "confirmed" && !result.replayed) c.var.deps.metrics.bookingsConfirmed.inc({ payment: "none" });
    return c.json(markReplayed(c, result));
  })
  .post("/:id/confirm", validate("json", confirmSchema), async (c) => {
    const id = c.req.param("id");
    const { tenantId } = await accessTo(c, "hold", id);
    // No Idempotency-Key is needed: settling the same payment again finds the same booking.
    return c.json(await confirmHold(c.var.deps, tenantId, id, c.req.valid("json")));
  });
