import { html, nothing, type TemplateResult } from "lit/html.js";
import type { FlowState } from "../booking-flow.js";
import type { BookingSession } from "../checkout/session.js";
import { check } from "../styles/icons.js";
import { googleCalendarUrl } from "../checkout/google-calendar.js";
import { summary } from "./summary.js";

/** The booking is made: its reference, what was booked, and how to keep it in mind. */
export function confirmationStep(session: BookingSession, state: FlowState & { name: "confirmed" }): TemplateResult {
  const { host } = session;
  const { i18n, bookedService } = host;
  const { receipt, slot } = state;
  const google = googleCalendarUrl({ title: bookedService.name, start: slot.start, end: slot.end, reference: receipt.reference });
  return html`<div class="done" part="confirmation">
    ${check}
    <h2 id="step" tabindex="-1" part="step-title">${i18n.t(receipt.pending ? "pendingTitle" : "confirmedTitle")}</h2>
    <p class="lead">
      ${receipt.pending ? html`${i18n.t("pendingMore")} ` : nothing}${receipt.email ? i18n.t("mailSent", { email: receipt.email }) : i18n.t("mailSentYou")}
    </p>
    <p class="reference" part="reference">
      <small>${i18n.t("reference")}</small><b>${receipt.reference}</b>
    </p>
    ${summary(session, slot)}
    <div class="several" role="group" aria-label=${i18n.t("addToCalendar")}>
      ${receipt.calendarUrl
        ? html`<a part="button" class="secondary" href=${receipt.calendarUrl} download>${i18n.t("calendarFile")}</a>`
        : nothing}
      <a part="button" class="secondary" href=${google} target="_blank" rel="noopener noreferrer">
        ${i18n.t("googleCalendar")}
      </a>
    </div>
    <button class="quiet" @click=${() => session.leave() && host.focusOn("td[tabindex='0']")}>${i18n.t("bookAnother")}</button>
  </div>`;
}
