import type { Deps } from "../../deps.js";
import { signInMail } from "../../notifications/sign-in-mail.js";
import { findSignInCode } from "../../queries/sign-in-codes.js";
import { findTenant } from "../../queries/tenants.js";
import { placeOfCode } from "./code.js";

/** Mails a code, while it is good for something: a later request has a mail of its own. */
export async function sendSignInCode(
  { sql, keyring, mailer }: Deps,
  tenantId: string,
  messageId: string,
  { addressHash, requestNo }: { addressHash: Buffer; requestNo: string },
): Promise<void> {
  const sealed = await findSignInCode(sql, tenantId, { addressHash, requestNo });
  const tenant = sealed && (await findTenant(sql, tenantId));
  if (!tenant) return;
  const { email, code, locale } = JSON.parse(keyring.unseal(sealed, placeOfCode(tenantId, addressHash, requestNo))) as { email: string; code: string; locale: string | null };
  await mailer.send(signInMail(tenant, { email, code, locale: locale ?? tenant.locale, messageId }));
}
