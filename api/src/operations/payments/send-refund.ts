import { inTransaction } from "../../database/begin.js";
import type { Deps } from "../../deps.js";
import { GatewayError, type ProviderCredentials, type ProviderPayment, type ProviderRefund } from "../../gateways/payment-gateway.js";
import { recordEventOnce } from "../../queries/payment-events.js";
import { findPayment, type PaymentRow } from "../../queries/payments.js";
import { findRefund, findRefundsOfPayment, type RefundRow } from "../../queries/refunds.js";
import { tellOfPayment } from "../events/tell.js";
import { askProvider } from "./ask-provider.js";
import { captureOnce } from "./capture-payment.js";
import { recordRefund, recordRefundFailure, voidRefund } from "./record-refund.js";

/**
 * Gives money back: asks the provider for a refund, or finds the one that an earlier, unanswered call asked for.
 * What is only authorised is captured first: a capture of ours may be on its way, and a refund that it overtakes
 * would be lost. A definite no is a failed try, which is followed by others with growing gaps; see `recordRefundFailure`.
 * @throws {GatewayError} where the provider can't be reached; the outbox tries again.
 */
export async function sendRefund(deps: Deps, tenantId: string, refundId: string): Promise<void> {
  const refund = await findRefund(deps.sql, tenantId, refundId);
  if (refund?.status !== "requested") return;
  const payment = (await findPayment(deps.sql, tenantId, refund.paymentId))!;
  const { providerPaymentId } = payment;
  if (!providerPaymentId) throw new Error(`Payment ${payment.paymentId} is to be refunded, but was never paid.`);
  try {
    const sent = await askProvider(deps, payment, async (credentials) => {
      const provided = await deps.payments.fetchPayment(credentials, providerPaymentId);
      const present = provided.status === "authorized" ? await captureIfPossible(deps, credentials, provided) : provided;
      // A capture that went before this one in our books is there already.
      if (present.captured && payment.bookingId) await noteCaptured(deps, payment, providerPaymentId);
      return present.captured ? refundOnce(deps, credentials, providerPaymentId, refund) : present;
    });
    if ("captured" in sent) await voidRefund(deps, refund, sent);
    else await recordRefund(deps, refund, sent);
  } catch (error) {
    if (!(error instanceof GatewayError && error.kind === "refused")) throw error;
    await recordRefundFailure(deps, refund, error.message);
  }
}

const noteCaptured = ({ sql }: Deps, { tenantId, paymentId }: PaymentRow, razorpayPaymentId: string) =>
  inTransaction(sql, async (tx) => {
    if (await recordEventOnce(tx, tenantId, paymentId, "captured", { razorpayPaymentId })) await tellOfPayment(tx, tenantId, "payment.captured", paymentId);
  });

/** Captures; or, where the provider will not, because another payment of the order was captured, leaves it to go back by itself. */
async function captureIfPossible(deps: Deps, credentials: ProviderCredentials, provided: ProviderPayment): Promise<ProviderPayment> {
  try {
    return await captureOnce(deps.payments, credentials, provided);
  } catch (error) {
    if (error instanceof GatewayError && error.kind === "refused") return provided;
    throw error;
  }
}

/** The provider's idempotency key of a try, and the receipt by which its refund is found again. */
const keyOf = ({ refundId, attempt }: RefundRow) => `${refundId}-${attempt}`;

async function refundOnce(deps: Deps, credentials: ProviderCredentials, providerPaymentId: string, refund: RefundRow): Promise<ProviderRefund> {
  const made = await deps.payments.refundsOf(credentials, providerPaymentId);
  const mine = made.find(({ receipt }) => receipt === keyOf(refund));
  if (mine) return mine;
  // The owner was faster, in the provider's dashboard: the same amount is not given back twice.
  const ours = await findRefundsOfPayment(deps.sql, refund.tenantId, refund.paymentId);
  const theirs = made.find(
    ({ id, receipt, amountMinor, status }) =>
      status !== "failed" && amountMinor === refund.amountMinor && !ours.some((known) => known.providerRefundId === id || receipt?.startsWith(known.refundId)),
  );
  return theirs ?? deps.payments.refund(credentials, providerPaymentId, refund.amountMinor, keyOf(refund));
}
