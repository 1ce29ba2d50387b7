import { refundCheckDelayMs, SLOW_REFUND_MS } from "../../domain/reconciliation.js";
import type { Deps } from "../../deps.js";
import { findPayment } from "../../queries/payments.js";
import { type DueRefund, findRefund, scheduleRefundCheck } from "../../queries/refunds.js";
import { askProvider } from "./ask-provider.js";
import { raiseAlert } from "./raise-alert.js";
import { sendRefund } from "./send-refund.js";
import { syncRefunds } from "./sync-refunds.js";

/**
 * Looks after a refund that is not over: sends it where that did not happen yet or failed, else asks how it went on.
 * @throws {GatewayError} where the provider can't be reached; the lease runs out, and it is looked after again.
 */
export async function checkRefund(deps: Deps, due: DueRefund): Promise<void> {
  const { tenantId, refundId, paymentId, createdAt, now } = due;
  await sendRefund(deps, tenantId, refundId);
  const payment = (await findPayment(deps.sql, tenantId, paymentId))!;
  const { providerPaymentId } = payment;
  if (!providerPaymentId || (await findRefund(deps.sql, tenantId, refundId))?.status !== "pending") return;
  await syncRefunds(deps, payment, await askProvider(deps, payment, (credentials) => deps.payments.fetchPayment(credentials, providerPaymentId)));
  const ageMs = now.getTime() - createdAt.getTime();
  const refund = await findRefund(deps.sql, tenantId, refundId);
  if (refund?.status === "pending" && ageMs >= SLOW_REFUND_MS)
    await raiseAlert(deps.sql, tenantId, {
      kind: "refund_slow", subject: refundId, paymentId,
      detail: `Refund ${refund.providerRefundId} has been on its way for more than ten days. Ask Razorpay's support about it.`,
    });
  await scheduleRefundCheck(deps.sql, due, new Date(now.getTime() + refundCheckDelayMs(ageMs)));
}
