import type { PaymentAlert, PaymentAlertKind } from "@holdfast/sdk/server";
import { html, nothing } from "lit";
import { customElement, state } from "lit/decorators.js";
import { announceChange, OnChange } from "../../parts/changes.js";
import { icon } from "../../parts/icons.js";
import { header } from "../../parts/page.js";
import { Paged } from "../../parts/paged.js";
import { empty } from "../../parts/shown.js";
import { toast, toastError } from "../../parts/toasts.js";
import { formatDateTime, plural } from "../../parts/time.js";
import { View } from "../../parts/view.js";
import { hrefOf, router } from "../../router.js";
import { api } from "../../session/api.js";
import { paymentTabs } from "./tabs.js";

export const ALERTS: Readonly<Record<PaymentAlertKind, string>> = {
  payment_mismatch: "Another amount was paid than was asked for",
  refund_failed: "A refund failed",
  refund_slow: "A refund takes long",
  not_captured: "A booking’s payment could not be taken",
  settlement_failed: "Razorpay can’t be asked",
  unknown_event: "Razorpay told something unknown",
  webhook_refused: "A webhook with a wrong signature",
  refunded_outside: "A refund made in Razorpay’s dashboard",
};

/** What about money needs a person. */
@customElement("hf-alerts")
export class Alerts extends View {
  @state() private resolved = false;
  #list = new Paged<PaymentAlert>(this, (page, options) => api.payments.alerts({ ...(this.resolved && { resolved: true }), ...page }, options));

  constructor() {
    super();
    new OnChange(this, () => this.#list.reload());
  }

  async #resolve(alert: PaymentAlert): Promise<void> {
    try {
      await api.payments.resolveAlert(alert.id);
      toast("Marked as dealt with");
    } catch (error) {
      toastError(error);
    }
    announceChange();
  }

  #switch(resolved: boolean): void {
    this.resolved = resolved;
    this.#list.items = undefined;
    this.#list.reload();
  }

  protected override render() {
    return html`
      ${header("Payments", { lead: "What only a person can settle." })}
      ${paymentTabs("/payments/alerts")}
      <div class="filters"><label class="check"><input type="checkbox" .checked=${this.resolved} @change=${(event: Event) => this.#switch((event.target as HTMLInputElement).checked)} />Show what was dealt with</label></div>
      ${this.#list.render(
        (alerts) => html`<ul class="list">${alerts.map((alert) => this.#row(alert))}</ul>`,
        () => this.resolved ? empty("check", "Nothing was dealt with yet", "What you settle stands here afterwards.") : empty("check", "Nothing needs you", "Failed refunds, wrong amounts and keys that stopped working would stand here.", html`<a class="button" href=${hrefOf("/payments")}>All payments</a>`),
      )}`;
  }

  #row(alert: PaymentAlert) {
    const { paymentId } = alert;
    return html`<li class="list-row alert-row">
      <span><strong>${ALERTS[alert.kind]}</strong>${alert.times > 1 ? html` <span class="badge warn">${plural(alert.times, "time")}</span>` : nothing}<br />${alert.detail}<br /><span class="sub">${formatDateTime(alert.lastAt, this.zone)}, ${alert.subject}${alert.resolvedAt ? `, dealt with ${formatDateTime(alert.resolvedAt, this.zone)}` : ""}</span></span>
      <span class="end">
        ${paymentId ? html`<a class="button" href=${router.with({ payment: paymentId })}>Open payment</a>` : alert.kind === "settlement_failed" || alert.kind === "webhook_refused" ? html`<a class="button" href=${hrefOf("/settings/razorpay")}>Razorpay’s keys</a>` : nothing}
        ${alert.resolvedAt ? nothing : html`<button class="button" type="button" @click=${() => void this.#resolve(alert)}>${icon("check")}Dealt with<span class="visually-hidden">: ${ALERTS[alert.kind]}</span></button>`}
      </span>
    </li>`;
  }
}
