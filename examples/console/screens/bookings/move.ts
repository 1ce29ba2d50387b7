import { type Booking, HoldfastError, type Slot } from "@holdfast/sdk/server";
import { html, nothing } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { icon } from "../../parts/icons.js";
import { formatMoney } from "../../parts/money.js";
import { sentenceOf } from "../../parts/problem.js";
import { toast } from "../../parts/toasts.js";
import { formatDateTime, formatTime, wallTime } from "../../parts/time.js";
import { View } from "../../parts/view.js";
import { api } from "../../session/api.js";
import type { Times } from "./times.js";
import "./times.js";

/** Moves a booking to another free time; the old one is kept until the new one is won. Fires `done` and `back`. */
@customElement("hf-move")
export class MoveBooking extends View {
  @property({ attribute: false }) booking!: Booking;
  @state() private chosen: Slot | undefined;
  @state() private busy = false;
  @state() private problem = "";

  get #minutes(): number {
    return Math.round((Date.parse(this.booking.end) - Date.parse(this.booking.start)) / 60_000);
  }

  protected override firstUpdated(): void {
    this.querySelector<HTMLElement>("h3")?.focus();
  }

  async #move(): Promise<void> {
    const { booking, chosen } = this;
    if (!chosen || this.busy) return;
    this.busy = true;
    this.problem = "";
    try {
      const hold = await api.holds.create({ serviceId: booking.service.id, start: chosen.start, quantity: booking.quantity, durationMinutes: this.#minutes });
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
      if (error instanceof HoldfastError && error.code === "slot_unavailable") this.querySelector<Times>("hf-times")?.reload();
    } finally {
      this.busy = false;
    }
  }

  protected override render() {
    const { booking, chosen } = this;
    return html`<div class="card mover">
      <h3 tabindex="-1">Move to another time</h3>
      <hf-times serviceId=${booking.service.id} quantity=${booking.quantity} .durationMinutes=${this.#minutes} first=${wallTime(booking.start, this.zone).date}
        @choose=${(event: Event) => (this.chosen = (event.target as Times).chosen)}></hf-times>
      ${this.problem ? html`<p class="notice danger" role="alert">${icon("alert")}<span>${this.problem}</span></p>` : nothing}
      <div class="actions">
        <button class="button" type="button" @click=${() => this.dispatchEvent(new Event("back"))}>Leave it</button>
        <button class="button primary" type="button" aria-disabled=${!chosen || this.busy ? "true" : "false"} @click=${() => void this.#move()}>${chosen ? `Move to ${formatTime(chosen.start, this.zone)}` : "Choose a time"}</button>
      </div>
    </div>`;
  }
}
