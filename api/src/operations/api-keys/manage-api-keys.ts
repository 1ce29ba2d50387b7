import type { ApiKeyView, CreateApiKey, UpdateApiKey } from "../../contract/api-keys.js";
import { inTransaction } from "../../database/begin.js";
import type { Deps } from "../../deps.js";
import { BookingError, notFound } from "../../errors.js";
import { listApiKeys as listRows, revokeApiKeyRow, updateApiKeyRow } from "../../queries/api-keys.js";
import { pageOf, readCursor } from "../../queries/cursor.js";
import { apiKeyView } from "../../views/api-key.js";
import { forgetKeys } from "../access/authenticate.js";
import { once, type Once, type RequestKey } from "../idempotency/once.js";
import { issueApiKey } from "./issue-api-key.js";

/** A new key of the tenant's. */
export const createApiKey = ({ sql, keyring }: Deps, tenantId: string, input: CreateApiKey, requestKey?: RequestKey): Promise<Once<ApiKeyView>> =>
  inTransaction(sql, (tx) => once(tx, keyring, tenantId, requestKey, () => issueApiKey(tx, tenantId, input)));

/** The tenant's keys, revoked ones too. */
export async function listApiKeys({ sql }: Deps, tenantId: string, { limit, cursor }: { limit: number; cursor?: string | undefined }) {
  const afterId = cursor === undefined ? undefined : readCursor(cursor, 1)[0];
  const rows = await listRows(sql, tenantId, { afterId, limit: limit + 1 });
  return pageOf(rows, limit, (row) => apiKeyView(row), ({ keyId }) => [keyId]);
}

/** Renames a key or changes its origins. @throws `not_found`, for revoked ones too. */
export async function updateApiKey({ sql }: Deps, tenantId: string, keyId: string, change: UpdateApiKey): Promise<ApiKeyView> {
  const changed = await inTransaction(sql, async (tx) => {
    const row = await updateApiKeyRow(tx, tenantId, keyId, change);
    if (!row) throw notFound("key");
    if (row.kind === "secret" && row.allowedOrigins.length > 0)
      throw new BookingError("validation_failed", undefined, { errors: [{ path: "allowedOrigins", message: "Only publishable keys have origins; secret keys never work in browsers." }] });
    return apiKeyView(row);
  });
  forgetKeys(sql, tenantId);
  return changed;
}

/** Ends a key for good: in this process at once, in others within a second. Revoking it again is no error. @throws `not_found`. */
export async function revokeApiKey({ sql }: Deps, tenantId: string, keyId: string): Promise<void> {
  const revoked = await inTransaction(sql, (tx) => revokeApiKeyRow(tx, tenantId, keyId));
  forgetKeys(sql, tenantId);
  if (!revoked) throw notFound("key");
}
