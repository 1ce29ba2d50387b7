import { Task } from "@lit/task";
import type { Block, Booking, BusyTime, PublishedSlot } from "@holdfast/sdk/server";
import { html, nothing } from "lit";
import { customElement, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import { OnChange } from "../../parts/changes.js";
import { icon } from "../../parts/icons.js";
import { Media } from "../../parts/media.js";
import { empty, failure, skeleton } from "../../parts/shown.js";
import { Repeating } from "../../parts/repeating.js";
import { addDays, formatDate, instantOf, startOfWeek, today } from "../../parts/time.js";
import { View } from "../../parts/view.js";
import { hrefOf, router } from "../../router.js";
import { all, api } from "../../session/api.js";
import { agenda } from "./agenda.js";
import { dayGrid, weekGrid } from "./grid.js";
import { HearSlots } from "./hear.js";
import { type LiveHold, sessionsOf } from "./sessions.js";
import "../../parts/countdown.js";

/** How often bookings and holds are read while they are looked at, in milliseconds. */
const EVERY_MS = 5000;

interface Happening {
  range: string;
  bookings: Booking[];
  holds: LiveHold[];
  slots: PublishedSlot[];
  blocks: Block[];
  busy: BusyTime[];
}

/** Bookings, holds and sessions of a day or a week, kept up to date. */
@customElement("hf-calendar")
export class Calendar extends View {
  @state() private happening: Happening | undefined;
  @state() private failed: unknown;
  #scrolledTo = "";
  #phone = new Media(this, "(max-width: 56rem)");

  /** What changes seldom: read once for each range. */
  #setting = new Task(this, {
    args: () => [this.#from, this.#days] as const,
    task: async ([from, days]) => {
      const [services, resources] = await Promise.all([all(api.services.list.bind(api.services)), all(api.resources.list.bind(api.resources))]);
      const range = { from, to: addDays(from, days - 1) };
      const overrides = (await Promise.all(resources.slice(0, 24).map(({ id }) => all((page) => api.resources.overrides.list(id, { ...range, ...page }))))).flat();
      return { services, resources, overrides, resourceNames: new Map(resources.map(({ id, name }) => [id, name])) };
    },
  });

  #live = new Repeating(this, EVERY_MS, async (signal) => {
    try {
      this.happening = await this.#read(signal);
      this.failed = undefined;
    } catch (error) {
      if (!signal.aborted && !this.happening) this.failed = error;
      throw error;
    }
  });

  // What is taken or freed is seen at once; what a hold becomes, with the next reading.
  #hear = new HearSlots(this, () => void this.#live.now());

  constructor() {
    super();
    new OnChange(this, () => void this.#live.now());
  }

  override connectedCallback(): void {
    super.connectedCallback();
    router.addEventListener("change", this.#moved);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    router.removeEventListener("change", this.#moved);
  }

  #moved = () => {
    if (router.place.path !== "/calendar") return;
    this.requestUpdate();
    if (this.happening?.range !== this.#range) void this.#live.now();
  };

  get #view(): "day" | "week" {
    return router.place.query.get("view") === "day" ? "day" : "week";
  }

  get #date(): string {
    const date = router.place.query.get("date");
    return date && /^\d{4}-\d\d-\d\d$/.test(date) && !Number.isNaN(Date.parse(date)) ? date : today(this.zone);
  }

  get #from(): string {
    return this.#view === "day" ? this.#date : startOfWeek(this.#date);
  }

  get #days(): number {
    return this.#view === "day" ? 1 : 7;
  }

  get #range(): string {
    return `${this.#from} ${this.#days}`;
  }

  async #read(signal: AbortSignal): Promise<Happening> {
    const range = this.#range;
    // What began the evening before may last into the first day.
    const from = instantOf({ date: addDays(this.#from, -1), minutes: 0 }, this.zone);
    const to = instantOf({ date: addDays(this.#from, this.#days), minutes: 0 }, this.zone);
    const [bookings, holds, slots, blocks, busy] = await Promise.all([
      all((page) => api.bookings.list({ from, to, ...page }, { signal })),
      all((page) => api.holds.list({ from, to, ...page }, { signal })),
      all((page) => api.slots.list({ from, to, ...page }, { signal })),
      all((page) => api.resources.blocks.listAll({ from, to, ...page }, { signal })),
      all((page) => api.resources.busyCalendars.times({ from, to, ...page }, { signal })),
    ]);
    const readAt = performance.now();
    return { range, bookings, holds: holds.map((hold) => ({ ...hold, readAt })), slots, blocks, busy };
  }

  /** Shows the present hour where it is among those that are shown. */
  protected override updated(): void {
    const { services } = this.#setting.value ?? {};
    if (services) this.#hear.to(services.map(({ id }) => id), { from: this.#from, to: addDays(this.#from, this.#days - 1), timeZone: this.zone });
    const now = this.querySelector<HTMLElement>(".grid-now");
    if (!now || this.#scrolledTo === this.#range) return;
    this.#scrolledTo = this.#range;
    const pane = this.querySelector(".grid-scroll")!;
    pane.scrollTop = now.offsetTop - pane.clientHeight / 3;
  }

  protected override render() {
    return html`${this.#toolbar()}<div @over=${() => void this.#live.now()}>${this.#content()}</div>`;
  }

  #toolbar() {
    const [view, date, days] = [this.#view, this.#date, this.#days];
    const to = (changes: Record<string, string | undefined>) => router.with(changes);
    const title = view === "day"
      ? formatDate(date, { weekday: "long", day: "numeric", month: "long", year: "numeric" })
      : `${formatDate(this.#from, { day: "numeric", month: "short" })} – ${formatDate(addDays(this.#from, 6), { day: "numeric", month: "short", year: "numeric" })}`;
    const resource = router.place.query.get("resource") ?? "";
    return html`
      <header class="page-header calendar-header">
        <div class="page-title"><h1 aria-live="polite">${title}</h1><div class="row calendar-actions">
          <a class="button" href=${router.with({ cancel: view === "day" ? date : today(this.zone) })}>${icon("close")}<span class="on-wide">Cancel a day</span></a>
          <a class="button" href=${router.with({ block: view === "day" ? date : this.#from })}>${icon("block")}<span class="on-wide">Block time</span></a>
          <a class="button primary" href=${router.with({ new: view === "day" ? date : this.#from })}>${icon("plus")}<span class="on-wide">New booking</span></a></div></div>
        <div class="calendar-tools">
          <div class="row">
            <a class="button" href=${to({ date: undefined })}>Today</a>
            <a class="button square" href=${to({ date: addDays(date, -days) })} aria-label=${view === "day" ? "The day before" : "The week before"}>${icon("left")}</a>
            <a class="button square" href=${to({ date: addDays(date, days) })} aria-label=${view === "day" ? "The day after" : "The week after"}>${icon("right")}</a>
            <input class="input calendar-date" type="date" aria-label="Go to a date" .value=${date} @change=${(event: Event) => { const { value } = event.target as HTMLInputElement; if (value) location.hash = to({ date: value }); }} />
          </div>
          <div class="row">
            <select class="input calendar-resource" aria-label="Resource" @change=${(event: Event) => (location.hash = to({ resource: (event.target as HTMLSelectElement).value || undefined }))}>
              <option value="">Everybody and everything</option>
              ${(this.#setting.value?.resources ?? []).map(({ id, name }) => html`<option value=${id} ?selected=${id === resource}>${name}</option>`)}
            </select>
            <label class="check"><input type="checkbox" .checked=${router.place.query.has("cancelled")} @change=${(event: Event) => (location.hash = to({ cancelled: (event.target as HTMLInputElement).checked ? "1" : undefined }))} />Cancelled too</label>
            <nav class="segmented" aria-label="View">
              <a href=${to({ view: "day" })} aria-current=${view === "day" ? "page" : nothing}>Day</a>
              <a href=${to({ view: undefined })} aria-current=${view === "week" ? "page" : nothing}>Week</a>
            </nav>
          </div>
        </div>
      </header>`;
  }

  #content() {
    const setting = this.#setting.value;
    const error = this.#setting.error ?? this.failed;
    if (error) return failure(error, () => { void this.#setting.run(); void this.#live.now(); });
    if (!setting || !this.happening || this.happening.range !== this.#range) return skeleton(8);
    if (setting.services.length === 0)
      return empty("calendar", "Nothing can be booked yet", "Say who is booked, when and for what: then customers’ bookings appear here by themselves.", html`<a class="button primary" href=${hrefOf("/start")}>Get started</a>`);
    const only = router.place.query.get("resource");
    const cancelled = router.place.query.has("cancelled");
    const sessions = sessionsOf({
      ...setting,
      ...this.happening,
      bookings: this.happening.bookings.filter(({ status }) => cancelled || status !== "cancelled"),
    }).filter(({ resources }) => !only || resources.some(({ id }) => id === only));
    const resources = only ? setting.resources.filter(({ id }) => id === only) : setting.resources;
    const shown = { sessions, resources, overrides: setting.overrides, services: setting.services, zone: this.zone, from: this.#from, days: this.#days };
    return html`
      ${this.#phone.matches ? agenda(shown) : this.#view === "day" ? dayGrid(shown) : weekGrid(shown)}
      <p class="hint calendar-foot">${repeat([this.zone], (zone) => zone, (zone) => html`Times of ${zone.replaceAll("_", " ")}. `)}Kept up to date by itself.</p>`;
  }
}
