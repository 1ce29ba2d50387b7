import { html } from "lit";
import { customElement } from "lit/decorators.js";
import { Form } from "../../parts/form.js";
import { View } from "../../parts/view.js";
import { api } from "../../session/api.js";
import { USUAL_WEEK, weeklyOf, type Week } from "../resources/hours.js";
import type { HoursEditor } from "../resources/hours-editor.js";
import "../resources/hours-editor.js";

/** The first resource with its hours. Fires `saved`. */
@customElement("hf-first-resource")
export class FirstResource extends View {
  #form = new Form<{ name: string; week: Week }>(this, { name: "", week: USUAL_WEEK });

  #submit = async (event: Event) => {
    event.preventDefault();
    const editor = this.querySelector<HoursEditor>("hf-hours")!;
    if (!editor.isValid) return editor.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
    const saved = await this.#form.submit(event, ({ name, week }) => api.resources.create({ name, timeZone: this.zone, weekly: weeklyOf(week) }));
    if (saved) this.dispatchEvent(new Event("saved"));
  };

  protected override render() {
    const form = this.#form;
    return html`<form novalidate @submit=${this.#submit}>
      ${form.problem()}
      ${form.text("name", { label: "Name", required: true, width: "medium", placeholder: "Such as a person’s name, or Room 1" })}
      <h3>Opening hours</h3>
      <hf-hours .week=${form.data.week} @hours-change=${(event: Event) => form.set("week", (event.target as HoursEditor).week)}></hf-hours>
      ${form.button("Save and go on")}
    </form>`;
  }
}
