import type { SessionView, SignIn } from "../../contract/owners.js";
import { inTransaction } from "../../database/begin.js";
import type { Deps } from "../../deps.js";
import { BookingError } from "../../errors.js";
import { findOwnerByEmail } from "../../queries/owners.js";
import { blockedSeconds, countFailure, forgetFailures } from "../../queries/sign-in-failures.js";
import { isPassword } from "../access/passwords.js";
import { openSession } from "./open-session.js";

/**
 * Signs an owner in. After five failures of an address, or from one client, each further one has to wait twice as long.
 * @throws `invalid_credentials`, the same for unknown addresses; `too_many_attempts`.
 */
export async function signIn(deps: Deps, input: SignIn, clientAddress: string): Promise<SessionView> {
  const { sql, keyring } = deps;
  const email = input.email.toLowerCase();
  const byAddress = keyring.pseudonym(`sign-in of ${email}`);
  const byClient = keyring.pseudonym(`sign-in from ${clientAddress}`);

  const retryAfterSeconds = await blockedSeconds(sql, [byAddress, byClient]);
  if (retryAfterSeconds > 0) throw new BookingError("too_many_attempts", undefined, { retryAfterSeconds });

  const owner = await findOwnerByEmail(sql, email);
  if (!(await isPassword(input.password, owner?.passwordHash)) || !owner) {
    await countFailure(sql, byAddress);
    await countFailure(sql, byClient);
    throw new BookingError("invalid_credentials");
  }
  return inTransaction(sql, async (tx) => {
    await forgetFailures(tx, byAddress);
    return openSession(tx, deps, owner);
  });
}
