import type { Connection } from "../../database/connect.js";
import { BookingError, notFound } from "../../errors.js";
import { lockEndpoint } from "../../queries/webhook-endpoints.js";

/** Keeps an endpoint as it is, for this transaction. @throws `not_found`; `conflict` where it is disabled. */
export async function lockEnabled(tx: Connection, tenantId: string, endpointId: string): Promise<void> {
  const endpoint = await lockEndpoint(tx, tenantId, endpointId);
  if (!endpoint) throw notFound("webhook endpoint");
  if (endpoint.disabledAt) throw new BookingError("conflict", "This webhook endpoint is disabled. Enable it first.");
}
