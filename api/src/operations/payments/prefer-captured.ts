import type { Transaction } from "../../database/connect.js";
import { firstCheckAfterMs } from "../../domain/reconciliation.js";
import type { ProviderPayment } from "../../gateways/payment-gateway.js";
import { newId } from "../../ids.js";
import { hasEvent, recordEvent } from "../../queries/payment-events.js";
import { findByProviderPayment, freeProviderPayment, insertStray, lockPayment, type PaymentRow, updatePayment } from "../../queries/payments.js";
import { tellOfPayment } from "../events/tell.js";

/**
 * An order was paid twice, and another payment than the one it was settled with was captured first: the provider will
 * not capture a second one. So the money that was taken pays for the booking, and the other payment, which was only
 * authorised, is never charged.
 * @returns whether they changed places.
 */
export async function preferCaptured(tx: Transaction, payment: PaymentRow, provided: ProviderPayment, now: Date): Promise<boolean> {
  const { tenantId, paymentId, holdId, providerOrderId, providerKeyId, providerPaymentId, amountMinor, currency } = payment;
  if (provided.status !== "captured" || payment.status === "abandoned" || payment.status === "captured" || !providerPaymentId) return false;
  if (await hasEvent(tx, tenantId, paymentId, "captured")) return false;
  const known = await findByProviderPayment(tx, tenantId, provided.id);
  const stray = known && (await lockPayment(tx, tenantId, known.paymentId));
  // One that goes back already can't stay.
  if (stray && stray.status !== "abandoned") return false;

  await freeProviderPayment(tx, tenantId, paymentId);
  const strayId = stray?.paymentId ?? newId("payment");
  if (stray) await updatePayment(tx, tenantId, strayId, { status: "abandoned", providerPaymentId });
  else
    await insertStray(tx, {
      tenantId, paymentId: strayId, holdId, providerOrderId, providerKeyId, providerPaymentId, amountMinor, currency,
      status: "abandoned", checkAt: new Date(now.getTime() + firstCheckAfterMs("settled")),
    });
  await recordEvent(tx, tenantId, strayId, "stray", { reason: "duplicate", razorpayPaymentId: providerPaymentId });
  // A refund that is due is of this money now.
  const uncaptured = payment.status === "authorized" || payment.status === "lapsed";
  await updatePayment(tx, tenantId, paymentId, { status: uncaptured ? "captured" : payment.status, providerPaymentId: provided.id });
  await recordEvent(tx, tenantId, paymentId, "captured", { razorpayPaymentId: provided.id });
  await tellOfPayment(tx, tenantId, "payment.captured", paymentId);
  return true;
}
