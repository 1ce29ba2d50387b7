import { Task } from "@lit/task";
import type { Resource } from "@holdfast/sdk/server";
import { html, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";
import { Form } from "../../parts/form.js";
import { header } from "../../parts/page.js";
import { shown } from "../../parts/shown.js";
import { toast } from "../../parts/toasts.js";
import { zoneName, zones } from "../../parts/time.js";
import { View } from "../../parts/view.js";
import { hrefOf, router } from "../../router.js";
import { api } from "../../session/api.js";
import { USUAL_WEEK, weekOf, type Week, weeklyOf } from "./hours.js";
import type { HoursEditor } from "./hours-editor.js";
import "./hours-editor.js";
import "./calendars.js";
import "./overrides.js";

interface Draft {
  name: string;
  description: string;
  timeZone: string;
  week: Week;
}

/** One resource: its name, its zone, its week, and the dates that differ. */
@customElement("hf-resource")
export class ResourceEditor extends View {
  @property({ attribute: false }) resourceId: string | undefined;
  #form = new Form<Draft>(this, { name: "", description: "", timeZone: this.zone, week: USUAL_WEEK });

  #task = new Task(this, {
    args: () => [this.resourceId] as const,
    task: async ([resourceId]): Promise<Resource | null> => {
      const resource = resourceId ? await api.resources.get(resourceId) : null;
      if (resource) this.#form.reset({ name: resource.name, description: resource.description, timeZone: resource.timeZone, week: weekOf(resource.weekly) });
      this.#form.keepFromLosing();
      return resource;
    },
  });

  #submit = async (event: Event) => {
    event.preventDefault();
    const editor = this.querySelector<HoursEditor>("hf-hours")!;
    if (!editor.isValid) return editor.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
    const { resourceId } = this;
    const saved = await this.#form.submit(event, async ({ name, description, timeZone, week }) => {
      if (!resourceId) return void (await api.resources.create({ name, description, timeZone, weekly: weeklyOf(week) }));
      await api.resources.update(resourceId, { name, description });
      // Hours and zone belong together: a change of one alone would move every opening.
      await api.resources.putHours(resourceId, { timeZone, weekly: weeklyOf(week) });
    });
    if (!saved) return;
    toast(`Saved: ${this.#form.data.name}`);
    if (resourceId) return void this.#task.run();
    router.guard(undefined);
    router.go("/resources");
  };

  protected override render() {
    return shown(this.#task, (resource) => {
      const form = this.#form;
      return html`
        ${header(resource?.name ?? "New resource", { back: { href: hrefOf("/resources"), text: "Resources" } })}
        <form class="editor" novalidate @submit=${this.#submit}>
          ${form.problem()}
          <section class="card"><h2>Who or what it is</h2><div class="stack">
            ${form.text("name", { label: "Name", required: true, width: "medium", hint: "Customers see it when they book." })}
            ${form.area("description", { label: "Description", rows: 2 })}
            ${form.select("timeZone", { label: "Time zone of its hours", required: true, width: "medium", options: zones(form.data.timeZone, this.zone).map((zone) => [zone, zoneName(zone)]) })}
          </div></section>
          <section class="card"><h2>Weekly hours</h2>
            <hf-hours .week=${form.data.week} @hours-change=${(event: Event) => form.set("week", (event.target as HoursEditor).week)}></hf-hours>
          </section>
          <div class="save-bar">${form.button(resource ? "Save" : "Make resource", { whenChanged: resource !== null })}<a class="button" href=${hrefOf("/resources")}>${form.changed ? "Discard" : "Back"}</a>${form.changed ? html`<span class="aside">Not saved yet. Bookings that are made stay.</span>` : nothing}</div>
        </form>
        ${resource ? html`<hf-overrides .resource=${resource}></hf-overrides><hf-busy-calendar .resourceId=${resource.id}></hf-busy-calendar><hf-calendar-feeds .resourceId=${resource.id}></hf-calendar-feeds>` : nothing}`;
    });
  }
}
