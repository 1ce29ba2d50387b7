/** Booking for businesses: their servers and consoles. */
export { createOwnerClient, type OwnerClient, type OwnerClientOptions } from "./owner/client.js";
export * as owners from "./owner/owners.js";
export { refreshSession, signIn, signOut, signUp } from "./owner/owners.js";
export { HoldfastError, type HoldfastErrorCode } from "./errors.js";
export { type VerifiedWebhook, verifyWebhook, type VerifyWebhookOptions, WebhookVerificationError, type WebhookVerificationCode } from "./verify-webhook.js";
export type { Hold } from "./hold.js";
export type { CallOptions, ConnectionOptions } from "./options.js";
export type * from "./types.js";
