import { type Context, Hono } from "hono";
import { customerSignIn, verifySignIn } from "../../contract/customers.js";
import { refresh } from "../../contract/owners.js";
import { refreshCustomerSession } from "../../operations/customers/refresh-session.js";
import { requestSignInCode } from "../../operations/customers/request-code.js";
import { signOutCustomer } from "../../operations/customers/sign-out.js";
import { verifySignInCode } from "../../operations/customers/verify-code.js";
import type { Env } from "../env.js";
import { allow } from "../middleware/allow.js";
import { validate } from "../middleware/validate.js";

export const customers = new Hono<Env>()
  .post("/sign-in", allow("publishable", "secret"), validate("json", customerSignIn), async (c) =>
    c.json(await requestSignInCode(c.var.deps, c.var.principal.tenantId, c.req.valid("json"), clientOf(c))),
  )
  .post("/sign-in/verify", allow("publishable", "secret"), validate("json", verifySignIn), async (c) =>
    c.json(await verifySignInCode(c.var.deps, c.var.principal.tenantId, c.req.valid("json"), clientOf(c))),
  )
  .post("/refresh", validate("json", refresh), async (c) => c.json(await refreshCustomerSession(c.var.deps, c.req.valid("json").refreshToken)))
  .post("/sign-out", validate("json", refresh), async (c) => {
    await signOutCustomer(c.var.deps, c.req.valid("json").refreshToken);
    return c.body(null, 204);
  });

/** Who asks; null for a business's server, which asks for many. */
const clientOf = (c: Context<Env>) => (c.var.principal.kind === "secret" ? null : c.var.clientAddress);
