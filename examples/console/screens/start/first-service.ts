import type { Resource } from "@holdfast/sdk/server";
import { html } from "lit";
import { customElement, property } from "lit/decorators.js";
import { Form } from "../../parts/form.js";
import { View } from "../../parts/view.js";
import { api } from "../../session/api.js";

/** The first service, with what it needs at least; all else is in its editor. Fires `saved`. */
@customElement("hf-first-service")
export class FirstService extends View {
  @property({ attribute: false }) resources: Resource[] = [];
  #form = new Form<{ name: string; durationMinutes: number; price: { amount: number; currency: string } }>(this, {
    name: "", durationMinutes: 30, price: { amount: 0, currency: this.tenant.currency },
  });

  #submit = async (event: Event) => {
    const saved = await this.#form.submit(event, (input) => api.services.create({ ...input, resourceIds: this.resources.map(({ id }) => id) }));
    if (saved) this.dispatchEvent(new Event("saved"));
  };

  protected override render() {
    const form = this.#form;
    return html`<form novalidate @submit=${this.#submit}>
      ${form.problem()}
      ${form.text("name", { label: "Name", required: true, width: "medium", placeholder: "Such as Consultation" })}
      <div class="columns">
        ${form.number("durationMinutes", { label: "Length", required: true, unit: "min" })}
        ${form.amount("price.amount", form.data.price.currency, { label: "Price", required: true, hint: "0 is free: nothing to pay." })}
      </div>
      ${form.button("Save and go on")}
    </form>`;
  }
}
