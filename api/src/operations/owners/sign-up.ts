import type { SignedUpView, SignUp } from "../../contract/owners.js";
import { inTransaction } from "../../database/begin.js";
import type { Deps } from "../../deps.js";
import { newId, newTenantId } from "../../ids.js";
import { insertOwner } from "../../queries/owners.js";
import { insertTenant } from "../../queries/tenants.js";
import { hashPassword } from "../access/passwords.js";
import { issueApiKey } from "../api-keys/issue-api-key.js";
import { openSession } from "./open-session.js";

/** Makes a tenant with its owner and one key of each kind. @throws `email_taken`. */
export async function signUp(deps: Deps, input: SignUp): Promise<SignedUpView> {
  const email = input.email.toLowerCase();
  const tenantId = newTenantId();
  const owner = { tenantId, ownerId: newId("owner"), email, name: input.name ?? null, passwordHash: await hashPassword(input.password) };
  return inTransaction(deps.sql, async (tx) => {
    await insertTenant(tx, { tenantId, name: input.businessName, timeZone: input.timeZone, currency: input.currency, contactEmail: email });
    await insertOwner(tx, owner);
    const publishable = await issueApiKey(tx, tenantId, { kind: "publishable", name: "Website" });
    const secret = await issueApiKey(tx, tenantId, { kind: "secret", name: "Server" });
    return { ...(await openSession(tx, deps, owner)), publishableKey: publishable.key, secretKey: secret.key };
  });
}
