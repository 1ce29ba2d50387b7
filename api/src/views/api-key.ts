import type { ApiKeyView } from "../contract/api-keys.js";
import type { ApiKeyRow } from "../queries/api-keys.js";

/** @param key - the key itself, in the one answer that creates it. */
export function apiKeyView(row: ApiKeyRow, key: string | undefined = row.publicKey ?? undefined): ApiKeyView {
  const open = row.kind === "publishable" && row.allowedOrigins.length === 0 && !row.revokedAt;
  return {
    id: row.keyId,
    kind: row.kind,
    name: row.name,
    ...(key !== undefined && { key }),
    hint: row.hint,
    allowedOrigins: row.allowedOrigins,
    warning: open ? "Works from any website. Name the origins of yours, so that it works from nowhere else." : null,
    createdAt: row.createdAt.toISOString(),
    revokedAt: row.revokedAt?.toISOString() ?? null,
  };
}
