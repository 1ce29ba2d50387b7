import { Task } from "@lit/task";
import type { PaymentsSettings } from "@holdfast/sdk/server";
import { html, nothing } from "lit";
import { customElement } from "lit/decorators.js";
import { SETTINGS } from "../../navigation.js";
import { copyable } from "../../parts/copy.js";
import { Form } from "../../parts/form.js";
import { icon } from "../../parts/icons.js";
import { header, tabs } from "../../parts/page.js";
import { shown } from "../../parts/shown.js";
import { toast } from "../../parts/toasts.js";
import { View } from "../../parts/view.js";
import { api } from "../../session/api.js";
import { apiOrigin } from "../../session/connection.js";
import { session } from "../../session/session.js";

const EVENTS = ["payment.authorized", "payment.captured", "payment.failed", "order.paid", "refund.processed", "refund.failed"];

/** With which account the business is paid. */
@customElement("hf-razorpay")
export class Razorpay extends View {
  #form = new Form(this, { keyId: "", keySecret: "", webhookSecret: "" });

  #task = new Task(this, { args: () => [], task: () => api.payments.settings() });

  #submit = async (event: Event) => {
    const saved = await this.#form.submit(event, async ({ keyId, keySecret, webhookSecret }) => {
      await api.payments.connect({ keyId: keyId.trim(), keySecret, ...(webhookSecret && { webhookSecret }) });
      session.setTenant(await api.tenant.get());
    });
    if (!saved) return;
    this.#form.reset({ keyId: "", keySecret: "", webhookSecret: "" });
    toast("Razorpay accepted the keys: customers can pay");
    void this.#task.run();
  };

  protected override render() {
    return html`${header("Settings")}${tabs("Settings", SETTINGS, "/settings/razorpay")}${shown(this.#task, (settings) => this.#content(settings))}`;
  }

  #content({ configured, keyId, webhookPath }: PaymentsSettings) {
    const form = this.#form;
    return html`<div class="editor stack">
      ${configured
        ? html`<p class="notice">${icon("check")}<span>${keyId ? html`Connected as <strong class="number">${keyId}</strong>.` : "Payments go through the server’s own account."} Customers can pay for services that have a price.</span></p>`
        : html`<p class="notice warn">${icon("alert")}<span>Not connected: services that have a price can’t be booked yet. Free ones can.</span></p>`}
      <section class="card"><h2>1. A webhook in Razorpay’s dashboard</h2><div class="stack">
        <p>Account &amp; Settings, Webhooks, Add: this address, a secret of your choice, and these events. Where a callback is lost, the webhook still books.</p>
        ${copyable(`${apiOrigin}${webhookPath}`, "webhook address")}
        <ul class="chips">${EVENTS.map((event) => html`<li class="badge">${event}</li>`)}</ul>
      </div></section>
      <form novalidate @submit=${this.#submit}><section class="card"><h2>2. ${configured && keyId ? "Other keys" : "Your keys"}</h2><div class="stack">
        <p class="aside">From Account &amp; Settings, API keys. Razorpay is asked whether they are good before they are kept, encrypted; nobody can read them here again.${configured && keyId ? " Payments that were begun with the old ones are finished with those." : ""}</p>
        ${form.problem()}
        ${form.text("keyId", { label: "Key id", required: true, width: "medium", placeholder: "rzp_live_…", spellcheck: false })}
        ${form.text("keySecret", { label: "Key secret", type: "password", required: true, width: "medium", autocomplete: "off" })}
        ${form.text("webhookSecret", { label: "Webhook secret", type: "password", width: "medium", autocomplete: "off", hint: configured && keyId ? "Empty: the one from before stays." : nothing })}
        <div class="row">${form.button(configured && keyId ? "Exchange keys" : "Connect")}</div>
      </div></section></form>
    </div>`;
  }
}
