import type { PaymentDetailsView, PaymentListQuery, PaymentView } from "../../contract/payments.js";
import type { Connection } from "../../database/connect.js";
import type { Deps } from "../../deps.js";
import { notFound } from "../../errors.js";
import { pageOf, readDateCursor } from "../../queries/cursor.js";
import { findOpenAlertsOfPayment } from "../../queries/payment-alerts.js";
import { findPaymentEvents } from "../../queries/payment-events.js";
import { listPaymentRows } from "../../queries/payment-list.js";
import { findRefundsOfPayment } from "../../queries/refunds.js";
import { paymentDetailsView, paymentView } from "../../views/payment.js";

/** The tenant's payments, the newest first, a page at a time. */
export async function listPayments({ sql }: Deps, tenantId: string, query: PaymentListQuery): Promise<{ data: PaymentView[]; nextCursor: string | null }> {
  const after = query.cursor === undefined ? undefined : readDateCursor(query.cursor);
  const rows = await listPaymentRows(sql, tenantId, { ...query, after, limit: query.limit + 1 });
  return pageOf(rows, query.limit, paymentView, ({ createdAt, paymentId }) => [createdAt.toISOString(), paymentId]);
}

/** One payment with its refunds, its history and what is open about it. @throws `not_found`. */
export async function readPayment(sql: Connection, tenantId: string, paymentId: string): Promise<PaymentDetailsView> {
  const [row] = await listPaymentRows(sql, tenantId, { paymentId, limit: 1 });
  if (!row) throw notFound("payment");
  const about = [sql, tenantId, paymentId] as const;
  const [refunds, events, alerts] = await Promise.all([findRefundsOfPayment(...about), findPaymentEvents(...about), findOpenAlertsOfPayment(...about)]);
  return paymentDetailsView(row, refunds, events, alerts);
}
