import type { ListPaymentsQuery, Payment, PaymentPurpose, PaymentStatus } from "@holdfast/sdk/server";
import { Task } from "@lit/task";
import { html, nothing } from "lit";
import { customElement } from "lit/decorators.js";
import { OnChange } from "../../parts/changes.js";
import { icon } from "../../parts/icons.js";
import { formatMoney } from "../../parts/money.js";
import { header } from "../../parts/page.js";
import { Paged } from "../../parts/paged.js";
import { empty } from "../../parts/shown.js";
import { PAYMENT_STATUSES, paymentBadge } from "../../parts/status.js";
import { formatDateTime } from "../../parts/time.js";
import { View } from "../../parts/view.js";
import { hrefOf, router } from "../../router.js";
import { api } from "../../session/api.js";
import { paymentTabs } from "./tabs.js";

const PURPOSES: readonly (readonly [PaymentPurpose, string])[] = [["booking", "A booking"], ["reschedule", "A dearer time"], ["stray", "Nothing: goes back"]];

/** Every payment, the newest first. */
@customElement("hf-payments")
export class Payments extends View {
  #list = new Paged<Payment>(this, (page, options) => api.payments.list({ ...this.#query, ...page }, options));
  #settings = new Task(this, { args: () => [], task: () => api.payments.settings() });
  #shown = JSON.stringify(this.#query);

  constructor() {
    super();
    new OnChange(this, () => this.#list.reload());
  }

  override connectedCallback(): void {
    super.connectedCallback();
    router.addEventListener("change", this.#moved);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    router.removeEventListener("change", this.#moved);
  }

  #moved = () => {
    if (router.place.path !== "/payments") return;
    const wanted = JSON.stringify(this.#query);
    if (wanted !== this.#shown) this.#list.reload();
    this.#shown = wanted;
    this.requestUpdate();
  };

  get #query(): ListPaymentsQuery {
    const of = (name: string) => router.place.query.get(name);
    const [search, status, purpose] = [of("search"), of("status") as PaymentStatus | null, of("purpose") as PaymentPurpose | null];
    return { ...(search && { search }), ...(status && { status }), ...(purpose && { purpose }), ...(of("attention") && { needsAttention: true }) };
  }

  protected override render() {
    const { query } = router.place;
    const of = (name: string) => query.get(name) ?? "";
    const to = (name: string) => (event: Event) => (location.hash = router.with({ [name]: (event.target as HTMLInputElement).value || undefined }));
    const canBePaid = this.#settings.value?.configured ?? true;
    const isFiltered = ["search", "status", "purpose", "attention"].some((name) => query.has(name));
    return html`
      ${header("Payments", { lead: "What customers paid, and what went back." })}
      ${paymentTabs("/payments")}
      <form class="filters" role="search" @submit=${(event: Event) => event.preventDefault()}>
        <div class="field grow"><label for="payments-search">Search</label><input class="input" id="payments-search" type="search" placeholder="Booking’s reference or Razorpay’s id" .value=${of("search")} @change=${to("search")} /></div>
        <div class="field"><label for="payments-status">Status</label><select class="input" id="payments-status" @change=${to("status")}><option value="">Any</option>${Object.entries(PAYMENT_STATUSES).map(([value, [, text]]) => html`<option value=${value} ?selected=${of("status") === value}>${text}</option>`)}</select></div>
        <div class="field"><label for="payments-purpose">For</label><select class="input" id="payments-purpose" @change=${to("purpose")}><option value="">Anything</option>${PURPOSES.map(([value, text]) => html`<option value=${value} ?selected=${of("purpose") === value}>${text}</option>`)}</select></div>
        <label class="check"><input type="checkbox" .checked=${query.has("attention")} @change=${(event: Event) => (location.hash = router.with({ attention: (event.target as HTMLInputElement).checked ? "1" : undefined }))} />Only what needs you</label>
        ${isFiltered ? html`<a class="button text" href=${hrefOf("/payments")}>${icon("close")}Clear</a>` : nothing}
      </form>
      ${this.#list.render(
        (payments) => html`<ul class="list">${payments.map((payment) => this.#row(payment))}</ul>`,
        () => isFiltered ? empty("search", "No payment fits", "Take a filter away to see more.", html`<a class="button" href=${hrefOf("/payments")}>Show all</a>`)
          : empty("payments", "No payments yet", canBePaid ? "When a customer opens the checkout of a priced service, its payment stands here." : "Connect Razorpay, and customers can pay for services that have a price.", canBePaid ? nothing : html`<a class="button primary" href=${hrefOf("/settings/razorpay")}>Connect Razorpay</a>`),
      )}`;
  }

  #row(payment: Payment) {
    return html`<li><a class="list-row" href=${router.with({ payment: payment.id })}>
      <span><strong>${payment.customer?.name ?? "Somebody"}</strong> <span class="sub">${payment.service.name}${payment.booking ? html`, <span class="number">${payment.booking.reference}</span>` : nothing}</span><br /><span class="sub">${formatDateTime(payment.createdAt, this.zone)}</span></span>
      <span class="end">${payment.needsAttention ? html`<span class="badge bad">Needs you</span>` : nothing}${paymentBadge(payment.status)}<strong class="number">${formatMoney(payment)}</strong></span>
    </a></li>`;
  }
}
