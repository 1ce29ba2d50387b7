import { Hono } from "hono";
import { refresh, signIn as signInSchema, signUp as signUpSchema } from "../../contract/owners.js";
import { refreshSession } from "../../operations/owners/refresh-session.js";
import { signIn } from "../../operations/owners/sign-in.js";
import { signOut } from "../../operations/owners/sign-out.js";
import { signUp } from "../../operations/owners/sign-up.js";
import type { Env } from "../env.js";
import { validate } from "../middleware/validate.js";

export const owners = new Hono<Env>()
  .post("/sign-up", validate("json", signUpSchema), async (c) => c.json(await signUp(c.var.deps, c.req.valid("json")), 201))
  .post("/sign-in", validate("json", signInSchema), async (c) =>
    c.json(await signIn(c.var.deps, c.req.valid("json"), c.var.clientAddress)),
  )
  .post("/refresh", validate("json", refresh), async (c) =>
    c.json(await refreshSession(c.var.deps, c.req.valid("json").refreshToken)),
  )
  .post("/sign-out", validate("json", refresh), async (c) => {
    await signOut(c.var.deps, c.req.valid("json").refreshToken);
    return c.body(null, 204);
  });
