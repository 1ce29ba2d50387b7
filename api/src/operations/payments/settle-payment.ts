import { inTransaction } from "../../database/begin.js";
import type { Transaction } from "../../database/connect.js";
import { firstCheckAfterMs } from "../../domain/reconciliation.js";
import type { Deps } from "../../deps.js";
import type { ProviderPayment } from "../../gateways/payment-gateway.js";
import { newId } from "../../ids.js";
import { lockBooking } from "../../queries/bookings.js";
import { findHold, type HoldRow, lockHold } from "../../queries/holds.js";
import { recordEvent, recordEventOnce } from "../../queries/payment-events.js";
import { findByProviderPayment, findPayment, insertStray, lockPayment, type PaymentRow, updatePayment } from "../../queries/payments.js";
import { createBooking, madeEvent } from "../bookings/create-booking.js";
import { moveBooking } from "../bookings/move-booking.js";
import { tellOfBooking, tellOfPayment } from "../events/tell.js";
import { announceHolds } from "../live/announce.js";
import { leaveMessage } from "../outbox/messages.js";
import { preferCaptured } from "./prefer-captured.js";
import { alertNotCaptured, raiseAlert } from "./raise-alert.js";
import { requestRefund } from "./request-refund.js";
import { takeBackSlot } from "./take-back-slot.js";

/**
 * What a payment came to: a booking, made or moved; `lost`, where it came too late and nothing is charged (or all is
 * given back); `unpaid`, where the provider has no money to give; `mismatched`, where it is not the payment asked for.
 * `first` tells what became of the order, the one time that it is decided.
 */
export type Settlement =
  | { outcome: "booked"; bookingId: string; first?: "booked" | "moved" }
  | { outcome: "lost"; charged: boolean; first?: "late" }
  | { outcome: "unpaid"; reason: string | null }
  | { outcome: "mismatched" };

/**
 * The one way money becomes a booking. The browser's callback, the webhook and the reconciler all end here, in any
 * order and any number of times; the second to come finds what the first one did.
 *
 * Authorise → win the confirmation → capture: the transaction decides, and what it decided (capture, refund,
 * mail) leaves through the outbox. No call to the provider is made inside. Everybody locks in one order: booking,
 * hold, payment.
 *
 * @param paymentId - our payment of the order.
 * @param provided - the payment as the provider itself tells it, never as a browser does.
 */
export async function settlePayment(deps: Deps, tenantId: string, paymentId: string, provided: ProviderPayment): Promise<Settlement> {
  const settlement = await inTransaction(deps.sql, async (tx): Promise<Settlement> => {
    const known = await findPayment(tx, tenantId, paymentId);
    if (!known || provided.orderId !== known.providerOrderId) return { outcome: "mismatched" };
    // Which booking a hold moves is written before its payment, and never changes.
    const moves = known.purpose === "reschedule" ? (await findHold(tx, tenantId, known.holdId))?.movesBookingId : null;
    if (moves) await lockBooking(tx, tenantId, moves);
    const hold = (await lockHold(tx, tenantId, known.holdId))!;
    const payment = (await lockPayment(tx, tenantId, paymentId))!;

    if (provided.id === payment.providerPaymentId) await follow(tx, payment, provided);
    else if (provided.amountMinor !== payment.amountMinor || provided.currency !== payment.currency) {
      await giveBack(tx, payment, provided, "mismatch", hold.now);
      return { outcome: "mismatched" };
    } else if (payment.providerPaymentId) {
      if (!(await preferCaptured(tx, payment, provided, hold.now))) await giveBack(tx, payment, provided, "duplicate", hold.now);
    }
    else if (provided.status === "authorized" || provided.status === "captured") return settleFirst(tx, hold, payment, provided);
    else return noteUnpaid(tx, payment, provided);
    return outcomeOf((await findPayment(tx, tenantId, paymentId))!);
  });
  deps.wakeOutbox();
  if ("first" in settlement) deps.metrics.paymentsSettled.inc({ outcome: settlement.first });
  if ("first" in settlement && settlement.first === "booked") deps.metrics.bookingsConfirmed.inc({ payment: "paid" });
  if (settlement.outcome === "booked") await announceSettled(deps, tenantId, paymentId);
  return settlement;
}

/** A slot that was taken back is gone again, and a booking that was moved has left one. */
async function announceSettled(deps: Deps, tenantId: string, paymentId: string) {
  const payment = await findPayment(deps.sql, tenantId, paymentId);
  const hold = payment && (await findHold(deps.sql, tenantId, payment.holdId));
  if (hold) await announceHolds(deps, tenantId, hold.holdId, ...(hold.movesFromHoldId ? [hold.movesFromHoldId] : []));
}

function outcomeOf({ bookingId, status }: PaymentRow): Settlement {
  if (bookingId) return { outcome: "booked", bookingId };
  if (status === "created" || status === "expired") return { outcome: "unpaid", reason: null };
  return { outcome: "lost", charged: status !== "abandoned" };
}

async function settleFirst(tx: Transaction, hold: HoldRow, payment: PaymentRow, provided: ProviderPayment): Promise<Settlement> {
  const { tenantId, paymentId } = payment;
  const captured = provided.status === "captured";
  const event = { razorpayPaymentId: provided.id };
  await recordEvent(tx, tenantId, paymentId, captured ? "captured" : "authorized", event);
  const bookingId = await winBooking(tx, hold, payment);
  if (bookingId) {
    await updatePayment(tx, tenantId, paymentId, { status: captured ? "captured" : "authorized", providerPaymentId: provided.id, bookingId });
    const first = payment.purpose === "reschedule" ? "moved" : "booked";
    await recordEvent(tx, tenantId, paymentId, first, { bookingId });
    if (!captured) await leaveMessage(tx, tenantId, { topic: "payment.capture", paymentId });
    await tellOfPayment(tx, tenantId, captured ? "payment.captured" : "payment.authorized", paymentId);
    await tellOfBooking(tx, tenantId, first === "moved" ? "booking.moved" : madeEvent(hold), bookingId);
    return { outcome: "booked", bookingId, first };
  }
  await updatePayment(tx, tenantId, paymentId, { status: captured ? "captured" : "abandoned", providerPaymentId: provided.id });
  await recordEvent(tx, tenantId, paymentId, "too_late", event);
  if (captured) await requestRefund(tx, payment, { reason: "late", amountMinor: payment.amountMinor });
  await leaveMessage(tx, tenantId, { topic: "mail.payment_late", holdId: hold.holdId });
  await tellOfPayment(tx, tenantId, "payment.late", paymentId);
  return { outcome: "lost", charged: captured, first: "late" };
}

/** The booking that the money is for, made or moved; undefined where its time is gone. */
async function winBooking(tx: Transaction, hold: HoldRow, { purpose }: PaymentRow): Promise<string | undefined> {
  // What is moved must still be where it was when the difference was asked for.
  const leaves = purpose === "reschedule" ? await lockBooking(tx, hold.tenantId, hold.movesBookingId!) : undefined;
  if (purpose === "reschedule" && !(leaves?.status === "confirmed" && leaves.holdId === hold.movesFromHoldId)) return undefined;
  const live = (hold.status === "held" || hold.status === "paying") && hold.expiresAt > hold.now;
  if (!live && !(await takeBackSlot(tx, hold))) return undefined;
  return leaves ? moveBooking(tx, leaves, hold, { by: "customer", untold: true }) : createBooking(tx, hold, { untold: true });
}

/** How a payment that was settled before went on at the provider. */
async function follow(tx: Transaction, payment: PaymentRow, provided: ProviderPayment) {
  const { tenantId, paymentId, status } = payment;
  const event = { razorpayPaymentId: provided.id };
  if (provided.status === "captured" && status === "authorized") {
    await updatePayment(tx, tenantId, paymentId, { status: "captured" });
    await recordEvent(tx, tenantId, paymentId, "captured", event);
    await tellOfPayment(tx, tenantId, "payment.captured", paymentId);
  } else if (provided.status === "captured" && status === "abandoned") {
    // Captured after all, by the merchant's automatic capture: give it back.
    await recordEvent(tx, tenantId, paymentId, "captured", event);
    await requestRefund(tx, payment, { reason: payment.purpose === "stray" ? "duplicate" : "late", amountMinor: payment.amountMinor });
    await tellOfPayment(tx, tenantId, "payment.captured", paymentId);
  } else if (provided.status === "refunded" && !provided.captured && status === "authorized") {
    // Nobody captured it in time, and the provider gave it back.
    await updatePayment(tx, tenantId, paymentId, { status: "lapsed" });
    await recordEvent(tx, tenantId, paymentId, "lapsed", event);
    await alertNotCaptured(tx, payment);
    await tellOfPayment(tx, tenantId, "payment.lapsed", paymentId);
  } else if (provided.status === "refunded" && !provided.captured && status === "abandoned") {
    await recordEventOnce(tx, tenantId, paymentId, "released", event);
  }
}

/** Money of this order that settles nothing, each with a row of its own: it goes back as soon as it was taken. */
async function giveBack(tx: Transaction, payment: PaymentRow, provided: ProviderPayment, reason: "duplicate" | "mismatch", now: Date) {
  const { tenantId, holdId, providerOrderId, providerKeyId } = payment;
  const known = await findByProviderPayment(tx, tenantId, provided.id);
  if (known) {
    const stray = await lockPayment(tx, tenantId, known.paymentId);
    return follow(tx, stray!, provided);
  }
  if (provided.status !== "authorized" && provided.status !== "captured") return noteUnpaid(tx, payment, provided);
  const captured = provided.status === "captured";
  const stray = {
    tenantId, paymentId: newId("payment"), holdId, providerOrderId, providerKeyId, providerPaymentId: provided.id,
    amountMinor: provided.amountMinor, currency: provided.currency,
    status: captured ? ("captured" as const) : ("abandoned" as const),
    checkAt: new Date(now.getTime() + firstCheckAfterMs("settled")),
  };
  if (!(await insertStray(tx, stray))) return undefined;
  await recordEvent(tx, tenantId, stray.paymentId, "stray", { reason, razorpayPaymentId: provided.id });
  if (reason === "mismatch")
    await raiseAlert(tx, tenantId, {
      kind: "payment_mismatch", subject: provided.id, paymentId: stray.paymentId,
      detail: `Razorpay reports ${provided.amountMinor} ${provided.currency} where order ${providerOrderId} asked for ${payment.amountMinor} ${payment.currency}. Nothing was booked with it${captured ? ", and it is being refunded" : ""}.`,
    });
  if (captured) {
    await requestRefund(tx, stray, { reason, amountMinor: stray.amountMinor });
    await tellOfPayment(tx, tenantId, "payment.captured", stray.paymentId);
  }
  return undefined;
}

async function noteUnpaid(tx: Transaction, { tenantId, paymentId }: PaymentRow, provided: ProviderPayment): Promise<Settlement> {
  const { errorDescription: reason } = provided;
  if (provided.status === "failed") {
    const detail = { razorpayPaymentId: provided.id, ...(reason && { reason: reason.slice(0, 200) }) };
    if (await recordEventOnce(tx, tenantId, paymentId, "attempt_failed", detail)) await tellOfPayment(tx, tenantId, "payment.failed", paymentId);
  }
  // Authorised and given back before anybody told us: no money is left to settle with.
  if (provided.status === "refunded") await recordEventOnce(tx, tenantId, paymentId, "released", { razorpayPaymentId: provided.id });
  return { outcome: "unpaid", reason };
}
