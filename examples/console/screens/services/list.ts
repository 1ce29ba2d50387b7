import { Task } from "@lit/task";
import type { Service } from "@holdfast/sdk/server";
import { html, nothing } from "lit";
import { customElement, state } from "lit/decorators.js";
import { icon } from "../../parts/icons.js";
import { price } from "../../parts/money.js";
import { header } from "../../parts/page.js";
import { empty, shown } from "../../parts/shown.js";
import { toast, toastError, undoable } from "../../parts/toasts.js";
import { formatMinutes, plural } from "../../parts/time.js";
import { View } from "../../parts/view.js";
import { hrefOf } from "../../router.js";
import { all, api } from "../../session/api.js";
import { furtherLengths } from "./draft.js";

/** What the business offers. */
@customElement("hf-services")
export class Services extends View {
  /** Shown as archived already, while it can still be undone. */
  @state() private going: readonly string[] = [];

  #task = new Task(this, { args: () => [], task: () => all(api.services.list.bind(api.services)) });

  #archive(service: Service): void {
    this.going = [...this.going, service.id];
    undoable(
      `${service.name} is archived`,
      () => api.services.archive(service.id),
      () => (this.going = this.going.filter((id) => id !== service.id)),
    );
  }

  async #setActive(service: Service, active: boolean): Promise<void> {
    try {
      await api.services.update(service.id, { active });
      toast(active ? `Customers see ${service.name}` : `${service.name} is hidden from customers`, () => void this.#setActive(service, !active));
    } catch (error) {
      toastError(error);
    }
    void this.#task.run();
  }

  protected override render() {
    return html`
      ${header("Services", { lead: "What customers book.", actions: html`<a class="button primary" href=${hrefOf("/services/new")}>${icon("plus")}New service</a>` })}
      ${shown(this.#task, (services) => {
        const there = services.filter(({ id }) => !this.going.includes(id));
        if (there.length === 0)
          return empty("services", "No services yet", "A service says how long it takes, what it costs and who or what it needs.", html`<a class="button primary" href=${hrefOf("/services/new")}>Make the first one</a>`);
        return html`<ul class="list">${there.map((service) => this.#row(service))}</ul>`;
      })}`;
  }

  #row(service: Service) {
    const { id, name, active } = service;
    const lengths = [{ durationMinutes: service.durationMinutes, price: service.price }, ...furtherLengths(service)];
    return html`<li class="list-row">
      <a class="row-link" href=${hrefOf(`/services/${id}`)}><strong>${name}</strong>${active ? nothing : html` <span class="badge warn">Hidden</span>`}<br />
        <span class="sub">${lengths.map((each) => `${formatMinutes(each.durationMinutes)} ${price(each.price)}`).join(" · ")}${service.capacity > 1 ? ` · ${plural(service.capacity, "place")}` : ""} · ${service.requirements.map((pool) => pool.resources.map((resource) => resource.name).join(" or ")).join(" with ")}</span></a>
      <span class="end">
        <button class="button text" type="button" @click=${() => void this.#setActive(service, !active)}>${active ? "Hide" : "Show"}<span class="visually-hidden"> ${name}</span></button>
        <button class="button text square" type="button" aria-label="Archive ${name}" @click=${() => this.#archive(service)}>${icon("trash")}</button>
      </span>
    </li>`;
  }
}
