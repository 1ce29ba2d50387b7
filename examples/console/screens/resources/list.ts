import { Task } from "@lit/task";
import type { Resource, Service } from "@holdfast/sdk/server";
import { html, nothing } from "lit";
import { customElement, state } from "lit/decorators.js";
import { icon } from "../../parts/icons.js";
import { header } from "../../parts/page.js";
import { empty, shown } from "../../parts/shown.js";
import { toastText, undoable } from "../../parts/toasts.js";
import { View } from "../../parts/view.js";
import { hrefOf } from "../../router.js";
import { all, api } from "../../session/api.js";
import { summaryOf, weekOf } from "./hours.js";

/** Who and what is booked. */
@customElement("hf-resources")
export class Resources extends View {
  @state() private going: readonly string[] = [];

  #task = new Task(this, {
    args: () => [],
    task: async () => {
      const [resources, services] = await Promise.all([all(api.resources.list.bind(api.resources)), all(api.services.list.bind(api.services))]);
      return { resources, services };
    },
  });

  #archive(resource: Resource, users: readonly Service[]): void {
    if (users.length > 0) return toastText(`${resource.name} is needed by ${users.map(({ name }) => name).join(", ")}: take it out of there first.`);
    this.going = [...this.going, resource.id];
    undoable(
      `${resource.name} is archived`,
      () => api.resources.archive(resource.id),
      () => (this.going = this.going.filter((id) => id !== resource.id)),
    );
  }

  protected override render() {
    return html`
      ${header("Resources", { lead: "People, rooms, courts, equipment: what only one customer can have at a time.", actions: html`<a class="button primary" href=${hrefOf("/resources/new")}>${icon("plus")}New resource</a>` })}
      ${shown(this.#task, ({ resources, services }) => {
        const there = resources.filter(({ id }) => !this.going.includes(id));
        if (there.length === 0)
          return empty("resources", "Nobody and nothing to book yet", "A resource has a name and opening hours; services then say which of them they need.", html`<a class="button primary" href=${hrefOf("/resources/new")}>Make the first one</a>`);
        return html`<ul class="list">${there.map((resource) => this.#row(resource, services.filter(({ resourceIds }) => resourceIds.includes(resource.id))))}</ul>`;
      })}`;
  }

  #row(resource: Resource, users: readonly Service[]) {
    const hours = summaryOf(weekOf(resource.weekly));
    return html`<li class="list-row">
      <a class="row-link" href=${hrefOf(`/resources/${resource.id}`)}><strong>${resource.name}</strong>${resource.timeZone === this.zone ? nothing : html` <span class="badge">${resource.timeZone.replaceAll("_", " ")}</span>`}<br />
        <span class="sub">${hours.length === 0 ? "No weekly hours: only published sessions" : hours.map(({ days, hours }) => `${days} ${hours}`).join(" · ")}</span><br />
        <span class="sub">${users.length === 0 ? "No service needs it yet" : `For ${users.map(({ name }) => name).join(", ")}`}</span></a>
      <span class="end"><button class="button text square" type="button" aria-label="Archive ${resource.name}" @click=${() => this.#archive(resource, users)}>${icon("trash")}</button></span>
    </li>`;
  }
}
