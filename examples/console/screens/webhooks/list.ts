import { Task } from "@lit/task";
import type { WebhookEndpoint } from "@holdfast/sdk/server";
import { html, nothing } from "lit";
import { customElement, state } from "lit/decorators.js";
import { SETTINGS } from "../../navigation.js";
import { Form } from "../../parts/form.js";
import { icon } from "../../parts/icons.js";
import { header, tabs } from "../../parts/page.js";
import { empty, shown } from "../../parts/shown.js";
import { toast } from "../../parts/toasts.js";
import { View } from "../../parts/view.js";
import { hrefOf } from "../../router.js";
import { all, api } from "../../session/api.js";
import { type EndpointDraft, freshEndpoint, inputOf, toldOf } from "./draft.js";
import { endpointEditor } from "./editor.js";
import { newSecret } from "./secret.js";
import { endpointBadge, troubleOf } from "./status.js";

/** Addresses of the business's own servers that are told what happens. */
@customElement("hf-webhooks")
export class Webhooks extends View {
  @state() private adding = false;
  /** One that was just made: its secret is told once. */
  @state() private made: WebhookEndpoint | undefined;
  #form = new Form<EndpointDraft>(this, freshEndpoint());
  #task = new Task(this, { args: () => [], task: () => all(api.webhookEndpoints.list.bind(api.webhookEndpoints)) });

  #add = () => {
    this.#form.reset(freshEndpoint());
    this.adding = true;
    void this.updateComplete.then(() => this.querySelector<HTMLElement>("form .input")?.focus());
  };

  #submit = async (event: Event) => {
    const saved = await this.#form.submit(event, async (draft) => void (this.made = await api.webhookEndpoints.create(inputOf(draft))));
    if (!saved) return;
    this.adding = false;
    toast("It is told from now on");
    void this.#task.run();
  };

  protected override render() {
    const add = html`<button class="button primary" type="button" @click=${this.#add}>${icon("plus")}New endpoint</button>`;
    return html`${header("Settings", { actions: add })}${tabs("Settings", SETTINGS, "/settings/webhooks")}
      ${this.made ? newSecret(this.made, () => (this.made = undefined)) : nothing}
      ${this.adding ? endpointEditor(this.#form, { title: "New endpoint", action: "Add endpoint", onSubmit: this.#submit, onCancel: () => (this.adding = false) }) : nothing}
      ${shown(this.#task, (endpoints) => endpoints.length > 0 ? html`<ul class="list">${endpoints.map((endpoint) => this.#row(endpoint))}</ul>`
        : this.adding ? nothing : empty("external", "No server is told yet", "Add an address of your own, and it hears of each booking, payment and refund the moment it happens: for accounting, a CRM, or a message to your team.", add))}`;
  }

  #row(endpoint: WebhookEndpoint) {
    const trouble = troubleOf(endpoint, this.zone);
    return html`<li><a class="list-row" href=${hrefOf(`/settings/webhooks/${endpoint.id}`)}>
      <span><strong class="breakable">${endpoint.description ?? endpoint.url}</strong><br />${endpoint.description ? html`<code class="sub breakable">${endpoint.url}</code><br />` : nothing}<span class="sub">${toldOf(endpoint)}</span>${trouble ? html`<br /><span class="warning">${icon("alert")}${trouble}</span>` : nothing}</span>
      <span class="end">${endpointBadge(endpoint)}</span>
    </a></li>`;
  }
}
