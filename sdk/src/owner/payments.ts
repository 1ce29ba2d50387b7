import { Noun } from "../lib/noun.js";
import { path } from "../lib/url.js";
import type { CallOptions } from "../options.js";
import type {
  CreateRefund, ListPaymentAlertsQuery, ListPaymentsQuery, PaymentAlert, PaymentAlertList, PaymentDetails, PaymentList, PaymentsSettings, PutPayments, Refund,
} from "../types.js";

/** How the business is paid, what was paid, and what goes back. */
export class Payments extends Noun {
  /** A page of payments, the newest first; `needsAttention: "true"` gives those that an open alert is about. */
  list(query?: ListPaymentsQuery, options?: CallOptions): Promise<PaymentList> {
    return this.read("/payments", options, query);
  }

  /** One with its refunds, its history and what is open about it. @throws HoldfastError `not_found` */
  get(paymentId: string, options?: CallOptions): Promise<PaymentDetails> {
    return this.read(path`/payments/${paymentId}`, options);
  }

  /**
   * Gives money back: all that is left, or `amount` in minor units. The booking stands; `bookings.cancel` cancels with
   * a refund.
   * @throws HoldfastError `payment_not_refundable`, `validation_failed`
   */
  refund(paymentId: string, input: CreateRefund = {}, options?: CallOptions): Promise<Refund> {
    return this.post(path`/payments/${paymentId}/refunds`, input, options);
  }

  /** Tries a refund again that failed. @throws HoldfastError `payment_not_refundable` for any other */
  retryRefund(paymentId: string, refundId: string, options?: CallOptions): Promise<Refund> {
    return this.post(path`/payments/${paymentId}/refunds/${refundId}/retry`, {}, options);
  }

  /** What about money needs a person: a page of alerts, the newest first. */
  alerts(query?: ListPaymentAlertsQuery, options?: CallOptions): Promise<PaymentAlertList> {
    return this.read("/payment-alerts", options, query);
  }

  /** Says that an alert was dealt with. @throws HoldfastError `not_found` */
  resolveAlert(alertId: string, options?: CallOptions): Promise<PaymentAlert> {
    return this.transport.call({ ...options, method: "POST", path: path`/payment-alerts/${alertId}/resolve`, keyed: false });
  }

  /** With which account the business is paid. Never gives secrets back. */
  settings(options?: CallOptions): Promise<PaymentsSettings> {
    return this.read("/tenant/payments", options);
  }

  /** Sets the business's Razorpay keys, once Razorpay has accepted them; they are kept encrypted. */
  connect(input: PutPayments, options?: CallOptions): Promise<PaymentsSettings> {
    return this.change("PUT", "/tenant/payments", input, options);
  }
}
