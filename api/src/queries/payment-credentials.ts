import type { Connection } from "../database/connect.js";

export interface PaymentCredentialsRow {
  keyId: string;
  keySecretJwe: string;
  webhookSecretJwe: string | null;
}

/** The webhook secrets that are valid now: the present one, and for 24 hours after a change the one before. */
export async function findWebhookSecrets(sql: Connection, tenantId: string): Promise<string[]> {
  const [row] = await sql<{ present: string | null; previous: string | null }[]>`
    select webhook_secret_jwe as present,
      case when previous_webhook_secret_until > holdfast_now() then previous_webhook_secret_jwe end as previous
    from payment_credentials where tenant_id = ${tenantId}`;
  return [row?.present, row?.previous].filter((secret) => typeof secret === "string");
}

export async function findPaymentCredentials(sql: Connection, tenantId: string): Promise<PaymentCredentialsRow | undefined> {
  const [row] = await sql<PaymentCredentialsRow[]>`
    select key_id, key_secret_jwe, webhook_secret_jwe from payment_credentials where tenant_id = ${tenantId}`;
  return row;
}

/** The present credentials, kept for this transaction: what they are replaced with may depend on them. */
export async function lockPaymentCredentials(sql: Connection, tenantId: string): Promise<PaymentCredentialsRow | undefined> {
  const [row] = await sql<PaymentCredentialsRow[]>`
    select key_id, key_secret_jwe, webhook_secret_jwe from payment_credentials where tenant_id = ${tenantId} for update`;
  return row;
}

/** An account that the tenant had before. */
export async function findPreviousCredentials(sql: Connection, tenantId: string, keyId: string): Promise<Pick<PaymentCredentialsRow, "keyId" | "keySecretJwe"> | undefined> {
  const [row] = await sql<PaymentCredentialsRow[]>`
    select key_id, key_secret_jwe from previous_payment_credentials where tenant_id = ${tenantId} and key_id = ${keyId}`;
  return row;
}

/**
 * Replaces the credentials, in a transaction. A webhook secret that goes stays valid for 24 hours, so that no event is
 * lost meanwhile; a key that goes is kept for the orders that were made with it.
 * @param webhookSecretJwe - null keeps the present one.
 */
export async function putPaymentCredentials(sql: Connection, tenantId: string, { keyId, keySecretJwe, webhookSecretJwe }: PaymentCredentialsRow) {
  await sql`
    insert into previous_payment_credentials as known (tenant_id, key_id, key_secret_jwe)
    select tenant_id, key_id, key_secret_jwe from payment_credentials where tenant_id = ${tenantId} and key_id <> ${keyId}
    on conflict (tenant_id, key_id) do update set key_secret_jwe = excluded.key_secret_jwe, replaced_at = holdfast_now()`;
  await sql`
    insert into payment_credentials as known (tenant_id, key_id, key_secret_jwe, webhook_secret_jwe)
    values (${tenantId}, ${keyId}, ${keySecretJwe}, ${webhookSecretJwe})
    on conflict (tenant_id) do update set
      key_id = excluded.key_id, key_secret_jwe = excluded.key_secret_jwe, updated_at = holdfast_now(),
      webhook_secret_jwe = coalesce(excluded.webhook_secret_jwe, known.webhook_secret_jwe),
      previous_webhook_secret_jwe = case when excluded.webhook_secret_jwe is null then known.previous_webhook_secret_jwe else known.webhook_secret_jwe end,
      previous_webhook_secret_until = case when excluded.webhook_secret_jwe is null then known.previous_webhook_secret_until
        else holdfast_now() + interval '24 hours' end`;
}
