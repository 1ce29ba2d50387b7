import { Task } from "@lit/task";
import { HoldfastError, type Service } from "@holdfast/sdk/server";
import { html, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";
import { announceChange } from "../../parts/changes.js";
import { Form } from "../../parts/form.js";
import { formatMoney } from "../../parts/money.js";
import { shown } from "../../parts/shown.js";
import { toast } from "../../parts/toasts.js";
import { formatClock, formatMinutes, formatTime, instantOf, today } from "../../parts/time.js";
import { View } from "../../parts/view.js";
import { hrefOf, router } from "../../router.js";
import { all, api } from "../../session/api.js";
import { furtherLengths } from "../services/draft.js";
import type { Times } from "./times.js";
import "../../parts/sheet.js";
import "./times.js";

interface Draft {
  serviceId: string;
  durationMinutes: string;
  quantity: number | undefined;
  resourceId: string;
  /** Whether the time is one that isn't offered. */
  outsideHours: boolean;
  date: string;
  start: string;
  payment: "on_site" | "none";
  customer: { name: string; email: string; phone: string };
  answers: Record<string, string | boolean>;
  notes: string;
}

/** A booking by hand, such as for somebody who calls: what it costs is paid on site. */
@customElement("hf-new-booking")
export class NewBooking extends View {
  /** The date that was looked at. */
  @property() date = "";
  #form = new Form<Draft>(this, {
    serviceId: "", durationMinutes: "", quantity: 1, resourceId: "", outsideHours: false, date: "", start: "", payment: "on_site", customer: { name: "", email: "", phone: "" }, answers: {}, notes: "",
  });

  #task = new Task(this, {
    args: () => [],
    task: async () => {
      const services = await all(api.services.list.bind(api.services));
      this.#choose(services[0]);
      return services;
    },
  });

  override connectedCallback(): void {
    super.connectedCallback();
    const now = today(this.zone);
    this.#form.change((draft) => (draft.date = this.date > now ? this.date : now));
  }

  #choose(service: Service | undefined): void {
    if (service) this.#form.change((draft) => Object.assign(draft, { serviceId: service.id, durationMinutes: String(service.durationMinutes), quantity: 1, resourceId: "", answers: {} }));
  }

  #close = () => (location.hash = router.with({ new: undefined }));

  get #times(): Times | null {
    return this.querySelector<Times>("hf-times");
  }

  /** When it is to be, as an instant; undefined while that is open. */
  get #start(): string | undefined {
    const { outsideHours, date, start } = this.#form.data;
    if (!outsideHours) return this.#times?.chosen?.start;
    return date && start ? instantOf({ date, minutes: Number(start.slice(0, 2)) * 60 + Number(start.slice(3)) }, this.zone) : undefined;
  }

  #submit = async (event: Event) => {
    const start = this.#start;
    const saved = await this.#form.submit(event, async ({ serviceId, durationMinutes, quantity, resourceId, outsideHours, payment, customer, answers, notes }) => {
      if (!start) throw new HoldfastError({ code: "validation_failed", detail: "Choose a time.", ...(outsideHours && { errors: [{ path: "start", message: "Choose a time." }] }) });
      const { name, email, phone } = customer;
      await api.bookings
        .create({
          serviceId, start, durationMinutes: Number(durationMinutes), payment, answers,
          customer: { name, ...(email.trim() && { email }), ...(phone.trim() && { phone }) },
          ...(quantity !== undefined && { quantity }),
          ...(resourceId && { resourceId }),
          ...(outsideHours && { outsideHours }),
          ...(notes.trim() && { notes }),
        })
        .catch((error: unknown) => {
          if (!(error instanceof HoldfastError) || error.code !== "slot_unavailable" || outsideHours) throw error;
          this.#times?.reload();
          throw new HoldfastError({ code: error.code, detail: `${error.detail} Choose another time.` });
        });
    });
    if (!saved) return;
    toast(`Booked: ${this.#form.data.customer.name}`);
    announceChange();
    this.#close();
  };

  protected override render() {
    return html`<hf-sheet label="New booking" @close=${this.#close} .content=${() => shown(this.#task, (services) => this.#content(services))}></hf-sheet>`;
  }

  #content(services: readonly Service[]) {
    const form = this.#form;
    const { data } = form;
    const service = services.find(({ id }) => id === data.serviceId);
    if (!service) return html`<p>There is no service yet. <a href=${hrefOf("/services/new")}>Make one</a></p>`;
    const lengths = [{ durationMinutes: service.durationMinutes, price: service.price }, ...furtherLengths(service)];
    const unit = lengths.find(({ durationMinutes }) => String(durationMinutes) === data.durationMinutes)?.price ?? service.price;
    const total = { ...unit, amount: unit.amount * (data.quantity ?? 1) };
    const resources = [...new Map(service.requirements.flatMap(({ resources }) => resources).map(({ id, name }) => [id, name])).entries()];
    const start = this.#start;
    return html`<form novalidate @submit=${this.#submit}>
      ${form.select("serviceId", { label: "Service", required: true, options: services.map(({ id, name }) => [id, name] as const), onChange: () => this.#choose(services.find(({ id }) => id === form.data.serviceId)) })}
      ${lengths.length > 1 ? form.select("durationMinutes", { label: "Length", required: true, options: lengths.map(({ durationMinutes }) => [String(durationMinutes), formatMinutes(durationMinutes)] as const) }) : nothing}
      ${service.capacity > 1 ? form.number("quantity", { label: "Places", required: true, width: "short" }) : nothing}
      ${resources.length > 1 ? form.select("resourceId", { label: "With", options: [["", "Any that is free"], ...resources] }) : nothing}
      ${data.outsideHours
        ? html`<div class="row">${form.text("date", { label: "Date", type: "date", required: true, width: "medium" })}${form.text("start", { label: "Start", type: "time", required: true, width: "short" })}</div>`
        : html`<hf-times serviceId=${service.id} quantity=${data.quantity ?? 1} .durationMinutes=${Number(data.durationMinutes)} .resourceId=${data.resourceId} first=${this.date} @choose=${() => this.requestUpdate()}></hf-times>`}
      ${form.checkbox("outsideHours", { label: "A time that isn’t offered", hint: "Early, late, between two starts, or a while ago: any that nobody else has." })}
      ${form.text("customer.name", { label: "Customer’s name", required: true })}
      ${form.text("customer.email", { label: "E-mail address", type: "email", hint: "The confirmation goes there." })}
      ${form.text("customer.phone", { label: "Telephone", type: "tel" })}
      ${service.questions.map(({ id, label, type, options = [] }) => {
        const path = `answers.${id}`;
        if (type === "checkbox") return form.checkbox(path, { label });
        if (type === "select") return form.select(path, { label, options: [["", "Choose"], ...options.map((option) => [option, option] as const)] });
        return type === "paragraph" ? form.area(path, { label }) : form.text(path, { label });
      })}
      ${total.amount > 0 ? form.select("payment", { label: "Price", required: true, options: [["on_site", `${formatMoney(total)}, paid on site`], ["none", "Free of charge"]] }) : nothing}
      ${form.area("notes", { label: "Notes", rows: 2, hint: "Only you see them." })}
      ${form.problem()}
      ${form.button(start ? `Book for ${data.outsideHours ? formatClock(Number(data.start.slice(0, 2)) * 60 + Number(data.start.slice(3))) : formatTime(start, this.zone)}` : "Book")}
    </form>`;
  }
}
