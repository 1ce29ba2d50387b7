import type { ApiKeyView, CreateApiKey } from "../../contract/api-keys.js";
import type { Connection } from "../../database/connect.js";
import { newId } from "../../ids.js";
import { newApiKey, sha256 } from "../../keyring.js";
import { insertApiKey } from "../../queries/api-keys.js";
import { apiKeyView } from "../../views/api-key.js";

/** Makes a key; what is stored of a secret one is its hash, so its text is only in this answer. */
export async function issueApiKey(tx: Connection, tenantId: string, { kind, name, allowedOrigins = [] }: CreateApiKey): Promise<ApiKeyView & { key: string }> {
  const key = newApiKey(kind, tenantId);
  const row = await insertApiKey(tx, {
    tenantId,
    keyId: newId("apiKey"),
    kind,
    name: name ?? null,
    keyHash: sha256(key),
    hint: `${key.slice(0, 7)}…${key.slice(-4)}`,
    publicKey: kind === "publishable" ? key : null,
    allowedOrigins: [...new Set(allowedOrigins)],
  });
  return { ...apiKeyView(row, key), key };
}
