import { html, nothing, type TemplateResult } from "lit/html.js";
import type { FlowState } from "../booking-flow.js";
import type { BookingSession } from "../checkout/session.js";
import { backButton, notice } from "./common.js";
import { countdown } from "./countdown.js";
import { summary } from "./summary.js";

/** What is paid, and how far the payment is. */
export function paymentStep(session: BookingSession): TemplateResult {
  const { state, host } = session;
  const { i18n } = host;
  if (state.name !== "payment" && state.name !== "confirming") return html``;
  const waiting = state.name === "confirming" || state.attempt === "open";
  return html`
    ${state.name === "payment"
      ? html`${backButton(i18n.t("yourDetails"), () => session.dispatch({ type: "back" }), waiting)}${countdown(session)}`
      : nothing}
    <div class="columns checkout">
      <div>
        <h2 id="step" tabindex="-1" part="step-title">
          ${i18n.t(state.name === "confirming" ? "confirming" : "payTitle")}
        </h2>
        ${state.name === "confirming" ? confirming(session, state) : paying(session, state)}
      </div>
      <div>${summary(session, state.slot)}</div>
    </div>
  `;
}

function paying(session: BookingSession, { attempt, payment }: FlowState & { name: "payment" }): TemplateResult {
  const { i18n } = session.host;
  const open = attempt === "open";
  const problem = {
    ready: nothing,
    open: nothing,
    dismissed: notice("warning", i18n.t("payDismissed"), i18n.t("payDismissedMore")),
    failed: notice("danger", i18n.t("payFailed"), i18n.t("payFailedMore")),
    unavailable: notice("danger", i18n.t("payUnavailable"), i18n.t("payUnavailableMore")),
  }[attempt];
  return html`${problem}
    <p class="lead">${i18n.t(open ? "payOpen" : "payReady")}</p>
    <button
      part="button"
      class="primary wide"
      aria-disabled=${open}
      @click=${() => !open && void session.pay()}
    >
      ${open
        ? html`<span class="spinner" aria-hidden="true"></span>${i18n.t("working")}`
        : html`${i18n.t("payNow")} · ${i18n.money(payment)}`}
    </button>`;
}

function confirming({ host }: BookingSession, { trouble }: FlowState & { name: "confirming" }): TemplateResult {
  const { i18n } = host;
  return html`
    ${trouble
      ? notice("success", i18n.t("paySafe"), i18n.t(trouble === "offline" ? "paySafeOffline" : "paySafeSlow"))
      : nothing}
    <p class="lead progress" role="status"><span class="spinner" aria-hidden="true"></span>${i18n.t("confirmingMore")}</p>
  `;
}
