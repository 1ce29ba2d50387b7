import type { Booking } from "@holdfast/sdk/server";
import { html, nothing } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { announceChange } from "../../parts/changes.js";
import { Form } from "../../parts/form.js";
import { icon } from "../../parts/icons.js";
import { formatMoney } from "../../parts/money.js";
import { toast, toastError } from "../../parts/toasts.js";
import { View } from "../../parts/view.js";
import { api } from "../../session/api.js";

/** Answers a request: approves it with one press, or declines it with a few words. */
@customElement("hf-answer")
export class AnswerRequest extends View {
  @property({ attribute: false }) booking!: Booking;
  @state() private declining = false;
  @state() private busy = false;
  #form = new Form<{ message: string }>(this, { message: "" });

  #approve = async () => {
    if (this.busy) return;
    this.busy = true;
    try {
      await api.bookings.approve(this.booking.id);
      toast(`Approved: ${this.booking.customer.name}, ${this.booking.service.name}`);
    } catch (error) {
      toastError(error);
    }
    this.busy = false;
    // A refusal means that it was answered elsewhere: show what it is now.
    announceChange();
  };

  #ask = () => {
    this.declining = true;
    void this.updateComplete.then(() => this.querySelector<HTMLElement>("h3")?.focus());
  };

  #decline = async (event: Event) => {
    const { booking } = this;
    const saved = await this.#form.submit(event, ({ message }) => api.bookings.decline(booking.id, message.trim() ? { message } : {}));
    if (!saved) return;
    toast(`Declined: ${booking.customer.name}, ${booking.service.name}`);
    announceChange();
  };

  protected override render() {
    const { booking } = this;
    if (!this.declining) return html`<div class="row">
      <button class="button primary" type="button" aria-disabled=${this.busy ? "true" : "false"} @click=${this.#approve}>${icon("check")}Approve</button>
      <button class="button danger-quiet" type="button" @click=${this.#ask}>Decline</button>
    </div>`;
    const paid = booking.payment && booking.payment.amount > booking.payment.refundedAmount;
    return html`<form class="card" novalidate @submit=${this.#decline}>
      <h3 tabindex="-1">Decline this request</h3>
      <p class="aside">Its time is free again at once${booking.customer.email ? html`, and ${booking.customer.name} gets a mail` : ""}.${paid ? ` ${formatMoney(booking.price)} go back.` : ""} This can’t be undone.</p>
      ${this.#form.problem()}
      ${booking.customer.email ? this.#form.area("message", { label: "Message", hint: `${booking.customer.name} reads it in the mail.`, rows: 2 }) : nothing}
      <div class="actions">
        <button class="button" type="button" @click=${() => (this.declining = false)}>Back</button>
        <button class="button danger" type="submit" aria-disabled=${this.#form.busy ? "true" : "false"}>Decline</button>
      </div>
    </form>`;
  }
}
