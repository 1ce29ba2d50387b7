import { refundCheckDelayMs, SLOW_REFUND_MS } from "../../domain/reconciliation.js";
import type { Deps } from "../../deps.js";
import { GatewayError } from "../../gateways/payment-gateway.js";
import { findPayment } from "../../queries/payments.js";
import { type DueRefund, findRefund, scheduleRefundCheck } from "../../queries/refunds.js";
import { askProvider } from "./ask-provider.js";
import { raiseAlert } from "./raise-alert.js";
import { sendRefund } from "./send-refund.js";
import { syncRefunds } from "./sync-refunds.js";

/**
 * Looks after a refund that is not over: sends it where that did not happen yet or failed, else asks how it went on.
 * Where the provider can't be reached it is looked after again, with growing gaps and without end.
 */
export async function checkRefund(deps: Deps, due: DueRefund): Promise<void> {
  const { tenantId, refundId, createdAt, now } = due;
  const ageMs = now.getTime() - createdAt.getTime();
  try {
    await lookAfter(deps, due, ageMs);
  } catch (error) {
    if (!(error instanceof GatewayError)) throw error;
    deps.log.warn({ tenantId, refundId, kind: error.kind, reason: error.message }, "refund could not be looked after");
  }
  await scheduleRefundCheck(deps.sql, due, new Date(now.getTime() + refundCheckDelayMs(ageMs)));
}

async function lookAfter(deps: Deps, { tenantId, refundId, paymentId }: DueRefund, ageMs: number) {
  await sendRefund(deps, tenantId, refundId);
  const payment = (await findPayment(deps.sql, tenantId, paymentId))!;
  const { providerPaymentId } = payment;
  if (!providerPaymentId || (await findRefund(deps.sql, tenantId, refundId))?.status !== "pending") return;
  await syncRefunds(deps, payment, await askProvider(deps, payment, (credentials) => deps.payments.fetchPayment(credentials, providerPaymentId)));
  const refund = await findRefund(deps.sql, tenantId, refundId);
  if (refund?.status === "pending" && ageMs >= SLOW_REFUND_MS)
    await raiseAlert(deps.sql, tenantId, {
      kind: "refund_slow", subject: refundId, paymentId,
      detail: `Refund ${refund.providerRefundId} has been on its way for more than ten days. Ask Razorpay's support about it.`,
    });
}
