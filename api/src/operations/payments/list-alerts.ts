import type { PaymentAlertListQuery, PaymentAlertView } from "../../contract/payments.js";
import { inTransaction } from "../../database/begin.js";
import type { Deps } from "../../deps.js";
import { notFound } from "../../errors.js";
import { pageOf, readDateCursor } from "../../queries/cursor.js";
import { listAlerts as listRows, resolveAlertRow } from "../../queries/payment-alerts.js";
import { paymentAlertView } from "../../views/payment.js";

/** What about money needs a person: the newest first, a page at a time. */
export async function listAlerts({ sql }: Deps, tenantId: string, { resolved = false, cursor, limit }: PaymentAlertListQuery): Promise<{ data: PaymentAlertView[]; nextCursor: string | null }> {
  const after = cursor === undefined ? undefined : readDateCursor(cursor);
  const rows = await listRows(sql, tenantId, { resolved, after, limit: limit + 1 });
  return pageOf(rows, limit, paymentAlertView, ({ firstAt, alertId }) => [firstAt.toISOString(), alertId]);
}

/** The owner has dealt with it; saying so again is no error. @throws `not_found`. */
export async function resolveAlert({ sql }: Deps, tenantId: string, alertId: string): Promise<PaymentAlertView> {
  const alert = await inTransaction(sql, (tx) => resolveAlertRow(tx, tenantId, alertId));
  if (!alert) throw notFound("alert");
  return paymentAlertView(alert);
}
