import { html } from "lit";
import { openDialog } from "../../parts/confirm.js";
import { bookingBadge } from "../../parts/status.js";
import { formatDay, formatSpan, plural } from "../../parts/time.js";
import { router } from "../../router.js";
import type { Session } from "./sessions.js";

/** Everybody who comes to a session of several. */
export function openSession(session: Session, zone: string): void {
  const { name, bookings, holds, taken, capacity } = session;
  openDialog("dialog", name, (close) => html`
    <h2>${name}</h2>
    <p>${formatDay(session.start, zone)}, ${formatSpan(session.start, session.end, zone)}, ${session.resources.map(({ name }) => name).join(" and ")}. ${taken} of ${plural(capacity, "place")} taken.</p>
    ${bookings.length + holds.length === 0 ? html`<p>Nobody has booked yet.</p>` : html`<ul class="list" @click=${(event: Event) => (event.target as Element).closest("a") && close()}>
      ${bookings.map((booking) => html`<li><a class="list-row" href=${router.with({ booking: booking.id })}><span><strong>${booking.customer.name}</strong><br /><span class="sub">${booking.reference}${booking.quantity > 1 ? `, ${plural(booking.quantity, "place")}` : ""}</span></span>${bookingBadge(booking.status)}</a></li>`)}
      ${holds.map((hold) => html`<li><a class="list-row" href=${router.with({ hold: hold.id })}><span><strong>Held</strong><br /><span class="sub">${plural(hold.quantity, "place")}</span></span><span class="badge held"><hf-countdown .seconds=${hold.expiresInSeconds} .readAt=${hold.readAt}></hf-countdown></span></a></li>`)}
    </ul>`}
    <div class="actions"><button class="button" type="button" @click=${() => close()}>Close</button></div>
  `);
}
