import { html, type TemplateResult } from "lit/html.js";
import type { BookingMove } from "./booking-move.js";
import { backButton } from "../steps/common.js";
import type { AccountState } from "../account/account-flow.js";
import type { AccountView } from "../account/view.js";
import { whenOf } from "../account/when.js";

/** What of the calendar a page may style: its parts are parts of this element. */
const PARTS =
  "option, calendar, month-title, month-button, weekday, day, day-free, day-selected, next-available, slot, slot-taken, slot-yours, time-zone, back, step-title, countdown, button, summary, notice, error, alternative";

/** The calendar of the booked service, for another time. */
export function moveStep(view: AccountView, { booking }: AccountState & { name: "booking" }): TemplateResult {
  const { i18n, shownZone, connection } = view;
  const { day, times } = whenOf(booking, i18n.locale, shownZone, view.nowMs);
  // Not while money may be on its way.
  const leave = () => {
    if (view.renderRoot.querySelector<BookingMove>("booking-move")?.leave() ?? true) view.dispatch({ type: "keep" });
  };
  return html`
    ${backButton(i18n.t("moveStay"), leave)}
    <header class="moving">
      <h2 id="step" tabindex="-1" part="title">${i18n.t("moveTitle")}</h2>
      <p part="meta">${booking.service.name} · ${i18n.t("moveFrom")}: ${day}, ${times}</p>
    </header>
    <booking-move
      .task=${view.move}
      api=${connection.baseUrl}
      publishable-key=${connection.key}
      service=${booking.service.id}
      locale=${i18n.locale}
      time-zone=${shownZone}
      exportparts=${PARTS}
      @time-zone-change=${({ detail }: CustomEvent<{ timeZone: string }>) => view.setTimeZone(detail.timeZone)}
    ></booking-move>
  `;
}
