import type { RefundReason } from "../../contract/payments.js";
import type { Transaction } from "../../database/connect.js";
import { newId } from "../../ids.js";
import { recordEvent } from "../../queries/payment-events.js";
import { addRefunded, type PaymentRow, updatePayment } from "../../queries/payments.js";
import { insertRefund } from "../../queries/refunds.js";
import { tellOfRefund } from "../events/tell.js";
import { leaveMessage } from "../outbox/messages.js";

/**
 * Notes that a locked payment, or a part of it, goes back; the money itself leaves through the outbox. Asking again
 * for the same cause changes nothing.
 * @returns the refund's id, or undefined where it was asked for before.
 */
export async function requestRefund(
  tx: Transaction,
  payment: Pick<PaymentRow, "tenantId" | "paymentId" | "currency">,
  { reason, amountMinor, note }: { reason: RefundReason; amountMinor: number; note?: string | undefined },
): Promise<string | undefined> {
  const { tenantId, paymentId, currency } = payment;
  const refundId = newId("refund");
  if (!(await insertRefund(tx, { tenantId, refundId, paymentId, amountMinor, currency, reason, note: note ?? null }))) return undefined;
  await addRefunded(tx, tenantId, paymentId, amountMinor);
  await updatePayment(tx, tenantId, paymentId, { status: "refund_pending" });
  await recordEvent(tx, tenantId, paymentId, "refund_requested", { refundId, reason, amount: amountMinor });
  await leaveMessage(tx, tenantId, { topic: "payment.refund", refundId });
  await tellOfRefund(tx, tenantId, "refund.requested", refundId);
  return refundId;
}

/** Gives back so much of what was paid for a booking, from the newest payment on. @returns what could be given back. */
export async function refundBooking(tx: Transaction, payments: readonly PaymentRow[], amountMinor: number, reason: "cancelled" | "rescheduled"): Promise<number> {
  let left = amountMinor;
  for (const payment of payments) {
    const part = Math.min(left, payment.status === "lapsed" ? 0 : payment.amountMinor - payment.refundedMinor);
    if (part <= 0) continue;
    await requestRefund(tx, payment, { reason, amountMinor: part });
    left -= part;
  }
  return amountMinor - left;
}
