import type { CreateRefund, RefundView } from "../../contract/payments.js";
import { inTransaction } from "../../database/begin.js";
import { chargeProblem } from "../../domain/money.js";
import { refundCheckDelayMs } from "../../domain/reconciliation.js";
import type { Deps } from "../../deps.js";
import { BookingError, invalidField, notFound } from "../../errors.js";
import { databaseNow } from "../../queries/clock.js";
import { resolveAlertsAbout } from "../../queries/payment-alerts.js";
import { recordEvent } from "../../queries/payment-events.js";
import { lockPayment } from "../../queries/payments.js";
import { findRefund, updateRefund } from "../../queries/refunds.js";
import { refundView } from "../../views/payment.js";
import { tellOfRefund } from "../events/tell.js";
import { once, type Once, type RequestKey } from "../idempotency/once.js";
import { leaveMessage } from "../outbox/messages.js";
import { restate } from "./record-refund.js";
import { requestRefund } from "./request-refund.js";

const REFUNDABLE = ["authorized", "captured", "refunded", "refund_pending", "refund_failed"];

/**
 * The owner gives money back, all that is left of a payment or a part. A booking that it paid for stands.
 * @throws `payment_not_refundable` where nothing was taken or nothing is left, `validation_failed` for more than is left.
 */
export async function refundByHand(deps: Deps, tenantId: string, paymentId: string, { amount, note }: CreateRefund, requestKey?: RequestKey): Promise<Once<RefundView>> {
  const result = await inTransaction(deps.sql, (tx) =>
    once(tx, deps.keyring, tenantId, requestKey, async () => {
      const payment = await lockPayment(tx, tenantId, paymentId);
      if (!payment) throw notFound("payment");
      const left = REFUNDABLE.includes(payment.status) ? payment.amountMinor - payment.refundedMinor : 0;
      if (left === 0) throw new BookingError("payment_not_refundable");
      if (amount !== undefined && amount > left) throw invalidField("amount", `Must be at most ${left}: more is not left of this payment.`);
      const problem = amount !== undefined && amount < left ? chargeProblem(amount, payment.currency) : undefined;
      if (problem) throw invalidField("amount", problem);
      const refundId = await requestRefund(tx, payment, { reason: "by_hand", amountMinor: amount ?? left, note });
      return refundView((await findRefund(tx, tenantId, refundId!))!);
    }),
  );
  deps.wakeOutbox();
  return result;
}

/** Tries a refund again that was given up. @throws `not_found`; `payment_not_refundable` where it has not failed. */
export async function retryRefund(deps: Deps, tenantId: string, paymentId: string, refundId: string, requestKey?: RequestKey): Promise<Once<RefundView>> {
  const result = await inTransaction(deps.sql, (tx) =>
    once(tx, deps.keyring, tenantId, requestKey, async () => {
      await lockPayment(tx, tenantId, paymentId);
      const refund = await findRefund(tx, tenantId, refundId);
      if (refund?.paymentId !== paymentId) throw notFound("refund");
      if (refund.status !== "failed") throw new BookingError("payment_not_refundable", `This refund is ${refund.status}; only one that failed can be tried again.`);
      await updateRefund(tx, refund, {
        status: "requested", attempt: refund.attempt + 1, providerRefundId: null,
        checkAt: new Date((await databaseNow(tx)).getTime() + refundCheckDelayMs(0)),
      });
      await recordEvent(tx, tenantId, paymentId, "refund_requested", { refundId, reason: refund.reason, amount: refund.amountMinor });
      await resolveAlertsAbout(tx, tenantId, refundId, "refund_failed");
      await restate(tx, tenantId, paymentId);
      await leaveMessage(tx, tenantId, { topic: "payment.refund", refundId });
      await tellOfRefund(tx, tenantId, "refund.requested", refundId);
      return refundView((await findRefund(tx, tenantId, refundId))!);
    }),
  );
  deps.wakeOutbox();
  return result;
}
