import { Task } from "@lit/task";
import { type Booking, HoldfastError, type Slot } from "@holdfast/sdk/server";
import { html, nothing } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { icon } from "../../parts/icons.js";
import { formatMoney } from "../../parts/money.js";
import { sentenceOf } from "../../parts/problem.js";
import { shown } from "../../parts/shown.js";
import { toast } from "../../parts/toasts.js";
import { addDays, formatDate, formatDateTime, formatTime, today, wallTime } from "../../parts/time.js";
import { View } from "../../parts/view.js";
import { api } from "../../session/api.js";

/** Moves a booking to another free time; the old one is kept until the new one is won. Fires `done` and `back`. */
@customElement("hf-move")
export class MoveBooking extends View {
  @property({ attribute: false }) booking!: Booking;
  @state() private date = "";
  @state() private chosen: Slot | undefined;
  @state() private busy = false;
  @state() private problem = "";

  #slots = new Task(this, {
    args: () => [this.date || this.#firstDate] as const,
    task: async ([date], { signal }) => {
      const { service, quantity } = this.booking;
      return api.availability.get({ serviceId: service.id, from: date, to: date, timeZone: this.zone, quantity, ...this.#duration }, { signal });
    },
  });

  get #firstDate(): string {
    const now = today(this.zone);
    const { date } = wallTime(this.booking.start, this.zone);
    return date < now ? now : date;
  }

  get #duration() {
    return { durationMinutes: Math.round((Date.parse(this.booking.end) - Date.parse(this.booking.start)) / 60_000) };
  }

  protected override firstUpdated(): void {
    this.querySelector<HTMLElement>("h3")?.focus();
  }

  #go(date: string): void {
    this.chosen = undefined;
    this.problem = "";
    this.date = date;
  }

  async #move(): Promise<void> {
    const { booking, chosen } = this;
    if (!chosen || this.busy) return;
    this.busy = true;
    this.problem = "";
    try {
      const hold = await api.holds.create({ serviceId: booking.service.id, start: chosen.start, quantity: booking.quantity, ...this.#duration });
      const result = await api.bookings.reschedule(booking.id, { holdId: hold.id, holdToken: hold.token! }).catch(async (error: unknown) => {
        await hold.release().catch(() => {});
        throw error;
      });
      if (result.status === "requires_payment") {
        await hold.release();
        this.problem = `That time costs ${formatMoney(result.payment)} more, which only the customer can pay: ask them to move it with the link in their mail.`;
        return;
      }
      toast(`Moved to ${formatDateTime(chosen.start, this.zone)}`);
      this.dispatchEvent(new Event("done"));
    } catch (error) {
      this.problem = sentenceOf(error);
      if (error instanceof HoldfastError && error.code === "slot_unavailable") {
        this.chosen = undefined;
        void this.#slots.run();
      }
    } finally {
      this.busy = false;
    }
  }

  protected override render() {
    const date = this.date || this.#firstDate;
    return html`<div class="card mover">
      <h3 tabindex="-1">Move to another time</h3>
      <div class="row">
        <button class="button square" type="button" aria-label="The day before" ?disabled=${date <= today(this.zone)} @click=${() => this.#go(addDays(date, -1))}>${icon("left")}</button>
        <input class="input mover-date" type="date" aria-label="Date" .value=${date} min=${today(this.zone)} @change=${(event: Event) => { const { value } = event.target as HTMLInputElement; if (value) this.#go(value); }} />
        <button class="button square" type="button" aria-label="The day after" @click=${() => this.#go(addDays(date, 1))}>${icon("right")}</button>
      </div>
      ${shown(this.#slots, ({ days, nextAvailable }) => {
        const slots = days.flatMap((day) => day.slots);
        if (slots.length > 0)
          return html`<fieldset><legend class="label">${formatDate(date, { weekday: "long", day: "numeric", month: "long" })}</legend><div class="slots">${slots.map((slot) => html`<label class="chip"><input class="visually-hidden" type="radio" name="slot" .checked=${this.chosen?.start === slot.start} @change=${() => (this.chosen = slot)} />${formatTime(slot.start, this.zone)}</label>`)}</div></fieldset>`;
        return html`<p class="aside">Nothing is free that day.</p>${nextAvailable ? html`<button class="button" type="button" @click=${() => this.#go(wallTime(nextAvailable, this.zone).date)}>Next free: ${formatDateTime(nextAvailable, this.zone)}</button>` : nothing}`;
      })}
      ${this.problem ? html`<p class="notice danger" role="alert">${icon("alert")}<span>${this.problem}</span></p>` : nothing}
      <div class="actions">
        <button class="button" type="button" @click=${() => this.dispatchEvent(new Event("back"))}>Leave it</button>
        <button class="button primary" type="button" aria-disabled=${!this.chosen || this.busy ? "true" : "false"} @click=${() => void this.#move()}>${this.chosen ? `Move to ${formatTime(this.chosen.start, this.zone)}` : "Choose a time"}</button>
      </div>
    </div>`;
  }
}
