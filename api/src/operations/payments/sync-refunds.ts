import { inTransaction } from "../../database/begin.js";
import type { Deps } from "../../deps.js";
import type { ProviderPayment, ProviderRefund } from "../../gateways/payment-gateway.js";
import { newId } from "../../ids.js";
import { recordEvent } from "../../queries/payment-events.js";
import { addRefunded, lockPayment, type PaymentRow } from "../../queries/payments.js";
import { findRefundsOfPayment, insertRefund } from "../../queries/refunds.js";
import { tellOfRefund } from "../events/tell.js";
import { askProvider } from "./ask-provider.js";
import { raiseAlert } from "./raise-alert.js";
import { recordRefund, restate } from "./record-refund.js";

/**
 * Brings our refunds of a payment up to the provider's: how ours went on, and those that were made in its dashboard.
 * @throws {GatewayError} where the provider can't be reached.
 */
export async function syncRefunds(deps: Deps, payment: PaymentRow, provided: ProviderPayment): Promise<void> {
  // What went back uncaptured was never the merchant's, and no refund of theirs.
  if (!provided.captured) return;
  const ours = await findRefundsOfPayment(deps.sql, payment.tenantId, payment.paymentId);
  if (provided.refundedMinor === 0 && !ours.some(({ status }) => status === "pending")) return;
  for (const theirs of await askProvider(deps, payment, (credentials) => deps.payments.refundsOf(credentials, provided.id))) {
    const made = theirs.status !== "failed";
    const known =
      ours.find(({ providerRefundId, refundId }) => providerRefundId === theirs.id || theirs.receipt?.startsWith(`${refundId}-`)) ??
      // What we gave up, and its owner then did in the dashboard.
      ours.find(({ status, amountMinor }) => made && status === "failed" && amountMinor === theirs.amountMinor);
    if (known) {
      if (known.status === "requested" || known.status === "pending" || (known.status === "failed" && made)) await recordRefund(deps, known, theirs);
    } else if (made && !ours.some((own) => own.status === "requested" && own.amountMinor === theirs.amountMinor))
      // One of the same amount that ours still has to ask for is taken over by `sendRefund`.
      await adopt(deps, payment, theirs);
  }
}

/** A refund that somebody made in the provider's dashboard. */
async function adopt(deps: Deps, { tenantId, paymentId }: PaymentRow, { id, amountMinor, status }: ProviderRefund) {
  await inTransaction(deps.sql, async (tx) => {
    const payment = (await lockPayment(tx, tenantId, paymentId))!;
    const refundId = newId("refund");
    const amount = Math.min(amountMinor, payment.amountMinor - payment.refundedMinor);
    if (amount <= 0) return;
    const refund = { tenantId, refundId, paymentId, amountMinor: amount, currency: payment.currency, reason: "dashboard" as const, status: status === "processed" ? ("processed" as const) : ("pending" as const), providerRefundId: id };
    if (!(await insertRefund(tx, refund))) return;
    await addRefunded(tx, tenantId, paymentId, amount);
    await recordEvent(tx, tenantId, paymentId, "refunded_outside", { refundId, razorpayRefundId: id, amount });
    await raiseAlert(tx, tenantId, {
      kind: "refunded_outside", subject: id, paymentId,
      detail: "A refund was made in Razorpay's dashboard. The booking was not changed by it: cancel it here if it should not take place.",
    });
    await restate(tx, tenantId, paymentId);
    await tellOfRefund(tx, tenantId, refund.status === "processed" ? "refund.processed" : "refund.requested", refundId);
  });
}
