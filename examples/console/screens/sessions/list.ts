import { Task } from "@lit/task";
import type { CreateSlot, ListSlotsQuery, PublishedSlot } from "@holdfast/sdk/server";
import { html, nothing } from "lit";
import { customElement } from "lit/decorators.js";
import { icon } from "../../parts/icons.js";
import { header } from "../../parts/page.js";
import { Paged } from "../../parts/paged.js";
import { empty } from "../../parts/shown.js";
import { toast, toastError } from "../../parts/toasts.js";
import { addDays, formatDate, formatSpan, instantOf, today, wallTime } from "../../parts/time.js";
import { View } from "../../parts/view.js";
import { hrefOf, router } from "../../router.js";
import { all, api } from "../../session/api.js";

/** One-off sessions that were published and are still to come. */
@customElement("hf-sessions")
export class Sessions extends View {
  #setting = new Task(this, {
    args: () => [],
    task: async () => {
      const [services, resources] = await Promise.all([all(api.services.list.bind(api.services)), all(api.resources.list.bind(api.resources))]);
      return { services, names: new Map([...services, ...resources].map(({ id, name }) => [id, name])) };
    },
  });

  #list = new Paged<PublishedSlot>(this, (page, options) => api.slots.list({ ...this.#query, ...page }, options));
  #shown = JSON.stringify(this.#query);

  override connectedCallback(): void {
    super.connectedCallback();
    router.addEventListener("change", this.#moved);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    router.removeEventListener("change", this.#moved);
  }

  #moved = () => {
    if (router.place.path !== "/sessions") return;
    const wanted = JSON.stringify(this.#query);
    if (wanted !== this.#shown) this.#list.reload();
    this.#shown = wanted;
    this.requestUpdate();
  };

  get #query(): ListSlotsQuery {
    const { query } = router.place;
    const serviceId = query.get("service");
    const to = query.get("to");
    return {
      from: instantOf({ date: query.get("from") ?? today(this.zone), minutes: 0 }, this.zone),
      ...(serviceId && { serviceId }),
      ...(to && { to: instantOf({ date: addDays(to, 1), minutes: 0 }, this.zone) }),
    };
  }

  async #withdraw(slot: PublishedSlot): Promise<void> {
    const { serviceId, start, end, capacity, resourceIds } = slot;
    const again: CreateSlot = { serviceId, start, end, capacity, resourceIds };
    try {
      await api.slots.withdraw(slot.id);
      toast("The session is withdrawn", () => void api.slots.create(again).catch(toastError).then(() => this.#list.reload()));
    } catch (error) {
      toastError(error);
    }
    this.#list.reload();
  }

  protected override render() {
    const { query } = router.place;
    const to = (name: string) => (event: Event) => (location.hash = router.with({ [name]: (event.target as HTMLInputElement).value || undefined }));
    const publish = html`<a class="button primary" href=${hrefOf("/sessions/new")}>${icon("plus")}Publish sessions</a>`;
    return html`
      ${header("Sessions", { lead: "Classes, workshops and other times outside of opening hours. Each keeps its resources from the moment it is published.", actions: publish })}
      <form class="filters" @submit=${(event: Event) => event.preventDefault()}>
        <div class="field"><label for="sessions-service">Service</label><select class="input" id="sessions-service" @change=${to("service")}><option value="">Any</option>${(this.#setting.value?.services ?? []).map(({ id, name }) => html`<option value=${id} ?selected=${query.get("service") === id}>${name}</option>`)}</select></div>
        <div class="field"><label for="sessions-from">From</label><input class="input" id="sessions-from" type="date" .value=${query.get("from") ?? today(this.zone)} @change=${to("from")} /></div>
        <div class="field"><label for="sessions-to">To</label><input class="input" id="sessions-to" type="date" .value=${query.get("to") ?? ""} @change=${to("to")} /></div>
      </form>
      ${this.#list.render(
        (slots) => [...Map.groupBy(slots, ({ start }) => wallTime(start, this.zone).date)].map(([date, of]) => html`<section class="of-day"><h2>${formatDate(date, { weekday: "long", day: "numeric", month: "long", year: "numeric" })}</h2><ul class="list">${of.map((slot) => this.#row(slot))}</ul></section>`),
        () => query.size > 0 ? empty("search", "No session fits", "Take a filter away to see more.", html`<a class="button" href=${hrefOf("/sessions")}>Show all that come</a>`)
          : empty("sessions", "No sessions are published", "Opening hours need none. Publish sessions for what happens at set times, such as a class every Tuesday at seven.", publish),
      )}`;
  }

  #row(slot: PublishedSlot) {
    const { names } = this.#setting.value ?? { names: new Map<string, string>() };
    const taken = slot.capacity - slot.remaining;
    return html`<li class="list-row booking-row">
      <span class="number booking-time">${formatSpan(slot.start, slot.end, this.zone)}</span>
      <span><strong>${names.get(slot.serviceId) ?? "Session"}</strong><br /><span class="sub">${slot.resourceIds.map((id) => names.get(id) ?? "").join(" and ")}</span></span>
      <span class="end"><span class="badge ${taken === slot.capacity ? "good" : ""}">${taken} of ${slot.capacity} taken</span>
        ${taken > 0 ? nothing : html`<button class="button text square" type="button" aria-label="Withdraw the session of ${formatSpan(slot.start, slot.end, this.zone)}" @click=${() => void this.#withdraw(slot)}>${icon("trash")}</button>`}</span>
    </li>`;
  }
}
