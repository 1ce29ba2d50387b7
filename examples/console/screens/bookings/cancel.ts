import type { Booking } from "@holdfast/sdk/server";
import { html, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";
import { Form } from "../../parts/form.js";
import { formatMoney } from "../../parts/money.js";
import { toast } from "../../parts/toasts.js";
import { View } from "../../parts/view.js";
import { api } from "../../session/api.js";
import { refundable, refundByTerms } from "./refund.js";

/** Cancels a booking, with what is given back. Fires `done` and `back`. */
@customElement("hf-cancel")
export class CancelBooking extends View {
  @property({ attribute: false }) booking!: Booking;
  #form = new Form<{ refundAmount: number | undefined; message: string; reason: string }>(this, { refundAmount: undefined, message: "", reason: "" });

  override connectedCallback(): void {
    super.connectedCallback();
    this.#form.reset({ refundAmount: refundable(this.booking) || undefined, message: "", reason: "" });
  }

  protected override firstUpdated(): void {
    this.querySelector<HTMLElement>("h3")?.focus();
  }

  #submit = async (event: Event) => {
    const { booking } = this;
    const saved = await this.#form.submit(event, ({ refundAmount, message, reason }) =>
      api.bookings.cancel(booking.id, { ...(reason.trim() && { reason }), ...(message.trim() && { message }), ...(refundable(booking) > 0 && { refundAmount: refundAmount ?? 0 }) }),
    );
    if (!saved) return;
    toast(`Cancelled: ${booking.customer.name}, ${booking.service.name}`);
    this.dispatchEvent(new Event("done"));
  };

  protected override render() {
    const { booking } = this;
    const form = this.#form;
    const [left, byTerms] = [refundable(booking), refundByTerms(booking, Date.now())];
    const { currency } = booking.price;
    const choices: [string, number][] = [["All of it", left], ["By the terms", byTerms], ["Nothing", 0]];
    return html`<form class="card" novalidate @submit=${this.#submit}>
      <h3 tabindex="-1">Cancel this booking</h3>
      <p class="aside">Its time is free again at once${booking.customer.email ? html`, and ${booking.customer.name} gets a mail` : ""}.${booking.paymentMethod === "on_site" ? " What was paid on site you give back there." : ""} This can’t be undone.</p>
      ${form.problem()}
      ${left > 0 ? html`
        ${form.amount("refundAmount", currency, { label: "Give back", required: true, width: "short", hint: `Of ${formatMoney({ amount: left, currency })} that was paid.` })}
        <div class="row">${choices.map(([text, amount]) => html`<button class="button" type="button" aria-pressed=${form.data.refundAmount === amount ? "true" : "false"} @click=${() => form.change((data) => (data.refundAmount = amount))}>${text}, ${formatMoney({ amount, currency })}</button>`)}</div>` : nothing}
      ${booking.customer.email ? form.area("message", { label: "Message", hint: `${booking.customer.name} reads it in the mail.`, rows: 2 }) : nothing}
      ${form.area("reason", { label: "Reason", hint: "For your own records.", rows: 2 })}
      <div class="actions">
        <button class="button" type="button" @click=${() => this.dispatchEvent(new Event("back"))}>Keep it</button>
        <button class="button danger" type="submit" aria-disabled=${form.busy ? "true" : "false"}>Cancel booking</button>
      </div>
    </form>`;
  }
}
