import { Task } from "@lit/task";
import type { ApiKey, Resource, Service } from "@holdfast/sdk/server";
import { html, nothing } from "lit";
import { customElement, state } from "lit/decorators.js";
import { copyable } from "../../parts/copy.js";
import { icon } from "../../parts/icons.js";
import { header } from "../../parts/page.js";
import { formatMoney } from "../../parts/money.js";
import { shown } from "../../parts/shown.js";
import { formatMinutes } from "../../parts/time.js";
import { View } from "../../parts/view.js";
import { hrefOf } from "../../router.js";
import { all, api } from "../../session/api.js";
import { summaryOf, weekOf } from "../resources/hours.js";
import { previewUrl, tagOf } from "./tag.js";
import { forgetSecretKey, rememberedSecretKey } from "./secret-key.js";
import "./first-resource.js";
import "./first-service.js";

interface Progress {
  resources: Resource[];
  services: Service[];
  key: ApiKey | undefined;
  /** Whether customers can pay: with the business's own account, or the server's. */
  canBePaid: boolean;
}

/** The first run: from an account to a tag that books, in four steps. Each shows what is there, or its form. */
@customElement("hf-start")
export class Start extends View {
  @state() private chosen = "";

  #task = new Task(this, {
    args: () => [],
    task: async (): Promise<Progress> => {
      const [resources, services, keys, payments] = await Promise.all([all(api.resources.list.bind(api.resources)), all(api.services.list.bind(api.services)), all(api.apiKeys.list.bind(api.apiKeys)), api.payments.settings()]);
      return { resources, services, canBePaid: payments.configured, key: keys.find(({ kind, revokedAt }) => kind === "publishable" && !revokedAt) };
    },
  });

  protected override render() {
    return html`
      ${header("Get started", { lead: "Four steps to the first booking." })}
      ${shown(this.#task, (progress) => this.#steps(progress))}
    `;
  }

  #steps({ resources, services, key, canBePaid }: Progress) {
    const open = resources.find(({ weekly }) => Object.values(weekly).some((windows) => windows.length > 0)) ?? resources[0];
    const service = services.find(({ id }) => id === this.chosen) ?? services[0];
    const reload = () => void this.#task.run();
    const secret = rememberedSecretKey();
    return html`
      ${secret ? html`<section class="notice warn secret" aria-label="Your secret key">
        ${icon("key")}<div><p><strong>Your secret key, for servers.</strong> It is shown only now. Keep it where passwords are kept; without a server of your own you don’t need it.</p>
        ${copyable(secret, "secret key")}
        <button class="button text" type="button" @click=${() => { forgetSecretKey(); this.requestUpdate(); }}>I have kept it</button></div>
      </section>` : nothing}
      <ol class="steps">
        ${this.#step(1, "Your business", true, html`<p>${this.tenant.name}, ${this.tenant.timeZone.replaceAll("_", " ")}, prices in ${this.tenant.currency}. <a href=${hrefOf("/settings")}>Change</a></p>`)}
        ${this.#step(2, "Who or what is booked, and when", open !== undefined, open
          ? html`<p><a href=${hrefOf(`/resources/${open.id}`)}>${open.name}</a>${resources.length > 1 ? ` and ${resources.length - 1} more` : ""}</p>
            <ul class="hours-summary">${summaryOf(weekOf(open.weekly)).map(({ days, hours }) => html`<li><span>${days}</span> ${hours}</li>`)}</ul>`
          : html`<p class="lead">A person, a room, a court: whatever only one customer can have at a time.</p><hf-first-resource @saved=${reload}></hf-first-resource>`)}
        ${this.#step(3, "What you offer", service !== undefined, service
          ? html`<p><a href=${hrefOf(`/services/${service.id}`)}>${service.name}</a>, ${formatMinutes(service.durationMinutes)}, ${service.price.amount === 0 ? "free" : formatMoney(service.price)}${services.length > 1 ? `, and ${services.length - 1} more` : ""}</p>`
          : open ? html`<hf-first-service .resources=${resources} @saved=${reload}></hf-first-service>` : nothing)}
        ${this.#step(4, "Your page", false, service && key?.key ? this.#tag(service, services, key.key, canBePaid) : nothing)}
      </ol>
    `;
  }

  #step(number: number, title: string, done: boolean, content: unknown) {
    const waits = !done && content === nothing;
    return html`<li class="step ${done ? "done" : waits ? "waits" : "now"}">
      <span class="step-mark" aria-hidden="true">${done ? icon("check") : number}</span>
      <div><h2>${title}${done ? html`<span class="visually-hidden">, done</span>` : nothing}</h2>${waits ? html`<p class="hint">After the step before.</p>` : content}</div>
    </li>`;
  }

  #tag(service: Service, services: readonly Service[], key: string, canBePaid: boolean) {
    const paid = service.price.amount > 0;
    return html`
      <p class="lead">Paste this where customers should book. It works on any page.</p>
      ${services.length > 1 ? html`<div class="field medium"><label for="tag-service">Service</label>
        <select class="input" id="tag-service" @change=${(event: Event) => (this.chosen = (event.target as HTMLSelectElement).value)}>
          ${services.map(({ id, name }) => html`<option value=${id} ?selected=${id === service.id}>${name}</option>`)}</select></div>` : nothing}
      ${copyable(tagOf(key, service.id), "the tag")}
      ${paid && !canBePaid ? html`<p class="notice warn">${icon("alert")}<span>${service.name} has a price, and no Razorpay account is connected: customers can’t pay yet. <a href=${hrefOf("/settings/razorpay")}>Connect Razorpay</a></span></p>` : nothing}
      <div class="row">
        <a class="button primary" href=${previewUrl(key, service.id)} target="_blank" rel="noopener">${icon("external")}Book on a page with this tag<span class="visually-hidden"> (opens a new tab)</span></a>
        <a class="button" href=${hrefOf("/calendar")}>Open the calendar</a>
      </div>
    `;
  }
}
