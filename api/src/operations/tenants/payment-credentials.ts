import type { PutPayments } from "../../contract/tenants.js";
import { inTransaction } from "../../database/begin.js";
import type { Connection } from "../../database/connect.js";
import type { Deps } from "../../deps.js";
import { BookingError, invalidField } from "../../errors.js";
import { GatewayError, type ProviderCredentials } from "../../gateways/payment-gateway.js";
import { findPaymentCredentials, findPreviousCredentials, lockPaymentCredentials, putPaymentCredentials } from "../../queries/payment-credentials.js";

/** The account that takes a tenant's payments: its own, else the server's default one, else none. */
export async function credentialsOf({ keyring, defaultPaymentCredentials }: Deps, sql: Connection, tenantId: string): Promise<ProviderCredentials | undefined> {
  const row = await findPaymentCredentials(sql, tenantId);
  if (!row) return defaultPaymentCredentials;
  return {
    keyId: row.keyId,
    keySecret: await keyring.decrypt(row.keySecretJwe),
    ...(row.webhookSecretJwe && { webhookSecret: await keyring.decrypt(row.webhookSecretJwe) }),
  };
}

/**
 * The accounts to try for a payment, the best first: the one that its order was made with, then the tenant's present
 * one, which is the same merchant's where only the key was exchanged.
 */
export async function accountsFor(deps: Deps, sql: Connection, tenantId: string, keyId: string | null): Promise<ProviderCredentials[]> {
  const present = await credentialsOf(deps, sql, tenantId);
  const known = [present, deps.defaultPaymentCredentials].filter((account) => account !== undefined);
  if (keyId === null || keyId === present?.keyId) return known.slice(0, 1);
  const previous = await findPreviousCredentials(sql, tenantId, keyId);
  const own = previous ? { keyId, keySecret: await deps.keyring.decrypt(previous.keySecretJwe) } : known.find((account) => account.keyId === keyId);
  return [own, present].filter((account) => account !== undefined);
}

/** What of it can be told. The secrets never are. */
export async function readPaymentsSettings({ sql, defaultPaymentCredentials }: Deps, tenantId: string) {
  const row = await findPaymentCredentials(sql, tenantId);
  return {
    provider: "razorpay" as const,
    configured: row !== undefined || defaultPaymentCredentials !== undefined,
    keyId: row?.keyId ?? null,
    webhookPath: `/v1/webhooks/razorpay/${tenantId}`,
  };
}

/**
 * Connects a tenant's Razorpay account, once Razorpay has accepted its keys. They are kept encrypted.
 * @throws `validation_failed` where Razorpay refuses them, `payment_provider_unavailable` where it can't be asked.
 */
export async function connectPayments(deps: Deps, tenantId: string, input: PutPayments) {
  await assertAccepted(deps, input);
  const { keyId, keySecret, webhookSecret } = input;
  const { keyring } = deps;
  await inTransaction(deps.sql, async (tx) => {
    const sealed = (await lockPaymentCredentials(tx, tenantId))?.webhookSecretJwe;
    // The same secret once more is no change: it must not push out the one before it.
    const isChanged = webhookSecret !== undefined && !(sealed && (await keyring.decrypt(sealed)) === webhookSecret);
    await putPaymentCredentials(tx, tenantId, {
      keyId,
      keySecretJwe: await keyring.encrypt(keySecret),
      webhookSecretJwe: isChanged ? await keyring.encrypt(webhookSecret) : null,
    });
  });
  return readPaymentsSettings(deps, tenantId);
}

async function assertAccepted({ payments }: Deps, { keyId, keySecret }: PutPayments) {
  let accepted: boolean;
  try {
    accepted = await payments.checkCredentials({ keyId, keySecret });
  } catch (cause) {
    if (!(cause instanceof GatewayError)) throw cause;
    throw new BookingError("payment_provider_unavailable", "Razorpay can't be reached to check these keys. Try again in a moment.", { retryAfterSeconds: 5 }, { cause });
  }
  if (!accepted) throw invalidField("keySecret", "Razorpay does not accept this key id and secret.");
}
