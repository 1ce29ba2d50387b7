import { inTransaction } from "../../database/begin.js";
import type { Transaction } from "../../database/connect.js";
import { refundCheckDelayMs, refundRetryDelayMs } from "../../domain/reconciliation.js";
import type { Deps } from "../../deps.js";
import type { ProviderPayment, ProviderRefund } from "../../gateways/payment-gateway.js";
import { findBooking } from "../../queries/bookings.js";
import { databaseNow } from "../../queries/clock.js";
import { resolveAlertsAbout } from "../../queries/payment-alerts.js";
import { recordEvent } from "../../queries/payment-events.js";
import { addRefunded, lockPayment, updatePayment } from "../../queries/payments.js";
import { findRefund, findRefundsOfPayment, type RefundRow, updateRefund } from "../../queries/refunds.js";
import { leaveMessage } from "../outbox/messages.js";
import { alertNotCaptured, raiseAlert } from "./raise-alert.js";

/** Notes how a refund stands at the provider. "Refunded" is said only once it has processed it. */
export async function recordRefund(deps: Deps, { tenantId, refundId, paymentId }: RefundRow, provided: ProviderRefund): Promise<void> {
  await inTransaction(deps.sql, async (tx) => {
    const refund = await lockRefund(tx, tenantId, refundId, paymentId);
    if (!refund || refund.status === "processed" || refund.status === "void") return;
    // An answer about an earlier try of a refund that goes on under a new key.
    if (provided.status !== "processed" && provided.receipt?.startsWith(refundId) && provided.receipt !== `${refundId}-${refund.attempt}`) return;
    const event = { refundId, razorpayRefundId: provided.id };
    if (provided.status === "failed") return fail(tx, refund, "The bank did not take the money back.");
    if (refund.status === "requested") await recordEvent(tx, tenantId, paymentId, "refund_accepted", event);
    if (provided.status === "processed") {
      await recordEvent(tx, tenantId, paymentId, "refund_processed", event);
      await resolveAlertsAbout(tx, tenantId, refundId, "refund_failed", "refund_slow");
      await leaveMessage(tx, tenantId, { topic: "mail.refunded", refundId });
    }
    const checkAt = new Date((await databaseNow(tx)).getTime() + refundCheckDelayMs(0));
    await updateRefund(tx, refund, { status: provided.status, providerRefundId: provided.id, lastError: null, checkAt });
    await restate(tx, tenantId, paymentId);
  });
}

/** A try that the provider definitely failed. After the last one it is the owner's to look at. */
export async function recordRefundFailure(deps: Deps, { tenantId, refundId, paymentId, attempt }: RefundRow, error: string): Promise<void> {
  await inTransaction(deps.sql, async (tx) => {
    const refund = await lockRefund(tx, tenantId, refundId, paymentId);
    if (refund?.status === "requested" && refund.attempt === attempt) await fail(tx, refund, error);
  });
}

/** Nothing was ever captured, so nothing has to go back. */
export async function voidRefund(deps: Deps, { tenantId, refundId, paymentId }: RefundRow, uncaptured: ProviderPayment): Promise<void> {
  await inTransaction(deps.sql, async (tx) => {
    const payment = (await lockPayment(tx, tenantId, paymentId))!;
    const refund = await findRefund(tx, tenantId, refundId);
    // Another payment of the order took its place meanwhile: that one is given back, by the next try.
    if (refund?.status !== "requested" || payment.providerPaymentId !== uncaptured.id) return;
    await updateRefund(tx, refund, { status: "void" });
    await addRefunded(tx, tenantId, paymentId, -refund.amountMinor);
    await updatePayment(tx, tenantId, paymentId, { status: uncaptured.status === "authorized" ? "abandoned" : "lapsed" });
    await recordEvent(tx, tenantId, paymentId, "refund_void", { refundId });
    // A part was to go back, or all of it with the booking kept; now nothing pays for that any more.
    if (payment.bookingId && (await findBooking(tx, tenantId, payment.bookingId))?.status !== "cancelled") await alertNotCaptured(tx, payment);
  });
}

/** Payment first, like everybody. */
async function lockRefund(tx: Transaction, tenantId: string, refundId: string, paymentId: string): Promise<RefundRow | undefined> {
  await lockPayment(tx, tenantId, paymentId);
  return findRefund(tx, tenantId, refundId);
}

async function fail(tx: Transaction, refund: RefundRow, error: string) {
  const { tenantId, paymentId, refundId, attempt } = refund;
  const lastError = error.slice(0, 300);
  const delayMs = refundRetryDelayMs(attempt);
  await resolveAlertsAbout(tx, tenantId, refundId, "refund_slow");
  await recordEvent(tx, tenantId, paymentId, delayMs === undefined ? "refund_failed" : "refund_attempt_failed", { refundId, attempt, reason: lastError });
  if (delayMs === undefined) {
    await updateRefund(tx, refund, { status: "failed", lastError });
    await raiseAlert(tx, tenantId, {
      kind: "refund_failed", subject: refundId, paymentId,
      detail: `The refund failed ${attempt} times: ${lastError} Check the balance of your Razorpay account, then retry it here.`,
    });
  } else {
    const checkAt = new Date((await databaseNow(tx)).getTime() + delayMs);
    await updateRefund(tx, refund, { status: "requested", attempt: attempt + 1, providerRefundId: null, lastError, checkAt });
  }
  await restate(tx, tenantId, paymentId);
}

/** What all refunds of a payment together make of it. */
export async function restate(tx: Transaction, tenantId: string, paymentId: string) {
  const refunds = (await findRefundsOfPayment(tx, tenantId, paymentId)).filter(({ status }) => status !== "void");
  if (refunds.length === 0) return;
  const has = (...statuses: RefundRow["status"][]) => refunds.some(({ status }) => statuses.includes(status));
  const status = has("failed") ? "refund_failed" : has("requested", "pending") ? "refund_pending" : "refunded";
  await updatePayment(tx, tenantId, paymentId, { status });
}
