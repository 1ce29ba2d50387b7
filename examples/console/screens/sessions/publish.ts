import { Task } from "@lit/task";
import { HoldfastError, type Resource, type Service } from "@holdfast/sdk/server";
import { html, nothing } from "lit";
import { customElement } from "lit/decorators.js";
import { live } from "lit/directives/live.js";
import { Form } from "../../parts/form.js";
import { icon } from "../../parts/icons.js";
import { header } from "../../parts/page.js";
import { empty, shown } from "../../parts/shown.js";
import { toast } from "../../parts/toasts.js";
import { addDays, formatDate, formatDateTime, plural, startOfWeek, today, weekdayOf } from "../../parts/time.js";
import { View } from "../../parts/view.js";
import { hrefOf, router } from "../../router.js";
import { all, api } from "../../session/api.js";
import { MOST, type Plan, startsOf } from "./plan.js";

interface Draft extends Plan {
  serviceId: string;
  weekdays: number[];
  times: string[];
  capacity: number | undefined;
  durationMinutes: number | undefined;
  /** One of each of the service's groups; "" is any that is free. */
  resourceIds: string[];
}

/** Publishes one session, or many at once by weekdays and times. */
@customElement("hf-publish")
export class Publish extends View {
  #form = new Form<Draft>(this, { serviceId: "", from: addDays(today(this.zone), 1), to: addDays(today(this.zone), 1), weekdays: [], times: ["10:00"], capacity: undefined, durationMinutes: undefined, resourceIds: [] });

  #task = new Task(this, {
    args: () => [],
    task: async (): Promise<{ services: Service[]; resources: Resource[] }> => {
      const [services, resources] = await Promise.all([all(api.services.list.bind(api.services)), all(api.resources.list.bind(api.resources))]);
      // What has several places is what is published most.
      const first = services.find(({ capacity }) => capacity > 1) ?? services[0];
      if (first && !this.#form.data.serviceId) this.#choose(first);
      return { services, resources };
    },
  });

  #choose(service: Service): void {
    this.#form.change((draft) => {
      draft.serviceId = service.id;
      draft.capacity = service.capacity;
      draft.durationMinutes = service.durationMinutes;
      draft.resourceIds = service.requirements.map(() => "");
    });
  }

  #submit = async (event: Event, zone: string) => {
    let count = 0;
    const saved = await this.#form.submit(event, async ({ serviceId, capacity, durationMinutes, resourceIds, ...plan }) => {
      const starts = startsOf(plan, zone);
      if (starts.length === 0) throw new HoldfastError({ code: "validation_failed", detail: "No session is meant by that: look at the dates, weekdays and times." });
      if (starts.length > MOST) throw new HoldfastError({ code: "validation_failed", detail: `At most ${MOST} sessions can be published at once: choose fewer days.` });
      const named = resourceIds.length > 0 && resourceIds.every(Boolean);
      const slots = starts.map((start) => ({ serviceId, start, ...(capacity !== undefined && { capacity }), ...(durationMinutes !== undefined && { durationMinutes }), ...(named && { resourceIds }) }));
      try {
        ({ length: count } = await api.slots.createMany(slots));
      } catch (error) {
        throw ofSession(error, starts, zone);
      }
    });
    if (!saved) return;
    toast(`Published: ${plural(count, "session")}`);
    router.go("/sessions");
  };

  protected override render() {
    const back = { href: hrefOf("/sessions"), text: "Sessions" };
    return html`${header("Publish sessions", { back, lead: "One, or many at once: all of them are published, or none." })}
      ${shown(this.#task, ({ services, resources }) => {
        const service = services.find(({ id }) => id === this.#form.data.serviceId);
        if (!service) return empty("services", "First, a service", "A session is a time at which a service can be booked.", html`<a class="button primary" href=${hrefOf("/services/new")}>New service</a>`);
        return this.#content(service, services, resources);
      })}`;
  }

  #content(service: Service, services: readonly Service[], resources: readonly Resource[]) {
    const form = this.#form;
    const { data } = form;
    const zone = service.timeZone;
    const starts = startsOf(data, zone);
    const week = Array.from({ length: 7 }, (_, i) => addDays(startOfWeek(today(zone)), i));
    const manyDays = data.to > data.from;
    return html`<form class="editor" novalidate @submit=${(event: Event) => void this.#submit(event, zone)}>
      ${form.problem()}
      <section class="card"><h2>What</h2><div class="stack">
        ${form.select("serviceId", { label: "Service", required: true, width: "medium", options: services.map(({ id, name }) => [id, name]), onChange: () => this.#choose(services.find(({ id }) => id === data.serviceId)!) })}
        <div class="columns">${form.number("capacity", { label: "Places", required: true })}${form.number("durationMinutes", { label: "Length", required: true, unit: "min" })}</div>
        <div class="columns">${service.requirements.map((pool, i) => form.select(`resourceIds[${i}]`, { label: pool.name ?? "With", required: true, options: [["", "Any that is free"], ...pool.resourceIds.map((id) => [id, resources.find((resource) => resource.id === id)?.name ?? id] as const)] }))}</div>
      </div></section>
      <section class="card"><h2>When</h2><div class="stack">
        <div class="columns">
          ${form.text("from", { label: "First date", type: "date", required: true, min: today(zone), onChange: () => data.to < data.from && form.set("to", data.from) })}
          ${form.text("to", { label: "Last date", type: "date", required: true, min: data.from })}
        </div>
        ${manyDays ? html`<fieldset class="field"><legend>On these days</legend><div class="chips">
          ${week.map((date) => html`<label class="chip"><input type="checkbox" .checked=${live(data.weekdays.includes(weekdayOf(date)))} @change=${(event: Event) => form.set("weekdays", (event.target as HTMLInputElement).checked ? [...data.weekdays, weekdayOf(date)] : data.weekdays.filter((day) => day !== weekdayOf(date)))} />${formatDate(date, { weekday: "short" })}</label>`)}
        </div><p class="hint">None ticked: every day.</p></fieldset>` : nothing}
        <div class="times">${data.times.map((_, i) => html`<div class="time-row">${form.text(`times[${i}]`, { label: data.times.length > 1 ? `Start ${i + 1}` : "Start", type: "time", required: true })}
          ${data.times.length > 1 ? html`<button class="button text square" type="button" aria-label="Remove start ${i + 1}" @click=${() => form.change(({ times }) => times.splice(i, 1))}>${icon("trash")}</button>` : nothing}</div>`)}</div>
        <div class="row"><button class="button" type="button" @click=${() => form.change(({ times }) => times.push("18:00"))}>${icon("plus")}Another start</button></div>
      </div></section>
      <div class="save-bar">${form.button(starts.length > 0 && starts.length <= MOST ? `Publish ${plural(starts.length, "session")}` : "Publish")}<a class="button" href=${hrefOf("/sessions")}>Back</a>
        <span class="aside" role="status">${starts.length > 1 ? `From ${formatDateTime(starts[0]!, zone)} to ${formatDateTime(starts.at(-1)!, zone)}` : starts[0] ? formatDateTime(starts[0], zone) : ""}</span></div>
    </form>`;
  }
}

/** Names the session's time, where the API names its place in the list. */
function ofSession(error: unknown, starts: readonly string[], zone: string): unknown {
  if (!(error instanceof HoldfastError) || !error.errors) return error;
  const errors = error.errors.map(({ path, message }) => {
    const [, index, field = ""] = /^slots\[(\d+)\]\.?(.*)$/.exec(path) ?? [];
    const start = index === undefined ? undefined : starts[Number(index)];
    // The same field of every session is the form's one.
    if (start && ["capacity", "durationMinutes"].includes(field)) return { path: field, message };
    return start ? { path: "", message: `${formatDateTime(start, zone)}: ${message}` } : { path, message };
  });
  return new HoldfastError({ code: error.code, status: error.status, detail: error.detail, errors: [...new Map(errors.map((each) => [each.path + each.message, each])).values()] });
}
