import { Task } from "@lit/task";
import type { PaymentDetails, Refund, RefundReason } from "@holdfast/sdk/server";
import { html, nothing } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { announceChange, OnChange } from "../../parts/changes.js";
import { Form } from "../../parts/form.js";
import { icon } from "../../parts/icons.js";
import { formatMoney } from "../../parts/money.js";
import { Repeating } from "../../parts/repeating.js";
import { shown } from "../../parts/shown.js";
import { paymentBadge, refundBadge } from "../../parts/status.js";
import { toast, toastError } from "../../parts/toasts.js";
import { formatDateTime } from "../../parts/time.js";
import { View } from "../../parts/view.js";
import { router } from "../../router.js";
import { api } from "../../session/api.js";
import { historyOf } from "./sections.js";
import "../../parts/sheet.js";

/** How often a payment that is under way is read, in milliseconds. */
const EVERY_MS = 3000;

const REASONS: Readonly<Record<RefundReason, string>> = {
  late: "came after the slot had gone", duplicate: "paid twice", mismatch: "wrong amount", cancelled: "booking was cancelled",
  rescheduled: "moved to a cheaper time", by_hand: "by hand", dashboard: "made in Razorpay’s dashboard",
};

/** One payment: its refunds, its history, what about it needs a person; money is given back here. */
@customElement("hf-payment")
export class PaymentSheet extends View {
  @property({ attribute: false }) paymentId = "";
  @state() private refunding = false;
  #form = new Form<{ amount: number | undefined; note: string }>(this, { amount: undefined, note: "" });

  #task = new Task(this, { args: () => [this.paymentId] as const, task: ([id], { signal }) => api.payments.get(id, { signal }) });

  constructor() {
    super();
    new OnChange(this, () => void this.#task.run());
    // A refund that is on its way arrives while one looks at it.
    new Repeating(this, EVERY_MS, async () => {
      const { refunds = [], status } = this.#task.value ?? {};
      if (status === "authorized" || refunds.some((refund) => refund.status === "requested" || refund.status === "pending")) await this.#task.run();
    });
  }

  #close = () => (location.hash = router.with({ payment: undefined }));

  #refund = async (event: Event) => {
    const payment = this.#task.value!;
    const saved = await this.#form.submit(event, ({ amount, note }) => api.payments.refund(payment.id, { ...(amount !== undefined && { amount }), ...(note.trim() && { note }) }));
    if (!saved) return;
    this.refunding = false;
    toast("The refund is on its way");
    announceChange();
  };

  async #retry({ paymentId, id }: Refund): Promise<void> {
    try {
      await api.payments.retryRefund(paymentId, id);
      toast("The refund is tried again");
    } catch (error) {
      toastError(error);
    }
    announceChange();
  }

  async #resolve(alertId: string): Promise<void> {
    await api.payments.resolveAlert(alertId).then(() => toast("Marked as dealt with"), toastError);
    announceChange();
  }

  protected override render() {
    return html`<hf-sheet label="Payment" .content=${() => shown(this.#task, (payment) => this.#content(payment))} @close=${this.#close}></hf-sheet>`;
  }

  #content(payment: PaymentDetails) {
    const { currency, amount, refundedAmount } = payment;
    const money = (minor: number) => formatMoney({ amount: minor, currency });
    const left = amount - refundedAmount;
    const refundable = left > 0 && ["captured", "refund_pending", "refunded", "refund_failed"].includes(payment.status);
    return html`
      <section>
        <div class="row">${paymentBadge(payment.status)}</div>
        <p class="when"><strong class="number">${money(amount)}</strong>${refundedAmount > 0 ? html` <span class="aside">${money(refundedAmount)} back, or on its way</span>` : nothing}</p>
      </section>
      ${payment.alerts.map((alert) => html`<div class="notice warn">${icon("alert")}<div><p>${alert.detail}</p><button class="button" type="button" @click=${() => void this.#resolve(alert.id)}>${icon("check")}Dealt with</button></div></div>`)}
      <dl class="facts">
        <div><dt>Customer</dt><dd>${payment.customer ? html`${payment.customer.name}<br /><a href="mailto:${payment.customer.email}">${payment.customer.email}</a>` : "Not told"}</dd></div>
        <div><dt>For</dt><dd>${payment.service.name}${payment.booking ? html`, <a href=${router.with({ payment: undefined, booking: payment.booking.id })}>${payment.booking.reference}</a>` : payment.purpose === "stray" ? ", nothing: it goes back" : ", not booked"}</dd></div>
        <div><dt>Razorpay’s order</dt><dd class="number">${payment.razorpayOrderId}</dd></div>
        ${payment.razorpayPaymentId ? html`<div><dt>Razorpay’s payment</dt><dd class="number">${payment.razorpayPaymentId}</dd></div>` : nothing}
        <div><dt>Begun</dt><dd>${formatDateTime(payment.createdAt, this.zone)}</dd></div>
      </dl>
      ${payment.refunds.length > 0 ? html`<section><h3>Refunds</h3><ul class="list">${payment.refunds.map((refund) => html`<li class="list-row">
        <span><strong class="number">${formatMoney(refund)}</strong> <span class="sub">${REASONS[refund.reason]}</span><br /><span class="sub">${formatDateTime(refund.createdAt, this.zone)}${refund.note ? `, ${refund.note}` : ""}${refund.lastError ? `, ${refund.lastError}` : ""}</span></span>
        <span class="end">${refundBadge(refund.status)}${refund.status === "failed" ? html`<button class="button" type="button" @click=${() => void this.#retry(refund)}>Try again</button>` : nothing}</span></li>`)}</ul></section>` : nothing}
      ${refundable ? this.refunding ? html`<form class="card" novalidate @submit=${this.#refund}>
          <h3>Give money back</h3>
          <p class="aside">The booking stands. To cancel it as well, cancel the booking instead.</p>
          ${this.#form.problem()}
          ${this.#form.amount("amount", currency, { label: "Give back", width: "short", required: true, hint: `Of ${money(left)} that is left.` })}
          ${this.#form.text("note", { label: "Note", hint: "For your own records." })}
          <div class="actions"><button class="button" type="button" @click=${() => (this.refunding = false)}>Go back</button><button class="button danger" type="submit" aria-disabled=${this.#form.busy ? "true" : "false"}>Refund ${this.#form.data.amount ? money(this.#form.data.amount) : ""}</button></div>
        </form>` : html`<div class="row"><button class="button" type="button" @click=${() => { this.#form.reset({ amount: left, note: "" }); this.refunding = true; }}>Give money back</button></div>` : nothing}
      <section><h3>History</h3>${historyOf(payment, this.zone)}</section>`;
  }
}
