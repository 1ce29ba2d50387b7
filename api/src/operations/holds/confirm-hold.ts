import type { BookingView } from "../../contract/bookings.js";
import type { ConfirmHold } from "../../contract/holds.js";
import type { Deps } from "../../deps.js";
import { BookingError, notFound } from "../../errors.js";
import { GatewayError, type ProviderCredentials, type ProviderPayment } from "../../gateways/payment-gateway.js";
import { findHold, type HoldRow } from "../../queries/holds.js";
import { findPaymentOfHold, type PaymentRow } from "../../queries/payments.js";
import { readBooking } from "../bookings/read-booking.js";
import { askProvider } from "../payments/ask-provider.js";
import { settlePayment } from "../payments/settle-payment.js";
import { accountsFor } from "../tenants/payment-credentials.js";
import { alternativesTo } from "./refusal.js";

/**
 * What checkout's handler gave the browser becomes the booking. The signature is checked against the order of our
 * own row, and the payment is read from the provider: nothing the browser says about money is believed.
 * The same call again gives the same booking.
 *
 * @throws `payment_not_verified`, `payment_failed`, `payment_provider_unavailable`, `hold_not_active` (no order was
 * made), `slot_unavailable` (paid too late, and the slot is taken: not charged, or refunded at once).
 */
export async function confirmHold(deps: Deps, tenantId: string, holdId: string, proof: ConfirmHold): Promise<BookingView> {
  const hold = await findHold(deps.sql, tenantId, holdId);
  if (!hold) throw notFound("hold");
  const payment = await findPaymentOfHold(deps.sql, tenantId, holdId);
  if (!payment) throw new BookingError("hold_not_active", "This hold has no payment to confirm. Check it out first.");
  const accounts = await accountsFor(deps, deps.sql, tenantId, payment.providerKeyId);
  if (accounts.length === 0) throw new BookingError("payments_not_configured");

  if (proof.razorpayOrderId !== payment.providerOrderId)
    throw notVerified("razorpayOrderId", "Is not the order of this hold.");
  const isSigned = (account: ProviderCredentials) =>
    deps.payments.isCheckoutSignature(account, payment.providerOrderId, proof.razorpayPaymentId, proof.razorpaySignature);
  if (!accounts.some(isSigned))
    throw notVerified("razorpaySignature", "Does not belong to this order and payment.");

  const provided = await fetchPayment(deps, payment, proof.razorpayPaymentId);
  const settlement = await settlePayment(deps, tenantId, payment.paymentId, provided);
  switch (settlement.outcome) {
    case "booked":
      return readBooking(deps.sql, deps.keyring, tenantId, settlement.bookingId, { withToken: true });
    case "unpaid":
      throw new BookingError("payment_failed", settlement.reason ? `The payment did not succeed: ${settlement.reason}` : undefined);
    case "mismatched":
      deps.log.error({ tenantId, holdId, providerPaymentId: provided.id }, "payment does not match its order");
      throw notVerified("razorpayPaymentId", "Is not a payment of this order, amount and currency.");
    case "lost":
      throw await tooLate(deps, hold, payment, settlement.charged);
  }
}

/** The payment came after the slot had gone: says what becomes of the money, and which starts are nearest. */
async function tooLate(deps: Deps, hold: HoldRow, { amountMinor, currency }: PaymentRow, charged: boolean): Promise<BookingError> {
  const outcome = charged ? ("refund_started" as const) : ("not_charged" as const);
  return new BookingError(
    "slot_unavailable",
    charged
      ? "Your payment came after the slot had gone to somebody else. It is being refunded in full."
      : "Your payment came after the slot had gone to somebody else. You will not be charged.",
    { reason: "booked", payment: { outcome, amount: amountMinor, currency }, alternatives: await alternativesTo(deps.sql, hold) },
  );
}

const notVerified = (path: string, message: string) => new BookingError("payment_not_verified", undefined, { errors: [{ path, message }] });

async function fetchPayment(deps: Deps, payment: PaymentRow, paymentId: string): Promise<ProviderPayment> {
  try {
    return await askProvider(deps, payment, (credentials) => deps.payments.fetchPayment(credentials, paymentId));
  } catch (cause) {
    if (!(cause instanceof GatewayError)) throw cause;
    if (cause.kind === "refused") throw notVerified("razorpayPaymentId", "Is not known to the payment provider.");
    throw new BookingError("payment_provider_unavailable", "Your payment is safe, but it can't be confirmed this moment. Try again shortly.", { retryAfterSeconds: 2 }, { cause });
  }
}
