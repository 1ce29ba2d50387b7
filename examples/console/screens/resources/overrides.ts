import { Task } from "@lit/task";
import type { Override, Resource } from "@holdfast/sdk/server";
import { html, nothing } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { Form } from "../../parts/form.js";
import { icon } from "../../parts/icons.js";
import { shown } from "../../parts/shown.js";
import { toast, toastError } from "../../parts/toasts.js";
import { formatDate, today } from "../../parts/time.js";
import { View } from "../../parts/view.js";
import { all, api } from "../../session/api.js";

/** Dates on which a resource is closed, or open at other times than its week says. */
@customElement("hf-overrides")
export class Overrides extends View {
  @property({ attribute: false }) resource!: Resource;
  @state() private adding = false;
  #form = new Form<{ date: string; closed: "yes" | "no"; windows: [string, string][]; note: string }>(this, this.#fresh());

  #task = new Task(this, {
    args: () => [this.resource.id] as const,
    task: ([id]) => all((page) => api.resources.overrides.list(id, { from: today(this.resource.timeZone), ...page })),
  });

  #fresh() {
    return { date: "", closed: "yes" as const, windows: [["10:00", "14:00"]] as [string, string][], note: "" };
  }

  #submit = async (event: Event) => {
    const saved = await this.#form.submit(event, ({ date, closed, windows, note }) =>
      api.resources.overrides.create(this.resource.id, { date, windows: closed === "yes" ? [] : windows, ...(note.trim() && { note }) }),
    );
    if (!saved) return;
    this.adding = false;
    this.#form.reset(this.#fresh());
    void this.#task.run();
    await this.updateComplete;
    this.querySelector<HTMLElement>("#add-override")?.focus();
  };

  async #remove({ id, date, windows, note }: Override): Promise<void> {
    const { resource } = this;
    try {
      await api.resources.overrides.delete(resource.id, id);
      toast(`${formatDate(date)} has its weekly hours again`, () => {
        void api.resources.overrides.create(resource.id, { date, windows, ...(note && { note }) }).catch(toastError).then(() => this.#task.run());
      });
    } catch (error) {
      toastError(error);
    }
    void this.#task.run();
  }

  protected override render() {
    return html`<section class="card editor"><h2>Dates that differ</h2>
      <div class="stack">
        ${shown(this.#task, (overrides) => overrides.length === 0 ? html`<p class="aside">None are coming. Holidays, days off and days with other hours stand here.</p>` : html`<ul class="list">
          ${overrides.map((override) => html`<li class="list-row"><span><strong>${formatDate(override.date, { weekday: "short", day: "numeric", month: "short", year: "numeric" })}</strong><br /><span class="sub">${override.windows.length === 0 ? "Closed" : override.windows.map(([opens, closes]) => `${opens}–${closes}`).join(", ")}${override.note ? `, ${override.note}` : ""}</span></span>
            <button class="button text square" type="button" aria-label="Give ${formatDate(override.date)} its weekly hours back" @click=${() => void this.#remove(override)}>${icon("trash")}</button></li>`)}
        </ul>`)}
        ${this.adding ? this.#adder() : html`<div class="row"><button class="button" id="add-override" type="button" @click=${() => (this.adding = true)}>${icon("plus")}Add a date</button></div>`}
      </div>
    </section>`;
  }

  #adder() {
    const form = this.#form;
    return html`<form novalidate @submit=${this.#submit}>
      ${form.problem()}
      <div class="columns">
        ${form.text("date", { label: "Date", type: "date", required: true, min: today(this.resource.timeZone) })}
        ${form.select("closed", { label: "On this date", required: true, options: [["yes", "Closed"], ["no", "Open at other times"]] })}
        ${form.text("note", { label: "Note", placeholder: "Such as Diwali" })}
      </div>
      ${form.data.closed === "no" ? html`<div class="stack">
        ${form.data.windows.map((_, i) => html`<div class="item" role="group" aria-label="Hours ${i + 1}">${form.text(`windows[${i}][0]`, { label: "Opens", type: "time", required: true })}${form.text(`windows[${i}][1]`, { label: "Closes", type: "time", required: true })}
          ${form.data.windows.length > 1 ? html`<button class="button text square" type="button" aria-label="Remove hours ${i + 1}" @click=${() => form.change(({ windows }) => windows.splice(i, 1))}>${icon("trash")}</button>` : nothing}</div>`)}
        <div class="row"><button class="button" type="button" @click=${() => form.change(({ windows }) => windows.push(["15:00", "18:00"]))}>${icon("plus")}More hours</button></div>
      </div>` : nothing}
      <div class="row">${form.button("Add date")}<button class="button" type="button" @click=${() => (this.adding = false)}>Never mind</button></div>
    </form>`;
  }
}
