import { Task } from "@lit/task";
import type { Resource, Service } from "@holdfast/sdk/server";
import { html, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";
import { Form } from "../../parts/form.js";
import { icon } from "../../parts/icons.js";
import { header } from "../../parts/page.js";
import { empty, shown } from "../../parts/shown.js";
import { toast } from "../../parts/toasts.js";
import { View } from "../../parts/view.js";
import { hrefOf, router } from "../../router.js";
import { all, api } from "../../session/api.js";
import { type Draft, draftOf, inputOf, newDraft, questionId } from "./draft.js";
import { termsText } from "./terms.js";

const QUESTION_TYPES = [["text", "A line of text"], ["paragraph", "A longer text"], ["select", "One of a list"], ["checkbox", "Yes or no"]] as const;

/** Everything about one service, or a new one. */
@customElement("hf-service")
export class ServiceEditor extends View {
  @property({ attribute: false }) serviceId: string | undefined;
  #form = new Form<Draft>(this, newDraft(this.tenant.currency));

  #task = new Task(this, {
    args: () => [this.serviceId] as const,
    task: async ([serviceId]): Promise<{ service: Service | undefined; resources: Resource[] }> => {
      const [service, resources] = await Promise.all([serviceId ? api.services.get(serviceId) : undefined, all(api.resources.list.bind(api.resources))]);
      const draft = service ? draftOf(service) : newDraft(this.tenant.currency);
      // Who has one resource has nothing to choose.
      if (!service && resources.length === 1) draft.requirements[0]!.resourceIds = [resources[0]!.id];
      this.#form.reset(draft);
      this.#form.keepFromLosing();
      return { service, resources };
    },
  });

  #submit = async (event: Event) => {
    const saved = await this.#form.submit(event, async (draft) => {
      // Answers are kept by a question's id, so it stays once it is given.
      const taken = draft.questions.map(({ id }) => id).filter(Boolean);
      for (const question of draft.questions) if (!question.id) taken.push((question.id = questionId(question.label, taken)));
      const input = inputOf(draft);
      if (this.serviceId) await api.services.update(this.serviceId, input);
      else await api.services.create(input);
    });
    if (!saved) return;
    toast(`Saved: ${this.#form.data.name}`);
    router.guard(undefined);
    router.go("/services");
  };

  protected override render() {
    const back = { href: hrefOf("/services"), text: "Services" };
    return shown(this.#task, ({ service, resources }) => {
      if (resources.length === 0)
        return html`${header("New service", { back })}${empty("resources", "First, who or what is booked?", "A service needs somebody or something with opening hours.", html`<a class="button primary" href=${hrefOf("/resources/new")}>New resource</a>`)}`;
      return html`${header(service?.name ?? "New service", { back })}${this.#content(resources)}`;
    });
  }

  #content(resources: readonly Resource[]) {
    const form = this.#form;
    const { data } = form;
    const { currency } = data.price;
    const remove = (label: string, act: (draft: Draft) => void) => html`<button class="button text square" type="button" aria-label=${label} @click=${() => form.change(act)}>${icon("trash")}</button>`;
    const add = (label: string, act: (draft: Draft) => void) => html`<button class="button" type="button" @click=${() => form.change(act)}>${icon("plus")}${label}</button>`;
    return html`<form class="editor" novalidate @submit=${this.#submit}>
      ${form.problem()}
      <section class="card"><h2>What it is</h2><div class="stack">
        ${form.text("name", { label: "Name", required: true, width: "medium" })}
        ${form.area("description", { label: "Description", hint: "Customers see it above the calendar." })}
        ${form.checkbox("active", { label: "Customers can see and book it" })}
      </div></section>

      <section class="card"><h2>Length and price</h2><div class="stack">
        <div class="columns">
          ${form.number("durationMinutes", { label: "Length", required: true, unit: "min" })}
          ${form.amount("price.amount", currency, { label: "Price of a place", required: true, hint: "0 is free: nothing to pay." })}
          ${form.number("taxPercent", { label: "Tax the price contains", unit: "%" })}
        </div>
        ${data.durations.map((_, i) => html`<div class="item" role="group" aria-label="Further length ${i + 1}">
          ${form.number(`durations[${i}].durationMinutes`, { label: "Further length", required: true, unit: "min" })}
          ${form.amount(`durations[${i}].price.amount`, currency, { label: "Its price", required: true })}
          ${remove(`Remove further length ${i + 1}`, (draft) => draft.durations.splice(i, 1))}
        </div>`)}
        <div class="row">${add("Further length", (draft) => draft.durations.push({ durationMinutes: (data.durations.at(-1)?.durationMinutes ?? data.durationMinutes ?? 30) + 30, price: { ...data.price } }))}</div>
      </div></section>

      <section class="card"><h2>Who or what it needs</h2><div class="stack">
        <p class="aside">A booking takes one of each group, whichever is free.</p>
        ${data.requirements.map((_, i) => html`<div class=${data.requirements.length > 1 ? "item wide" : "stack"} role="group" aria-label="Group ${i + 1}">
          <div class="stack">
          ${data.requirements.length > 1 ? form.text(`requirements[${i}].name`, { label: "Name of the group", width: "medium", placeholder: "Such as Stylist" }) : nothing}
          ${form.checks(`requirements[${i}].resourceIds`, { label: data.requirements.length > 1 ? "One of" : "One of these", options: resources.map(({ id, name }) => [id, name] as const) })}
          </div>
          ${data.requirements.length > 1 ? remove(`Remove group ${i + 1}`, (draft) => draft.requirements.splice(i, 1)) : nothing}
        </div>`)}
        ${data.requirements.length < 5 ? html`<div class="row">${add("And one of another group", (draft) => draft.requirements.push({ name: "", resourceIds: [] }))}</div>` : nothing}
        ${form.number("capacity", { label: "Places in one session", width: "short", required: true, hint: "1 for one customer at a time; more for classes." })}
      </div></section>

      <section class="card"><h2>When it can be booked</h2><div class="stack">
        <div class="columns">
          ${form.number("intervalMinutes", { label: "A start every", unit: "min", hint: "Empty: one after the other." })}
          ${form.number("minNoticeMinutes", { label: "At least ahead", unit: "min", hint: "1440 is a day." })}
          ${form.number("horizonDays", { label: "At most ahead", unit: "days" })}
        </div>
        <div class="columns">
          ${form.number("bufferBeforeMinutes", { label: "Kept free before", unit: "min" })}
          ${form.number("bufferAfterMinutes", { label: "Kept free after", unit: "min" })}
          ${form.number("holdSeconds", { label: "Held while they book", unit: "seconds", hint: "30 to 3600; 300 is five minutes." })}
        </div>
      </div></section>

      <section class="card"><h2>Before they come</h2><div class="stack">
        ${form.checkbox("requiresApproval", { label: "I approve each booking first", hint: "Until you answer, its time is kept. Without an answer it is declined an hour before it begins, and what was paid goes back." })}
        ${form.number("reminderMinutes", { label: "Remind customers by mail", unit: "min before", width: "medium", hint: "1440 is a day. Empty: not at all." })}
      </div></section>

      <section class="card"><h2>If a customer cancels</h2><div class="stack">
        ${data.cancellation.map((_, i) => html`<div class="item" role="group" aria-label="Step ${i + 1}">
          ${form.number(`cancellation[${i}].hoursBefore`, { label: "Until this long before", required: true, unit: "hours" })}
          ${form.number(`cancellation[${i}].refundPercent`, { label: "Give back", required: true, unit: "%" })}
          ${remove(`Remove step ${i + 1}`, (draft) => draft.cancellation.splice(i, 1))}
        </div>`)}
        <p class="aside" role="status">${termsText(data.cancellation.map(({ hoursBefore = 0, refundPercent = 0 }) => ({ hoursBefore, refundPercent })))}</p>
        ${data.cancellation.length < 6 ? html`<div class="row">${add("Step", (draft) => draft.cancellation.push(draft.cancellation.length === 0 ? { hoursBefore: 24, refundPercent: 100 } : { hoursBefore: 2, refundPercent: 50 }))}</div>` : nothing}
      </div></section>

      <section class="card"><h2>What customers are asked</h2><div class="stack">
        <p class="aside">Beside their name, e-mail address and telephone number.</p>
        ${data.questions.map((question, i) => html`<div class="item wide" role="group" aria-label="Question ${i + 1}">
          <div class="stack">
            ${form.text(`questions[${i}].label`, { label: `Question ${i + 1}`, required: true })}
            <div class="columns">${form.select(`questions[${i}].type`, { label: "Kind of answer", required: true, options: QUESTION_TYPES })}${form.checkbox(`questions[${i}].required`, { label: "Must be answered" })}</div>
            ${question.type === "select" ? form.area(`questions[${i}].options`, { label: "To choose from", required: true, hint: "One on each line." }) : nothing}
          </div>
          ${remove(`Remove question ${i + 1}`, (draft) => draft.questions.splice(i, 1))}
        </div>`)}
        ${data.questions.length < 20 ? html`<div class="row">${add("Question", (draft) => draft.questions.push({ id: "", label: "", type: "text", required: false, options: "" }))}</div>` : nothing}
      </div></section>

      <div class="save-bar">${form.button(this.serviceId ? "Save" : "Make service")}<a class="button" href=${hrefOf("/services")}>${form.changed ? "Discard" : "Back"}</a>${form.changed ? html`<span class="aside">Not saved yet. Bookings that are made keep what they were promised.</span>` : nothing}</div>
    </form>`;
  }
}
