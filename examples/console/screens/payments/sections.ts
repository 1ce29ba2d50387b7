import type { PaymentDetails, PaymentEvent, PaymentEventType } from "@holdfast/sdk/server";
import { html, nothing } from "lit";
import { formatMoney } from "../../parts/money.js";
import { paymentBadge, refundBadge } from "../../parts/status.js";
import { formatDateTime } from "../../parts/time.js";
import { router } from "../../router.js";

const EVENTS: Readonly<Record<PaymentEventType, string>> = {
  order_created: "Checkout was opened",
  attempt_failed: "A try to pay failed",
  authorized: "The customer’s bank agreed",
  captured: "The money was taken",
  booked: "It booked",
  moved: "It moved the booking",
  too_late: "It came after the slot had gone",
  stray: "It pays for nothing, and goes back",
  released: "Not charged: the bank lets the money go",
  lapsed: "Never captured, so it went back",
  refund_requested: "A refund was asked for",
  refund_accepted: "Razorpay took the refund",
  refund_processed: "The refund is back with the customer",
  refund_attempt_failed: "A try to refund failed",
  refund_failed: "The refund was given up",
  refund_void: "There was nothing to give back",
  refunded_outside: "A refund was made in Razorpay’s dashboard",
  never_paid: "Nobody ever paid",
};

/** What an event tells beside its name: an amount, or why. */
function detailOf({ detail }: PaymentEvent, currency: string): string {
  const amount = detail["amount"] ?? detail["amountMinor"];
  const reason = detail["reason"] ?? detail["error"] ?? detail["description"];
  return [typeof amount === "number" ? formatMoney({ amount, currency }) : "", reason === undefined ? "" : String(reason).replaceAll("_", " ")].filter(Boolean).join(", ");
}

export const historyOf = (payment: PaymentDetails, zone: string) => html`
  <ol class="history">${payment.history.map((event) => html`<li>${EVENTS[event.type]}${detailOf(event, payment.currency) ? html` <span class="aside">${detailOf(event, payment.currency)}</span>` : nothing}<br /><span class="sub">${formatDateTime(event.at, zone)}</span></li>`)}</ol>
`;

/** A payment as a part of something else's details. */
export const paymentSections = (payment: PaymentDetails, zone: string, title: string) => html`
  <section><h3>${title}</h3>
    <div class="row">${paymentBadge(payment.status)}<a href=${router.with({ booking: undefined, payment: payment.id })}>${formatMoney(payment)}${payment.refundedAmount > 0 ? `, ${formatMoney({ amount: payment.refundedAmount, currency: payment.currency })} back` : ""}</a>${payment.needsAttention ? html`<span class="badge bad">Needs you</span>` : nothing}</div>
    ${payment.refunds.map((refund) => html`<p class="row">${refundBadge(refund.status)}<span>Refund of ${formatMoney(refund)}</span></p>`)}
    ${historyOf(payment, zone)}
  </section>
`;
