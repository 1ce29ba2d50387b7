import { inTransaction } from "../../database/begin.js";
import type { Transaction } from "../../database/connect.js";
import type { Deps } from "../../deps.js";
import type { ProviderPayment } from "../../gateways/payment-gateway.js";
import { findBookingOfHold } from "../../queries/bookings.js";
import { type HoldRow, lockHold } from "../../queries/holds.js";
import { findPaymentOfHold, type PaymentRow, updatePayment } from "../../queries/payments.js";
import { createBooking } from "../bookings/create-booking.js";
import { leaveMessage } from "../outbox/messages.js";
import { takeBackSlot } from "./take-back-slot.js";

/**
 * What a payment came to: a booking; `lost`, where it came too late and nothing is charged (or all is given
 * back); `unpaid`, where the provider has no money to give; `mismatched`, where it is not the payment asked for.
 */
export type Settlement =
  | { outcome: "booked"; bookingId: string }
  | { outcome: "lost"; charged: boolean }
  | { outcome: "unpaid"; reason: string | null }
  | { outcome: "mismatched" };

/**
 * The one way money becomes a booking. The browser's callback, the webhook and the reconciler all end here, in any
 * order and any number of times; the second to come finds what the first one did.
 *
 * Authorise → win the confirmation → capture: the transaction decides, and what it decided (capture, refund,
 * mail) leaves through the outbox. No call to the provider is made inside.
 *
 * @param provided - the payment as the provider itself tells it, never as a browser does.
 */
export async function settlePayment(deps: Deps, tenantId: string, holdId: string, provided: ProviderPayment): Promise<Settlement> {
  const settlement = await inTransaction(deps.sql, async (tx): Promise<Settlement> => {
    const hold = await lockHold(tx, tenantId, holdId);
    const payment = hold && (await findPaymentOfHold(tx, tenantId, holdId, "for update"));
    if (!payment) return { outcome: "mismatched" };
    if (provided.orderId !== payment.providerOrderId || provided.amountMinor !== payment.amountMinor || provided.currency !== payment.currency)
      return { outcome: "mismatched" };
    if (payment.providerPaymentId) return settleAgain(tx, tenantId, payment, provided);
    if (provided.status !== "authorized" && provided.status !== "captured") return { outcome: "unpaid", reason: provided.errorDescription };
    return settleFirst(tx, hold, payment, provided);
  });
  deps.wakeOutbox();
  return settlement;
}

async function settleFirst(tx: Transaction, hold: HoldRow, payment: PaymentRow, provided: ProviderPayment): Promise<Settlement> {
  const { tenantId } = hold;
  const { paymentId } = payment;
  const captured = provided.status === "captured";
  const live = (hold.status === "held" || hold.status === "paying") && hold.expiresAt > hold.now;
  if (live || (await takeBackSlot(tx, hold))) {
    const bookingId = await createBooking(tx, hold);
    await updatePayment(tx, tenantId, paymentId, { status: captured ? "captured" : "authorized", providerPaymentId: provided.id });
    if (!captured) await leaveMessage(tx, tenantId, { topic: "payment.capture", paymentId });
    return { outcome: "booked", bookingId };
  }
  await updatePayment(tx, tenantId, paymentId, { status: captured ? "refund_pending" : "abandoned", providerPaymentId: provided.id });
  if (captured)
    await leaveMessage(tx, tenantId, { topic: "payment.refund", paymentId, providerPaymentId: provided.id, amountMinor: payment.amountMinor });
  await leaveMessage(tx, tenantId, { topic: "mail.payment_late", holdId: hold.holdId });
  return { outcome: "lost", charged: captured };
}

/** The hold was settled before, by this payment or by another one of the same order. */
async function settleAgain(tx: Transaction, tenantId: string, payment: PaymentRow, provided: ProviderPayment): Promise<Settlement> {
  const { paymentId } = payment;
  // Named after the payment: however often we are told of it, it goes back once.
  const refundAll = (amountMinor: number) =>
    leaveMessage(tx, tenantId, { topic: "payment.refund", paymentId, providerPaymentId: provided.id, amountMinor }, `msg_refund_${provided.id}`);
  if (provided.id !== payment.providerPaymentId) {
    // Paid twice: one booking keeps one payment, the other goes back. An uncaptured one is simply never captured.
    if (provided.status === "captured" && provided.refundedMinor === 0) await refundAll(provided.amountMinor);
  } else if (provided.status === "captured" && payment.status === "authorized") {
    await updatePayment(tx, tenantId, paymentId, { status: "captured" });
  } else if (provided.status === "captured" && payment.status === "abandoned") {
    // Captured after all, by the merchant's automatic capture: give it back.
    await updatePayment(tx, tenantId, paymentId, { status: "refund_pending" });
    await refundAll(payment.amountMinor);
  }
  const booking = await findBookingOfHold(tx, tenantId, payment.holdId);
  if (booking) return { outcome: "booked", bookingId: booking.bookingId };
  return { outcome: "lost", charged: provided.status === "captured" };
}
