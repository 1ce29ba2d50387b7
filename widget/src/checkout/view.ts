import { html, nothing, type TemplateResult } from "lit/html.js";
import { heldSlot } from "../booking-flow.js";
import { confirmationStep } from "../steps/confirmation.js";
import { countdown } from "../steps/countdown.js";
import { detailsStep } from "../steps/details.js";
import { lostStep } from "../steps/lost.js";
import { paymentStep } from "../steps/payment.js";
import type { BookingSession } from "./session.js";

/** The step the session is at, or null while the calendar is shown. */
export function checkoutStep(session: BookingSession): TemplateResult | null {
  const { state } = session;
  switch (state.name) {
    case "choosing":
      return null;
    case "holding":
      if (state.from === "choosing") return null;
      return state.from === "lost" ? lostStep(session) : detailsStep(session);
    case "details":
    case "submitting":
      return detailsStep(session);
    case "payment":
    case "confirming":
      return paymentStep(session);
    case "lost":
      return lostStep(session);
    case "confirmed":
      return confirmationStep(session, state);
  }
}

/** Above the calendar: what is held meanwhile, and the way back to it. */
export function heldBanner(session: BookingSession): TemplateResult | typeof nothing {
  const { state, host } = session;
  const held = heldSlot(state);
  if (!held || !session.hold) return nothing;
  return html`<div class="banner">
    ${countdown(session)}
    <button part="button" class="primary" @click=${() => session.dispatch({ type: "resume" })}>
      ${host.i18n.t("continue")}
    </button>
  </div>`;
}
