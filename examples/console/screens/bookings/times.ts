import { Task } from "@lit/task";
import type { Slot } from "@holdfast/sdk/server";
import { html, nothing, type PropertyValues } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { icon } from "../../parts/icons.js";
import { shown } from "../../parts/shown.js";
import { addDays, formatDate, formatDateTime, formatTime, today, wallTime } from "../../parts/time.js";
import { View } from "../../parts/view.js";
import { api } from "../../session/api.js";

/** The free times of a service, a day at a time, one of which is chosen. Fires `choose`; `chosen` is what it is then. */
@customElement("hf-times")
export class Times extends View {
  @property() serviceId = "";
  @property({ type: Number }) quantity = 1;
  /** Default is the service's first length. */
  @property({ attribute: false }) durationMinutes: number | undefined;
  /** Only with this one. Default is any. */
  @property({ attribute: false }) resourceId = "";
  /** The date to begin with. Default is today. */
  @property() first = "";
  @state() private date = "";
  chosen: Slot | undefined;

  #task = new Task(this, {
    args: () => [this.serviceId, this.quantity, this.durationMinutes, this.#day, this.resourceId] as const,
    task: ([serviceId, quantity, durationMinutes, date, resourceId], { signal }) =>
      api.availability.get({ serviceId, from: date, to: date, timeZone: this.zone, quantity, ...(durationMinutes && { durationMinutes }), ...(resourceId && { resourceId }) }, { signal }),
  });

  get #day(): string {
    const now = today(this.zone);
    const wanted = this.date || this.first || now;
    return wanted < now ? now : wanted;
  }

  /** Reads again what is free, since the chosen time was lost. */
  reload(): void {
    this.#choose(undefined);
    void this.#task.run();
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (this.hasUpdated && (changed.has("serviceId") || changed.has("durationMinutes") || changed.has("quantity") || changed.has("resourceId"))) this.chosen = undefined;
  }

  #choose(slot: Slot | undefined): void {
    this.chosen = slot;
    this.requestUpdate();
    this.dispatchEvent(new Event("choose"));
  }

  #go(date: string): void {
    this.date = date;
    this.#choose(undefined);
  }

  protected override render() {
    const date = this.#day;
    return html`<div class="stack">
      <div class="row">
        <button class="button square" type="button" aria-label="The day before" ?disabled=${date <= today(this.zone)} @click=${() => this.#go(addDays(date, -1))}>${icon("left")}</button>
        <input class="input mover-date" type="date" aria-label="Date" .value=${date} min=${today(this.zone)} @change=${(event: Event) => { const { value } = event.target as HTMLInputElement; if (value) this.#go(value); }} />
        <button class="button square" type="button" aria-label="The day after" @click=${() => this.#go(addDays(date, 1))}>${icon("right")}</button>
      </div>
      ${shown(this.#task, ({ days, nextAvailable }) => {
        const slots = days.flatMap((day) => day.slots);
        if (slots.length > 0)
          return html`<fieldset><legend class="label">${formatDate(date, { weekday: "long", day: "numeric", month: "long" })}</legend><div class="slots">${slots.map((slot) => html`<label class="chip"><input class="visually-hidden" type="radio" name="slot" .checked=${this.chosen?.start === slot.start} @change=${() => this.#choose(slot)} />${formatTime(slot.start, this.zone)}</label>`)}</div></fieldset>`;
        return html`<p class="aside">Nothing is free that day.</p>${nextAvailable ? html`<div class="row"><button class="button" type="button" @click=${() => this.#go(wallTime(nextAvailable, this.zone).date)}>Next free: ${formatDateTime(nextAvailable, this.zone)}</button></div>` : nothing}`;
      })}
    </div>`;
  }
}
