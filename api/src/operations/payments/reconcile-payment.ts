import { nextCheckAfterMs, retryCheckDelayMs } from "../../domain/reconciliation.js";
import type { Deps } from "../../deps.js";
import { GatewayError, type ProviderPayment } from "../../gateways/payment-gateway.js";
import { databaseNow } from "../../queries/clock.js";
import { recordEvent } from "../../queries/payment-events.js";
import { findPayment, findPaymentOfOrder, type PaymentRow, scheduleCheck, updatePayment } from "../../queries/payments.js";
import { askProvider } from "./ask-provider.js";
import { capturePayment } from "./capture-payment.js";
import { raiseAlert } from "./raise-alert.js";
import { settleProvided } from "./settle-from-provider.js";

/**
 * Asks the provider about an order, by its id, and settles whatever it tells: what callback and webhook never said, a
 * capture that did not succeed, a second payment. Then says when to ask again, or never.
 * Where the provider can't be reached it is asked again, with growing gaps and without end.
 */
export async function reconcilePayment(deps: Deps, tenantId: string, paymentId: string): Promise<void> {
  try {
    await settleOrder(deps, tenantId, paymentId);
  } catch (error) {
    if (!(error instanceof GatewayError)) throw error;
    await postpone(deps, (await findPayment(deps.sql, tenantId, paymentId))!, error);
  }
}

async function settleOrder(deps: Deps, tenantId: string, paymentId: string) {
  const { providerOrderId } = (await findPayment(deps.sql, tenantId, paymentId))!;
  // A stray settles nothing: whatever the order has is settled by the payment that it was made for.
  const payment = (await findPaymentOfOrder(deps.sql, tenantId, providerOrderId))!;
  for (const provided of await paymentsToSettle(deps, payment)) await settleProvided(deps, payment, provided);
  await capturePayment(deps, tenantId, payment.paymentId);
  await scheduleNext(deps, (await findPayment(deps.sql, tenantId, paymentId))!);
}

/** All payments of an order: first the one that has settled it, then those that are captured already. */
function paymentsToSettle(deps: Deps, payment: PaymentRow) {
  const rank = ({ id, status }: ProviderPayment) => (id === payment.providerPaymentId ? 0 : status === "captured" ? 1 : 2);
  return askProvider(deps, payment, async (credentials) =>
    (await deps.payments.paymentsOfOrder(credentials, payment.providerOrderId)).sort((a, b) => rank(a) - rank(b)),
  );
}

async function scheduleNext(deps: Deps, payment: PaymentRow) {
  const { tenantId, paymentId, status, createdAt } = payment;
  const now = await databaseNow(deps.sql);
  const open = status === "created" || status === "authorized";
  const afterMs = nextCheckAfterMs(open ? "open" : "settled", now.getTime() - createdAt.getTime());
  if (status === "created" && afterMs === undefined) {
    await updatePayment(deps.sql, tenantId, paymentId, { status: "expired" });
    await recordEvent(deps.sql, tenantId, paymentId, "never_paid");
  }
  await scheduleCheck(deps.sql, payment, afterMs === undefined ? null : new Date(createdAt.getTime() + afterMs));
}

async function postpone({ sql, log }: Deps, payment: PaymentRow, error: GatewayError) {
  const { tenantId, paymentId, providerKeyId, createdAt } = payment;
  log.warn({ tenantId, paymentId, kind: error.kind, reason: error.message }, "order could not be asked about");
  const now = await databaseNow(sql);
  await scheduleCheck(sql, payment, new Date(now.getTime() + retryCheckDelayMs(now.getTime() - createdAt.getTime())));
  if (error.kind === "unauthorized")
    await raiseAlert(sql, tenantId, {
      kind: "settlement_failed", subject: providerKeyId ?? "keys",
      detail: "Razorpay does not accept your keys any more, so that payments can be neither confirmed nor refunded. Set the present ones under payments.",
    });
}
