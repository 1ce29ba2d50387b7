import { html, type TemplateResult } from "lit/html.js";
import { notice } from "../steps/common.js";
import { failurePanel } from "../steps/failure-panel.js";
import type { AccountState } from "./account-flow.js";
import { bookingCard } from "./booking-card.js";
import type { AccountView } from "./view.js";

/** What the state looks like. */
export function accountStep(view: AccountView): TemplateResult {
  const { state, i18n } = view;
  switch (state.name) {
    case "waiting":
      return html`<h2 part="step-title">${i18n.t("accountNoLink")}</h2><p class="lead">${i18n.t("accountNoLinkMore")}</p>`;
    case "opening":
      return skeleton(i18n.t("accountLoading"));
    case "unopened":
      return unopened(view, state);
    case "booking":
      return (state.doing === "moving" && view.moveStep?.(view, state)) || bookingCard(view, state);
  }
}

/** As tall as a booking, so that nothing shifts when it comes. */
const skeleton = (label: string): TemplateResult => html`<div class="booking" aria-busy="true">
  <p class="skeleton short-line"></p>
  <h2 class="skeleton"></h2>
  <p class="skeleton"></p>
  <div class="skeleton block"></div>
  <p class="hidden">${label}</p>
</div>`;

function unopened(view: AccountView, { failure }: AccountState & { name: "unopened" }): TemplateResult {
  const { i18n } = view;
  // The link is all that is sent beside the page's own key.
  return ["not_found", "unauthorized"].includes(failure.code)
    ? notice("danger", i18n.t("linkWrong"), i18n.t("linkWrongMore"))
    : failurePanel(failure, i18n, () => view.retry());
}
