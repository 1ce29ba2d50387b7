import { html, nothing, type TemplateResult } from "lit/html.js";
import type { I18n } from "../i18n/i18n.js";
import type { Booking } from "../model.js";
import { notice } from "../steps/common.js";
import type { AccountState } from "./account-flow.js";
import { refundIfCancelled } from "./refund.js";
import type { AccountView } from "./view.js";

/** Asks before anything is lost, and says what is given back. */
export function cancelQuestion(view: AccountView, { booking, doing, told }: AccountState & { name: "booking" }): TemplateResult {
  const { i18n, nowMs } = view;
  const busy = doing === "cancelling";
  const keep = () => busy || view.dispatch({ type: "keep" });
  return html`<section
    class="question"
    aria-labelledby="ask"
    aria-describedby="refund"
    @keydown=${(event: KeyboardEvent) => event.key === "Escape" && keep()}
  >
    <h3 id="ask" tabindex="-1">${i18n.t("askCancel")}</h3>
    <p id="refund">${refundSentence(booking, i18n, nowMs)}</p>
    ${told?.what === "refused" ? notice("danger", i18n.t("toldRefused"), problemText(told.failure, i18n)) : nothing}
    <div class="actions">
      <button id="keep" part="button" class="secondary" aria-disabled=${busy} @click=${keep}>${i18n.t("keep")}</button>
      <button part="button" class="primary danger" aria-disabled=${busy} @click=${() => busy || view.cancel()}>
        ${busy ? html`<span class="spinner" aria-hidden="true"></span>${i18n.t("working")}` : i18n.t("cancelNow")}
      </button>
    </div>
  </section>`;
}

const problemText = ({ kind, detail }: { kind: Parameters<I18n["t"]>[0]; detail: string }, i18n: I18n): string =>
  kind === "unknown" ? detail : i18n.t(kind);

/** What cancelling now gives back. */
export function refundSentence(booking: Booking, i18n: I18n, nowMs: number): string {
  const { price, payment } = booking;
  if (price.amount === 0 || !payment) return i18n.t("cancelCostsNothing");
  const amount = refundIfCancelled(booking, nowMs);
  const values = { amount: i18n.money({ ...price, amount }), price: i18n.money(price) };
  return i18n.t(amount === 0 ? "cancelGivesNone" : amount === price.amount ? "cancelGivesAll" : "cancelGivesPart", values);
}
