import type { Booking } from "@holdfast/sdk/server";
import { html, nothing } from "lit";
import { announceChange } from "../../parts/changes.js";
import { icon } from "../../parts/icons.js";
import { toast, toastError } from "../../parts/toasts.js";
import { api } from "../../session/api.js";

const SAID = { completed: "Completed", no_show: "Didn’t come" } as const;

/** Says what became of a booking, and how that is taken back. */
async function say(booking: Booking, outcome: keyof typeof SAID): Promise<void> {
  try {
    await (outcome === "completed" ? api.bookings.complete(booking.id) : api.bookings.noShow(booking.id));
    toast(`${SAID[outcome]}: ${booking.customer.name}`, () => void reopen(booking));
    announceChange();
  } catch (error) {
    toastError(error);
  }
}

async function reopen({ id }: Booking): Promise<void> {
  try {
    await api.bookings.reopen(id);
    announceChange();
  } catch (error) {
    toastError(error);
  }
}

/** What became of a booking: to be said once it has begun, and taken back. */
export function outcome(booking: Booking, now = Date.now()) {
  const isOver = booking.status === "completed" || booking.status === "no_show";
  if (isOver) return html`<div class="row"><button class="button" type="button" @click=${() => void reopen(booking)}>Take it back</button></div>`;
  if (booking.status !== "confirmed" || Date.parse(booking.start) > now) return nothing;
  return html`<div class="row">
    <button class="button" type="button" @click=${() => void say(booking, "completed")}>${icon("check")}Completed</button>
    <button class="button" type="button" @click=${() => void say(booking, "no_show")}>Didn’t come</button>
  </div>`;
}
