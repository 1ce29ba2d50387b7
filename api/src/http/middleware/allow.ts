import type { Context } from "hono";
import { createMiddleware } from "hono/factory";
import { BookingError } from "../../errors.js";
import { authenticate } from "../../operations/access/authenticate.js";
import type { Actor } from "../../operations/audit/audit-request.js";
import type { Env } from "../env.js";
import type { Principal, PrincipalKind } from "../principal.js";

/** The principal behind the Authorization header; undefined without one. @throws `unauthorized` where it is wrong. */
export async function principalOf(c: Context<Env>): Promise<Principal | undefined> {
  const header = c.req.header("Authorization");
  if (header === undefined) return undefined;
  const credential = /^Bearer +([\w.~+/-]+=*)$/i.exec(header)?.[1];
  if (!credential) throw new BookingError("unauthorized");
  const principal = await authenticate(c.get("deps"), credential, c.req.header("Origin"));
  const audited = c.get("audited");
  if (audited) audited.actor = actorOf(principal);
  return principal;
}

function actorOf(principal: Principal): Actor {
  const { tenantId } = principal;
  switch (principal.kind) {
    case "owner":
      return { tenantId, kind: "owner", id: principal.ownerId };
    case "customer":
      return { tenantId, kind: "customer", id: null };
    default:
      return { tenantId, kind: "api_key", id: principal.keyId };
  }
}

/** Lets only these kinds of credentials through, and tells the route who asks. */
export const allow = (...kinds: PrincipalKind[]) =>
  createMiddleware<Env>(async (c, next) => {
    const principal = await principalOf(c);
    if (!principal) throw new BookingError("unauthorized");
    if (!kinds.includes(principal.kind)) throw new BookingError("wrong_credential");
    c.set("principal", principal);
    await next();
  });

/** Lets only customers who signed in through, and tells the route who asks. */
export const allowCustomer = createMiddleware<Env>(async (c, next) => {
  const principal = await principalOf(c);
  if (!principal) throw new BookingError("unauthorized");
  if (principal.kind !== "customer") throw new BookingError("wrong_credential");
  c.set("customer", principal);
  await next();
});
