import { Task } from "@lit/task";
import { HoldfastError, type Service } from "@holdfast/sdk/server";
import { html, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";
import { announceChange } from "../../parts/changes.js";
import { Form } from "../../parts/form.js";
import { icon } from "../../parts/icons.js";
import { shown } from "../../parts/shown.js";
import { toast } from "../../parts/toasts.js";
import { formatMinutes, formatTime } from "../../parts/time.js";
import { View } from "../../parts/view.js";
import { hrefOf, router } from "../../router.js";
import { all, api } from "../../session/api.js";
import { furtherLengths } from "../services/draft.js";
import { previewUrl } from "../start/tag.js";
import type { Times } from "./times.js";
import "../../parts/sheet.js";
import "./times.js";

interface Draft {
  serviceId: string;
  durationMinutes: string;
  quantity: number | undefined;
  customer: { name: string; email: string; phone: string };
  answers: Record<string, string | boolean>;
}

/** A booking by hand, such as for somebody who calls: its time is held, then booked, as it is for everybody. */
@customElement("hf-new-booking")
export class NewBooking extends View {
  /** The date that was looked at. */
  @property() date = "";
  #form = new Form<Draft>(this, { serviceId: "", durationMinutes: "", quantity: 1, customer: { name: "", email: "", phone: "" }, answers: {} });

  #task = new Task(this, {
    args: () => [],
    task: async () => {
      const [services, keys] = await Promise.all([all(api.services.list.bind(api.services)), all(api.apiKeys.list.bind(api.apiKeys))]);
      this.#choose(services.find(({ price }) => price.amount === 0) ?? services[0]);
      return { services, key: keys.find(({ kind, revokedAt }) => kind === "publishable" && !revokedAt)?.key };
    },
  });

  #choose(service: Service | undefined): void {
    if (service) this.#form.change((draft) => Object.assign(draft, { serviceId: service.id, durationMinutes: String(service.durationMinutes), quantity: 1, answers: {} }));
  }

  #close = () => (location.hash = router.with({ new: undefined }));

  #submit = async (event: Event) => {
    const times = this.querySelector<Times>("hf-times");
    const slot = times?.chosen;
    const saved = await this.#form.submit(event, async ({ serviceId, durationMinutes, quantity, customer, answers }) => {
      if (!slot) throw new HoldfastError({ code: "validation_failed", detail: "Choose a time." });
      const hold = await api.holds.create({ serviceId, start: slot.start, durationMinutes: Number(durationMinutes), ...(quantity !== undefined && { quantity }) });
      try {
        const { name, email, phone } = customer;
        const result = await hold.checkout({ customer: { name, email, ...(phone.trim() && { phone }) }, answers });
        if (result.status !== "confirmed") throw new HoldfastError({ code: "conflict", detail: "This has a price, which only the customer can pay." });
      } catch (error) {
        await hold.release().catch(() => {});
        times.reload();
        throw error;
      }
    });
    if (!saved) return;
    toast(`Booked: ${this.#form.data.customer.name}`);
    announceChange();
    this.#close();
  };

  protected override render() {
    return html`<hf-sheet label="New booking" @close=${this.#close} .content=${() => shown(this.#task, ({ services, key }) => this.#content(services, key))}></hf-sheet>`;
  }

  #content(services: readonly Service[], key: string | undefined) {
    const form = this.#form;
    const { data } = form;
    const service = services.find(({ id }) => id === data.serviceId);
    if (!service) return html`<p>There is no service yet. <a href=${hrefOf("/services/new")}>Make one</a></p>`;
    const lengths = [{ durationMinutes: service.durationMinutes, price: service.price }, ...furtherLengths(service)];
    const isPaid = lengths.find(({ durationMinutes }) => String(durationMinutes) === data.durationMinutes)?.price.amount !== 0;
    const slot = this.querySelector<Times>("hf-times")?.chosen;
    return html`<form novalidate @submit=${this.#submit}>
      ${form.select("serviceId", { label: "Service", required: true, options: services.map(({ id, name }) => [id, name] as const), onChange: () => this.#choose(services.find(({ id }) => id === form.data.serviceId)) })}
      ${lengths.length > 1 ? form.select("durationMinutes", { label: "Length", required: true, options: lengths.map(({ durationMinutes }) => [String(durationMinutes), formatMinutes(durationMinutes)] as const) }) : nothing}
      ${isPaid ? html`<div class="notice">${icon("info")}<div><p>This has a price, and paying is for the customer alone: they book it on your page, or you with them there.</p>${key ? html`<a class="button" href=${previewUrl(key, service.id)} target="_blank" rel="noopener">${icon("external")}Open its page<span class="visually-hidden"> (opens a new tab)</span></a>` : nothing}</div></div>` : html`
        ${service.capacity > 1 ? form.number("quantity", { label: "Places", required: true, width: "short" }) : nothing}
        <hf-times serviceId=${service.id} quantity=${data.quantity ?? 1} .durationMinutes=${Number(data.durationMinutes)} first=${this.date} @choose=${() => this.requestUpdate()}></hf-times>
        ${form.text("customer.name", { label: "Customer’s name", required: true })}
        ${form.text("customer.email", { label: "E-mail address", type: "email", required: true, hint: "The confirmation goes there." })}
        ${form.text("customer.phone", { label: "Telephone", type: "tel" })}
        ${service.questions.map(({ id, label, type, required, options = [] }) => {
          const path = `answers.${id}`;
          if (type === "checkbox") return form.checkbox(path, { label });
          if (type === "select") return form.select(path, { label, required, options: [["", "Choose"], ...options.map((option) => [option, option] as const)] });
          return type === "paragraph" ? form.area(path, { label, required }) : form.text(path, { label, required });
        })}
        ${form.problem()}
        ${form.button(slot ? `Book for ${formatTime(slot.start, this.zone)}` : "Book")}`}
    </form>`;
  }
}
