import { Task } from "@lit/task";
import type { ListWebhookDeliveriesQuery, WebhookDelivery, WebhookEndpoint } from "@holdfast/sdk/server";
import { html, nothing } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import { confirm } from "../../parts/confirm.js";
import { Form } from "../../parts/form.js";
import { icon } from "../../parts/icons.js";
import { header } from "../../parts/page.js";
import { Paged } from "../../parts/paged.js";
import { Repeating } from "../../parts/repeating.js";
import { empty, shown } from "../../parts/shown.js";
import { toast, toastError } from "../../parts/toasts.js";
import { formatDateTime } from "../../parts/time.js";
import { View } from "../../parts/view.js";
import { hrefOf } from "../../router.js";
import { api } from "../../session/api.js";
import { draftOf, EVENTS, type EndpointDraft, freshEndpoint, inputOf, toldOf } from "./draft.js";
import { deliveryRow } from "./delivery.js";
import { endpointEditor } from "./editor.js";
import { newSecret } from "./secret.js";
import { DELIVERY_STATUSES, endpointBadge, troubleOf } from "./status.js";

/** How often deliveries that are under way are read, in milliseconds. */
const EVERY_MS = 3000;

type Filter = Pick<ListWebhookDeliveriesQuery, "status" | "type">;

/** One endpoint: what was sent there, what became of it, and what can be done about it. */
@customElement("hf-webhook")
export class Webhook extends View {
  @property({ attribute: false }) endpointId = "";
  @state() private editing = false;
  @state() private filter: Filter = {};
  /** Its answer of the last making: carries the secret. */
  @state() private made: WebhookEndpoint | undefined;
  #wasBusy = false;
  #form = new Form<EndpointDraft>(this, freshEndpoint());
  #task = new Task(this, { args: () => [this.endpointId] as const, task: ([id], { signal }) => api.webhookEndpoints.get(id, { signal }) });
  #deliveries = new Paged<WebhookDelivery>(this, (page, options) => api.webhookEndpoints.deliveries(this.endpointId, { ...this.filter, ...page }, options));

  constructor() {
    super();
    new Repeating(this, EVERY_MS, async () => {
      const busy = this.#deliveries.items?.some(({ status }) => status === "pending") ?? false;
      // Once more after the last has arrived: it may have changed the endpoint after that was read.
      if (busy || this.#wasBusy) {
        this.#deliveries.reload();
        await this.#task.run();
      }
      this.#wasBusy = busy;
    });
  }

  #only(filter: Filter): void {
    this.filter = filter;
    this.#deliveries.items = undefined;
    this.#deliveries.reload();
  }

  #edit = () => {
    this.#form.reset(draftOf(this.#task.value!));
    this.editing = true;
    void this.updateComplete.then(() => this.querySelector<HTMLElement>("form .input")?.focus());
  };

  #save = async (event: Event) => {
    if (!(await this.#form.submit(event, (draft) => api.webhookEndpoints.update(this.endpointId, inputOf(draft))))) return;
    this.editing = false;
    toast("Saved");
    void this.#task.run();
  };

  /** Does something to the endpoint, and shows what it is then. */
  async #act(action: () => Promise<unknown>, done: string): Promise<void> {
    try {
      await action();
      toast(done);
    } catch (error) {
      toastError(error);
    }
    await this.#task.run();
    this.#deliveries.reload();
  }

  #test = () => this.#act(() => api.webhookEndpoints.test(this.endpointId), "A test event is on its way");

  #switch = (disabled: boolean) =>
    this.#act(() => api.webhookEndpoints.update(this.endpointId, { disabled }), disabled ? "It is told nothing for now" : "It is told again, from where it stopped");

  async #rotate(): Promise<void> {
    const sure = await confirm({ title: "Make a new secret?", text: "For 24 hours events are signed with both, so that nothing is refused while your server learns the new one.", action: "New secret" });
    if (sure) await this.#act(async () => void (this.made = await api.webhookEndpoints.rotateSecret(this.endpointId)), "Signed with a new secret from now on");
  }

  async #delete(): Promise<void> {
    const sure = await confirm({ title: "Delete this endpoint?", text: "Nothing is sent there any more, and the list of what was sent is gone. It can’t be undone.", action: "Delete endpoint", danger: true });
    if (!sure) return;
    try {
      await api.webhookEndpoints.delete(this.endpointId);
      toast("The endpoint is deleted");
      location.hash = hrefOf("/settings/webhooks");
    } catch (error) {
      toastError(error);
    }
  }

  protected override render() {
    const endpoint = this.#task.value;
    return html`${header(endpoint?.description ?? "Endpoint", { back: { href: hrefOf("/settings/webhooks"), text: "Webhooks" }, lead: endpoint ? html`<code class="breakable">${endpoint.url}</code>` : nothing })}
      ${this.made ? newSecret(this.made, () => (this.made = undefined)) : nothing}
      ${shown(this.#task, (value) => this.editing ? endpointEditor(this.#form, { title: "Change this endpoint", action: "Save", onSubmit: this.#save, onCancel: () => (this.editing = false) }) : this.#overview(value))}
      <section class="stack" aria-labelledby="deliveries"><h2 id="deliveries">What was sent</h2>${this.#filters()}${this.#list()}</section>`;
  }

  #overview(endpoint: WebhookEndpoint) {
    const trouble = troubleOf(endpoint, this.zone);
    return html`<section class="card key-editor">
      ${trouble ? html`<p class="notice ${endpoint.disabledAt ? "danger" : "warn"}">${icon("alert")}<span>${trouble}</span></p>` : nothing}
      <dl class="facts">
        <div><dt>State</dt><dd>${endpointBadge(endpoint)}</dd></div>
        <div><dt>Is told of</dt><dd>${toldOf(endpoint)}</dd></div>
        ${endpoint.previousSecretValidUntil ? html`<div><dt>Old secret</dt><dd>signs too, until ${formatDateTime(endpoint.previousSecretValidUntil, this.zone)}</dd></div>` : nothing}
        <div><dt>Since</dt><dd>${formatDateTime(endpoint.createdAt, this.zone)}</dd></div>
      </dl>
      <div class="row">
        ${endpoint.disabledAt ? html`<button class="button primary" type="button" @click=${() => void this.#switch(false)}>Switch on</button>` : html`<button class="button primary" type="button" @click=${() => void this.#test()}>Send a test</button>`}
        <button class="button" type="button" @click=${this.#edit}>Change</button>
        <button class="button" type="button" @click=${() => void this.#rotate()}>New secret</button>
        ${endpoint.disabledAt ? nothing : html`<button class="button" type="button" @click=${() => void this.#switch(true)}>Switch off</button>`}
        <button class="button danger-quiet" type="button" @click=${() => void this.#delete()}>Delete</button>
      </div>
    </section>`;
  }

  #filters() {
    const { status, type } = this.filter;
    const chosen = <K extends keyof Filter>(name: K) => (event: Event) => {
      const { value } = event.target as HTMLSelectElement;
      const { [name]: _, ...rest } = this.filter;
      this.#only(value ? { ...rest, [name]: value } : rest);
    };
    return html`<form class="filters" @submit=${(event: Event) => event.preventDefault()}>
      <div class="field"><label for="delivery-status">Outcome</label><select class="input" id="delivery-status" @change=${chosen("status")}><option value="">Any</option>${DELIVERY_STATUSES.map(([value, text]) => html`<option value=${value} ?selected=${status === value}>${text}</option>`)}</select></div>
      <div class="field"><label for="delivery-type">Event</label><select class="input" id="delivery-type" @change=${chosen("type")}><option value="">Any</option>${[...Object.keys(EVENTS), "webhook.test"].map((value) => html`<option value=${value} ?selected=${type === value}>${value}</option>`)}</select></div>
      ${status || type ? html`<button class="button text" type="button" @click=${() => this.#only({})}>${icon("close")}Clear</button>` : nothing}
    </form>`;
  }

  #list() {
    const { status, type } = this.filter;
    return this.#deliveries.render(
      (deliveries) => html`<ul class="list">${repeat(deliveries, ({ id }) => id, (delivery) => deliveryRow(delivery, this.zone, () => this.#act(() => api.webhookEndpoints.replay(this.endpointId, delivery.id), "It is sent again")))}</ul>`,
      () => status || type ? empty("search", "No event fits", "Take a filter away to see more.") : empty("clock", "Nothing was sent yet", "Send a test, or make a booking, and it stands here with the server’s answer."),
    );
  }
}
