import { Hono } from "hono";
import { myBookingListQuery, updateMe as updateSchema } from "../../contract/customers.js";
import { readMe, updateMe } from "../../operations/customers/me.js";
import { listOwnBookings } from "../../operations/customers/own-bookings.js";
import type { Env } from "../env.js";
import { allowCustomer } from "../middleware/allow.js";
import { validate } from "../middleware/validate.js";

export const me = new Hono<Env>()
  .use(allowCustomer)
  .get("/", async (c) => c.json(await readMe(c.var.deps, c.var.customer.tenantId, c.var.customer.customerId)))
  .patch("/", validate("json", updateSchema), async (c) =>
    c.json(await updateMe(c.var.deps, c.var.customer.tenantId, c.var.customer.customerId, c.req.valid("json"))),
  )
  .get("/bookings", validate("query", myBookingListQuery), async (c) => c.json(await listOwnBookings(c.var.deps, c.var.customer, c.req.valid("query"))));
