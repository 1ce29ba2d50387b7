import { html, nothing, type TemplateResult } from "lit/html.js";
import type { FlowState } from "../booking-flow.js";
import type { BookingSession } from "../checkout/session.js";
import type { I18n } from "../i18n/i18n.js";
import type { ChosenSlot } from "../model.js";
import { backButton, notice } from "./common.js";

/** The slot is gone: why, and what is nearest to it. */
export function lostStep(session: BookingSession): TemplateResult {
  const { state, host } = session;
  const { i18n } = host;
  const lost = state.name === "lost" ? state : session.lastLost;
  if (!lost) return html``;
  const pending = state.name === "holding" ? state.slot.start : null;
  const option = (slot: ChosenSlot, label: string) => html`<button
    part="alternative"
    class="alternative"
    aria-disabled=${pending !== null}
    aria-busy=${pending === slot.start ? "true" : nothing}
    @click=${() => pending === null && void session.choose(slot)}
  >
    ${pending === slot.start ? html`<span class="spinner" aria-hidden="true"></span>` : nothing}${label}
  </button>`;
  return html`
    ${backButton(i18n.t("seeAll"), () => session.dispatch({ type: "back" }), pending !== null)}
    ${notice(lost.cause === "expired" ? "warning" : "danger", ...sentences(lost, i18n), kept(session))}
    ${lost.cause === "expired"
      ? html`<div class="several">${option(lost.slot, i18n.t("sameAgain", { time: i18n.slot(lost.slot) }))}</div>`
      : nothing}
    ${lost.alternatives.length > 0
      ? html`<h3>${i18n.t("nearest")}</h3>
          <div class="several">
            ${lost.alternatives.map((slot) => option(slot, i18n.slot(slot)))}
          </div>`
      : nothing}
    <button part="button" class="secondary" @click=${() => session.dispatch({ type: "back" })}>
      ${i18n.t("seeAll")}
    </button>
  `;
}

function sentences({ cause, slot, money }: FlowState & { name: "lost" }, i18n: I18n): [string, string] {
  const time = i18n.slot(slot);
  switch (cause) {
    case "taken":
      return [i18n.t("lostTaken"), i18n.t("lostTakenMore", { time })];
    case "expired":
      return [i18n.t("lostExpired"), i18n.t("lostExpiredMore", { time })];
    case "taken-after-expiry":
      return [i18n.t("lostExpired"), i18n.t("lostTakenMore", { time })];
    case "paid-late":
      return [i18n.t("lostPaid"), money?.outcome === "refund_started" ? i18n.t("lostPaidRefund", { amount: i18n.money(money) }) : i18n.t("lostPaidFree")];
  }
}

const kept = ({ draft, host }: BookingSession): TemplateResult | typeof nothing =>
  Object.keys(draft).length > 0 ? html`<p>${host.i18n.t("typedStays")}</p>` : nothing;
