import { createHmac, randomBytes } from "node:crypto";

const PREFIX = "whsec_";

/** A secret as Standard Webhooks writes it: 256 random bits. */
export const newWebhookSecret = () => PREFIX + randomBytes(32).toString("base64");

/**
 * The `webhook-signature` of a message, one for each secret that is good.
 * See https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
 */
export const signaturesOf = (secrets: readonly string[], id: string, timestamp: number, body: string) =>
  secrets
    .map((secret) => `v1,${createHmac("sha256", Buffer.from(secret.slice(PREFIX.length), "base64")).update(`${id}.${timestamp}.${body}`).digest("base64")}`)
    .join(" ");
