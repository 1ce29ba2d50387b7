import { timingSafeEqual } from "node:crypto";
import type { CustomerSessionView, VerifySignIn } from "../../contract/customers.js";
import { inTransaction } from "../../database/begin.js";
import type { Deps } from "../../deps.js";
import { BookingError } from "../../errors.js";
import { newId } from "../../ids.js";
import { upsertProvenCustomer } from "../../queries/customers.js";
import { trySignInCode, useSignInCode } from "../../queries/sign-in-codes.js";
import { addressOf, overLimit, placeOfCode } from "./code.js";
import { openCustomerSession } from "./open-session.js";

/**
 * Signs in whoever brings the code that was mailed to an address; they are its customer from then on.
 * The try is counted before it is judged, and stays counted.
 * @throws `wrong_code` whatever is wrong with it; `rate_limited`, of the address or the client.
 */
export async function verifySignInCode(deps: Deps, tenantId: string, input: VerifySignIn, client: string | null): Promise<CustomerSessionView> {
  const { sql, keyring } = deps;
  const { email, addressHash } = addressOf(keyring, tenantId, input.email);
  const outcome = await inTransaction(sql, async (tx) => {
    const limited = await overLimit(tx, keyring, tenantId, "tries", { client, email });
    if (limited) return limited;
    const stored = await trySignInCode(tx, tenantId, addressHash);
    // Without a code there is as much to do.
    const place = placeOfCode(tenantId, addressHash, stored?.requestNo ?? "");
    const given = keyring.hashCode(input.code, place);
    const isRight = timingSafeEqual(given, stored?.codeHash ?? Buffer.alloc(given.length));
    if (!stored || !isRight || !(await useSignInCode(tx, stored))) return new BookingError("wrong_code");
    const { locale } = JSON.parse(keyring.unseal(stored.sealed, place)) as { locale: string | null };
    const customer = await upsertProvenCustomer(tx, tenantId, newId("customer"), { email, locale });
    return openCustomerSession(tx, deps, customer);
  });
  if (outcome instanceof BookingError) throw outcome;
  return outcome;
}
