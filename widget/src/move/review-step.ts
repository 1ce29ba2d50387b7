import { html, nothing, type TemplateResult } from "lit/html.js";
import { whenOf } from "../account/when.js";
import type { ChosenSlot } from "../model.js";
import { backButton, notice } from "../steps/common.js";
import { countdown } from "../steps/countdown.js";
import type { BookingSession } from "./move-session.js";

/** The old time and the new one, and what is left to pay, before anything changes. */
export function reviewStep(session: BookingSession, slot: ChosenSlot): TemplateResult {
  const { state, host, hold } = session;
  const { i18n, shownZone } = host;
  const { booking } = host.task;
  const busy = state.name !== "details";
  const total = hold?.terms.total;
  const rest = total ? total.amount - booking.price.amount : 0;
  const people = (resources: readonly { readonly name: string }[] = []) => resources.map(({ name }) => name).join(", ");
  const time = (label: string, { start, end }: { start: string; end: string }, who: string, mark: string) => {
    const { day, times } = whenOf({ start, end }, i18n.locale, shownZone, Date.now());
    return html`<div class=${mark}><dt>${label}</dt><dd>${day}<br /><b>${times}</b>${who ? html`<br /><small>${who}</small>` : nothing}</dd></div>`;
  };
  const cost = () => {
    if (!total || rest === 0) return i18n.t("moveSame");
    const money = (amount: number) => i18n.money({ ...total, amount });
    const values = { price: money(total.amount), paid: money(booking.price.amount), rest: money(Math.abs(rest)) };
    return i18n.t(rest > 0 ? "moveDearer" : "moveCheaper", values);
  };
  return html`
    ${backButton(i18n.t("moveBack"), () => session.dispatch({ type: "back" }), busy)} ${countdown(session)}
    <h3 id="step" tabindex="-1" part="step-title">${i18n.t("moveCheck")}</h3>
    ${problem(session)}
    <dl class="change">
      ${time(i18n.t("moveFrom"), booking, people(booking.resources), "old")}
      ${time(i18n.t("moveTo"), slot, people(hold?.resources), "new")}
    </dl>
    <div>
      <p class="lead">${cost()} ${i18n.t("moveUntouched")}</p>
      <button part="button" class="primary wide" aria-disabled=${busy} @click=${() => busy || (session.touch(), void session.submit())}>
        ${busy
          ? html`<span class="spinner" aria-hidden="true"></span>${i18n.t("working")}`
          : total && rest > 0
            ? i18n.t("movePay", { price: i18n.money({ ...total, amount: rest }) })
            : i18n.t("moveConfirm")}
      </button>
    </div>
  `;
}

function problem({ state, host: { i18n } }: BookingSession): TemplateResult | typeof nothing {
  if (state.name !== "details") return nothing;
  if (state.failure)
    return notice("danger", i18n.t(state.failure.kind), state.failure.kind === "unknown" ? state.failure.detail : nothing);
  return state.renewed ? notice("warning", i18n.t("renewedTitle"), i18n.t("moveStays")) : nothing;
}
