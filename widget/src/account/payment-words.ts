import type { I18n } from "../i18n/i18n.js";
import type { Booking } from "../model.js";

/** What has become of the money, in a sentence; null where none was asked for. */
export function paymentWords({ payment, business, status }: Booking, i18n: I18n): string | null {
  if (!payment) return null;
  const amount = i18n.money({ amount: payment.refundedAmount, currency: payment.currency });
  switch (payment.status) {
    case "authorized":
    case "captured":
      return payment.refundedAmount > 0 ? i18n.t("paidPart", { amount }) : i18n.t("paid");
    case "refund_pending":
      return payment.refundedAmount > 0 ? i18n.t("refundStarted", { amount }) : i18n.t("refundStartedSome");
    case "refunded":
      return payment.refundedAmount < payment.amount && status !== "cancelled" ? i18n.t("paidPart", { amount }) : i18n.t("refundDone", { amount });
    case "refund_failed":
      return i18n.t("refundFailed", { amount, business: business.name });
    case "lapsed":
      return i18n.t("paymentLapsed", { business: business.name });
    default:
      return i18n.t("paidNot");
  }
}
