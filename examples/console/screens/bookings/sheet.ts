import { Task } from "@lit/task";
import { type Booking, HoldfastError, type PaymentDetails, type Service } from "@holdfast/sdk/server";
import { html, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";
import { announceChange, OnChange } from "../../parts/changes.js";
import { icon } from "../../parts/icons.js";
import { formatMoney } from "../../parts/money.js";
import { shown } from "../../parts/shown.js";
import { bookingBadge } from "../../parts/status.js";
import { formatDateTime, formatDay, formatSpan, plural } from "../../parts/time.js";
import { View } from "../../parts/view.js";
import { router } from "../../router.js";
import { api } from "../../session/api.js";
import { paymentSections } from "../payments/sections.js";
import { termsText } from "../services/terms.js";
import { outcome } from "./outcome.js";
import "../../parts/sheet.js";
import "./answer.js";
import "./cancel.js";
import "./move.js";

interface Details {
  booking: Booking;
  /** Undefined where it was archived. */
  service: Service | undefined;
  payments: PaymentDetails[];
}

/** One booking: who, when, what was paid and what became of it; to be answered, cancelled or moved. */
@customElement("hf-booking")
export class BookingSheet extends View {
  @property({ attribute: false }) bookingId = "";
  @property({ attribute: false }) doing: "cancel" | "move" | undefined;

  #task = new Task(this, {
    args: () => [this.bookingId] as const,
    task: async ([bookingId], { signal }): Promise<Details> => {
      const [booking, { data }] = await Promise.all([api.bookings.get(bookingId, { signal }), api.payments.list({ bookingId, limit: 20 }, { signal })]);
      const [service, ...payments] = await Promise.all([api.services.get(booking.service.id, { signal }).catch(unlessGone), ...data.map(({ id }) => api.payments.get(id, { signal }))]);
      return { booking, service, payments };
    },
  });

  constructor() {
    super();
    new OnChange(this, () => void this.#task.run());
  }

  #close = () => (location.hash = router.with({ booking: undefined }));

  #done = () => {
    this.doing = undefined;
    announceChange();
  };

  protected override render() {
    return html`<hf-sheet label=${this.#task.value ? `Booking ${this.#task.value.booking.reference}` : "Booking"} .content=${() => shown(this.#task, (details) => this.#content(details))} @close=${this.#close}></hf-sheet>`;
  }

  #content({ booking, service, payments }: Details) {
    const live = booking.status === "confirmed";
    const { customer, terms } = booking;
    const labels = new Map((service?.questions ?? []).map(({ id, label }) => [id, label]));
    const answers = Object.entries(booking.answers);
    return html`
      <section>
        <div class="row">${bookingBadge(booking.status)}${booking.movedAt ? html`<span class="badge">Moved</span>` : nothing}</div>
        <p class="when"><strong>${formatDay(booking.start, this.zone)}</strong><br />${formatSpan(booking.start, booking.end, this.zone)}</p>
        <p>${booking.service.name}${booking.quantity > 1 ? `, ${plural(booking.quantity, "place")}` : ""} <span class="aside">with ${booking.resources.map(({ name }) => name).join(" and ")}</span></p>
      </section>
      ${this.doing ? nothing : booking.status === "pending" ? html`<hf-answer .booking=${booking}></hf-answer>` : outcome(booking)}
      ${this.doing === "cancel" ? html`<hf-cancel .booking=${booking} @done=${this.#done} @back=${() => (this.doing = undefined)}></hf-cancel>`
        : this.doing === "move" ? html`<hf-move .booking=${booking} @done=${this.#done} @back=${() => (this.doing = undefined)}></hf-move>`
        : live ? html`<div class="row">
            <button class="button" type="button" @click=${() => (this.doing = "move")}>${icon("calendar")}Move</button>
            <button class="button danger-quiet" type="button" @click=${() => (this.doing = "cancel")}>Cancel booking</button>
          </div>` : nothing}
      <section><h3>Customer</h3>
        <dl class="facts">
          <div><dt>Name</dt><dd>${customer.name}</dd></div>
          ${customer.email ? html`<div><dt>E-mail</dt><dd><a href="mailto:${customer.email}">${customer.email}</a></dd></div>` : nothing}
          ${customer.phone ? html`<div><dt>Telephone</dt><dd><a href="tel:${customer.phone.replace(/[^\d+]/g, "")}">${customer.phone}</a></dd></div>` : nothing}
        </dl>
      </section>
      ${answers.length > 0 ? html`<section><h3>Answers</h3><dl class="facts">
        ${answers.map(([id, answer]) => html`<div><dt>${labels.get(id) ?? id}</dt><dd>${answer === true ? "Yes" : answer === false ? "No" : answer}</dd></div>`)}
      </dl></section>` : nothing}
      <section><h3>Price</h3>
        <dl class="facts">
          ${booking.quantity > 1 ? html`<div><dt>A place</dt><dd class="number">${formatMoney(terms.unitPrice)}</dd></div>` : nothing}
          <div><dt>In all</dt><dd class="number"><strong>${booking.price.amount === 0 ? "Free" : formatMoney(booking.price)}</strong>${terms.tax ? html` <span class="aside">with ${terms.tax.percent} % tax, ${formatMoney({ amount: terms.tax.amount, currency: booking.price.currency })}</span>` : nothing}</dd></div>
          ${booking.paymentMethod === "on_site" ? html`<div><dt>Paid</dt><dd>On site</dd></div>` : nothing}
          ${booking.paymentMethod === "online" ? html`<div><dt>If cancelled</dt><dd>${termsText(terms.cancellation)}</dd></div>` : nothing}
        </dl>
      </section>
      ${payments.map((payment) => paymentSections(payment, this.zone, payments.length > 1 ? `Payment of ${formatMoney(payment)}` : "Payment"))}
      ${booking.notes ? html`<section><h3>Notes</h3><p class="typed">${booking.notes}</p></section>` : nothing}
      <section><h3>Made</h3>
        <dl class="facts">
          <div><dt>Booked</dt><dd>${formatDateTime(booking.createdAt, this.zone)}${booking.madeBy === "owner" ? ", by hand" : ""}</dd></div>
          ${booking.movedAt ? html`<div><dt>Moved</dt><dd>${formatDateTime(booking.movedAt, this.zone)}</dd></div>` : nothing}
          ${booking.cancelledAt ? html`<div><dt>Cancelled</dt><dd>${formatDateTime(booking.cancelledAt, this.zone)}</dd></div>` : nothing}
        </dl>
      </section>`;
  }
}

function unlessGone(error: unknown): undefined {
  if (error instanceof HoldfastError && error.code === "not_found") return undefined;
  throw error;
}
