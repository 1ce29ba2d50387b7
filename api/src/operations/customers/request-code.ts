import type { CodeSentView, CustomerSignIn } from "../../contract/customers.js";
import { inTransaction } from "../../database/begin.js";
import type { Deps } from "../../deps.js";
import { randomCharacters } from "../../ids.js";
import { putSignInCode } from "../../queries/sign-in-codes.js";
import { leaveMessage } from "../outbox/messages.js";
import { addressOf, CODE_SECONDS, CODE_TRIES, newCode, overLimit, placeOfCode } from "./code.js";

/**
 * Mails a code to an address, whoever's it is: nothing here asks whether it is a customer's, so that nothing tells.
 * @throws `rate_limited`, of the address or the client.
 */
export async function requestSignInCode(deps: Deps, tenantId: string, input: CustomerSignIn, client: string | null): Promise<CodeSentView> {
  const { sql, keyring } = deps;
  const { email, addressHash } = addressOf(keyring, tenantId, input.email);
  const code = newCode();
  const requestNo = randomCharacters(16);
  const refusal = await inTransaction(sql, async (tx) => {
    const limited = await overLimit(tx, keyring, tenantId, "codes", { client, email });
    if (limited) return limited;
    const place = placeOfCode(tenantId, addressHash, requestNo);
    const sealed = keyring.seal(JSON.stringify({ email, code, locale: input.locale ?? null }), place);
    await putSignInCode(tx, { tenantId, addressHash, codeHash: keyring.hashCode(code, place), sealed, requestNo }, { seconds: CODE_SECONDS, tries: CODE_TRIES });
    await leaveMessage(tx, tenantId, { topic: "mail.sign_in_code", address: addressHash.toString("base64url"), requestNo });
    return undefined;
  });
  if (refusal) throw refusal;
  deps.wakeOutbox();
  return { expiresInSeconds: CODE_SECONDS };
}
