import type { PutPayments } from "../../contract/tenants.js";
import type { Connection } from "../../database/connect.js";
import type { Deps } from "../../deps.js";
import { BookingError, invalidField } from "../../errors.js";
import { GatewayError, type ProviderCredentials } from "../../gateways/payment-gateway.js";
import { findPaymentCredentials, putPaymentCredentials } from "../../queries/payment-credentials.js";

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
  await putPaymentCredentials(deps.sql, tenantId, {
    keyId: input.keyId,
    keySecretJwe: await deps.keyring.encrypt(input.keySecret),
    webhookSecretJwe: input.webhookSecret === undefined ? null : await deps.keyring.encrypt(input.webhookSecret),
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
