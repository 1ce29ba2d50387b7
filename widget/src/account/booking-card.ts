import { html, nothing, type TemplateResult } from "lit/html.js";
import { googleCalendarUrl } from "../checkout/google-calendar.js";
import type { MessageKey } from "../i18n/messages.js";
import { toldNotice } from "./told.js";
import type { Booking } from "../model.js";
import { cancellationLines } from "../steps/cancellation.js";
import { type AccountState, isAhead } from "./account-flow.js";
import { cancelQuestion } from "./cancel-question.js";
import { paymentWords } from "./payment-words.js";
import type { AccountView } from "./view.js";
import { offsetAt, whenOf } from "./when.js";

/** One booking: what, when, for how much, how it stands, and what can be done about it. */
export function bookingCard(view: AccountView, state: AccountState & { name: "booking" }): TemplateResult {
  const { booking, doing } = state;
  const { i18n } = view;
  const asking = doing === "asking" || doing === "cancelling";
  return html`<article class="booking" aria-labelledby="step">
    ${toldNotice(view, state)}
    <header>
      ${statusMark(view, booking)}
      <h2 id="step" tabindex="-1" part="title">${booking.service.name}</h2>
      ${when(view, booking)}
    </header>
    <div class="columns">
      <dl class="facts">
        ${fact(i18n.t("where"), booking.resources.map(({ name }) => name).join(", "))}
        ${booking.quantity > 1 ? fact(i18n.t("people"), String(booking.quantity)) : nothing}
        ${fact(i18n.t("bookedBy"), booking.customer.name)}
        ${fact(i18n.t("reference"), html`<span part="reference">${booking.reference}</span>`)}
      </dl>
      ${money(view, booking)}
    </div>
    ${asking ? cancelQuestion(view, state) : isAhead(booking, view.nowMs) ? actions(view, booking, doing === "moving") : nothing}
  </article>`;
}

const fact = (name: string, value: unknown): TemplateResult | typeof nothing =>
  value ? html`<div><dt>${name}</dt><dd>${value}</dd></div>` : nothing;

/** The state in words, and the tone of its mark. */
export function statusMark({ i18n, nowMs }: Pick<AccountView, "i18n" | "nowMs">, { status, start, end }: Pick<Booking, "status" | "start" | "end">): TemplateResult {
  const [word, tone] = ((): [MessageKey, string] => {
    switch (status) {
      case "pending":
        return ["statusPending", "warning"];
      case "cancelled":
        return ["statusCancelled", "danger"];
      case "no_show":
        return ["statusMissed", "danger"];
      case "completed":
        return ["statusCompleted", "over"];
      case "confirmed":
        if (Date.parse(end) <= nowMs) return ["statusOver", "over"];
        return [Date.parse(start) <= nowMs ? "statusNow" : "statusConfirmed", "success"];
    }
  })();
  return html`<p class=${`status ${tone}`} part="status">${i18n.t(word)}</p>`;
}

function when({ i18n, shownZone, nowMs }: AccountView, booking: Booking): TemplateResult {
  const here = whenOf(booking, i18n.locale, shownZone, nowMs);
  const there = offsetAt(booking.start, booking.timeZone) !== offsetAt(booking.start, shownZone);
  const { day, times } = whenOf(booking, i18n.locale, booking.timeZone, nowMs);
  return html`<p class="when" part="meta">
    <time datetime=${booking.start}>${here.day}<br /><b>${here.times}</b></time>
    <small>${here.zone}</small>
    ${there ? html`<small>${i18n.t("thereTime", { time: `${day}, ${times}`, zone: booking.timeZone.replaceAll("_", " ") })}</small>` : nothing}
  </p>`;
}

function money({ i18n, nowMs }: AccountView, booking: Booking): TemplateResult {
  const { price, terms } = booking;
  const paid = paymentWords(booking, i18n);
  return html`<aside class="summary" part="summary" aria-label=${i18n.t("price")}>
    <p class="total"><span>${i18n.t("price")}</span><b>${price.amount ? i18n.money(price) : i18n.t("free")}</b></p>
    ${paid ? html`<p class="fine">${paid}</p>` : nothing}
    ${price.amount && isAhead(booking, nowMs)
      ? html`<div class="cost">
          <h3 class="small">${i18n.t("cancellation")}</h3>
          ${cancellationLines(terms.cancellation, i18n).map((line) => html`<p class="fine">${line}</p>`)}
        </div>`
      : nothing}
  </aside>`;
}

function actions(view: AccountView, booking: Booking, loading: boolean): TemplateResult {
  const { i18n } = view;
  const { service, start, end, reference, status } = booking;
  const file = view.calendarUrl(booking);
  return html`<div class="actions">
    ${status === "confirmed"
      ? html`<button id="move" part="button" class="primary" aria-disabled=${loading} @click=${() => view.dispatch({ type: "move" })}>
          ${loading ? html`<span class="spinner" aria-hidden="true"></span>${i18n.t("working")}` : i18n.t("move")}
        </button>`
      : nothing}
    <button id="cancel" part="button" class="secondary" @click=${() => view.dispatch({ type: "ask-cancel" })}>${i18n.t("cancel")}</button>
  </div>
  <div class="calendars" role="group" aria-label=${i18n.t("addToCalendar")}>
    <span aria-hidden="true">${i18n.t("addToCalendar")}</span>
    ${file ? html`<a class="quiet" part="link" href=${file} download>${i18n.t("calendarFile")}</a>` : nothing}
    <a class="quiet" part="link" href=${googleCalendarUrl({ title: service.name, start, end, reference })} target="_blank" rel="noopener noreferrer">
      ${i18n.t("googleCalendar")}
    </a>
  </div>`;
}
