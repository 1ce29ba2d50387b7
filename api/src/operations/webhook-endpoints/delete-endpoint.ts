import { inTransaction } from "../../database/begin.js";
import type { Deps } from "../../deps.js";
import { notFound } from "../../errors.js";
import { deleteEndpointRow } from "../../queries/webhook-endpoints.js";

/** Sends nothing there any more, and forgets what was sent. @throws `not_found`. */
export async function deleteEndpoint({ sql }: Deps, tenantId: string, endpointId: string): Promise<void> {
  if (!(await inTransaction(sql, (tx) => deleteEndpointRow(tx, tenantId, endpointId)))) throw notFound("webhook endpoint");
}
