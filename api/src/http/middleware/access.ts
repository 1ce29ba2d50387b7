import type { Context } from "hono";
import { BookingError, notFound } from "../../errors.js";
import type { TokenSubject } from "../../keyring.js";
import type { Env } from "../env.js";
import { isBookingOf } from "../../operations/customers/own-bookings.js";
import { principalOf } from "./allow.js";

/** Who may act on one hold or booking: its holder, by the thing's own token or signed in, or its tenant. */
export interface Access {
  tenantId: string;
  by: "customer" | "owner";
  /** Tells callers apart, so that each has Idempotency-Keys of its own. */
  scope: string;
}

/**
 * Decides about one hold or booking: with a secret key or an owner's token all of the tenant's, for a customer who
 * signed in their own bookings, else the one that the token in `Holdfast-Token` belongs to. A token of another one, and
 * another customer's booking, answer like an unknown id.
 * @param tokenInQuery - a calendar link can't send headers, so its token stands in `?token=`.
 */
export async function accessTo(c: Context<Env>, subject: TokenSubject, id: string, tokenInQuery?: string): Promise<Access> {
  const principal = await principalOf(c);
  if (principal?.kind === "secret" || principal?.kind === "owner")
    return { tenantId: principal.tenantId, by: "owner", scope: scopeOf(principal) };
  const token = tokenInQuery ?? c.req.header("Holdfast-Token");
  if (principal?.kind === "customer" && token === undefined) {
    // A hold belongs to who has its token, whoever they are.
    if (subject === "hold") throw new BookingError("wrong_credential");
    if (!(await isBookingOf(c.get("deps"), principal, id))) throw notFound(subject);
    return { tenantId: principal.tenantId, by: "customer", scope: scopeOf(principal) };
  }
  if (!token) throw new BookingError("unauthorized", `Send the ${subject}'s own token in Holdfast-Token.`);
  const named = c.get("deps").keyring.readToken(token, subject);
  if (!named) throw new BookingError("unauthorized", `This is not a ${subject}'s token.`);
  if (named.id !== id || (principal && principal.tenantId !== named.tenantId)) throw notFound(subject);
  const audited = c.get("audited");
  if (audited) audited.actor = { tenantId: named.tenantId, kind: "customer", id: null };
  return { tenantId: named.tenantId, by: "customer", scope: `${subject}:${id}` };
}

/** A name for the caller that two keys, owners or customers never share. */
export const scopeOf = (principal: { kind: string; keyId?: string; ownerId?: string; customerId?: string }) =>
  `${principal.kind}:${principal.keyId ?? principal.ownerId ?? principal.customerId}`;
