import { html, nothing, type TemplateResult } from "lit/html.js";
import { statusMark } from "../account/booking-card.js";
import { whenOf } from "../account/when.js";
import type { Booking } from "../model.js";
import { failurePanel } from "../steps/failure-panel.js";
import { chevron } from "../styles/icons.js";
import type { CustomerState, When } from "./customer-flow.js";
import type { CustomerRoom } from "./room.js";

/** What is booked and what has been, each a link to the booking. */
export function listStep(room: CustomerRoom, state: CustomerState & { name: "list" }): TemplateResult {
  const { i18n } = room.host;
  const { upcoming, past, customer } = state;
  const none = [upcoming, past].every(({ phase, bookings }) => phase === "ready" && bookings.length === 0);
  return html`<div class="who">
      <h2 id="step" tabindex="-1" part="step-title">${i18n.t("signInTitle")}</h2>
      <p><small>${i18n.t("signedInAs", { email: customer.email })}</small></p>
      <button part="button" class="quiet" @click=${() => room.signOut()}>${i18n.t("signOut")}</button>
    </div>
    ${none ? html`<p class="empty">${i18n.t("noneAtAll")}</p>` : html`${part(room, state, "upcoming")}${part(room, state, "past")}`}`;
}

function part(room: CustomerRoom, state: CustomerState & { name: "list" }, when: When): TemplateResult {
  const { i18n } = room.host;
  const { phase, bookings, nextCursor, failure } = state[when];
  const loading = phase === "loading";
  if (when === "past" && phase === "ready" && bookings.length === 0) return html``;
  return html`<section aria-labelledby=${when} aria-busy=${loading}>
    <h3 id=${when}>${i18n.t(when)}</h3>
    ${bookings.length > 0 ? html`<ul class="list">${bookings.map((booking) => item(room, booking))}</ul>` : nothing}
    ${loading && bookings.length === 0 ? skeleton(i18n.t("listLoading")) : nothing}
    ${phase === "ready" && bookings.length === 0 ? html`<p class="empty">${i18n.t("noneUpcoming")}</p>` : nothing}
    ${failure ? failurePanel(failure, i18n, () => room.more(when)) : nothing}
    ${nextCursor && !failure
      ? html`<button part="button" class="secondary more" aria-disabled=${loading} @click=${() => room.more(when)}>
          ${loading ? html`<span class="spinner" aria-hidden="true"></span>${i18n.t("working")}` : i18n.t("showMore")}
        </button>`
      : nothing}
  </section>`;
}

function item({ host }: CustomerRoom, booking: Booking): TemplateResult {
  const { i18n, shownZone, nowMs } = host;
  const { day, times } = whenOf(booking, i18n.locale, shownZone, nowMs);
  const who = booking.resources.map(({ name }) => name).join(", ");
  return html`<li>
    <a part="booking" href=${host.addressOf(booking.id)}>
      <span class="what"><b>${booking.service.name}</b>${who ? html` <small>${who}</small>` : nothing}</span>
      <span class="day">${day}<br /><small>${times}</small></span>
      ${statusMark(host, booking)} ${chevron}
    </a>
  </li>`;
}

const skeleton = (label: string): TemplateResult =>
  html`<ul class="list" aria-hidden="true">${[1, 2].map(() => html`<li class="skeleton row-block"></li>`)}</ul>
    <p class="hidden">${label}</p>`;
