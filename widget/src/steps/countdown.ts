import { html, nothing, svg, type TemplateResult } from "lit/html.js";
import { heldSlot } from "../booking-flow.js";
import { clockText } from "../checkout/announcements.js";
import type { BookingSession } from "../checkout/session.js";

/**
 * How long the slot is still held. The timer itself is silent; what is spoken goes through the status. In the last
 * minute the same place asks whether more time is wanted.
 */
export function countdown(session: BookingSession): TemplateResult | typeof nothing {
  const { clock, host, hold, state } = session;
  const { i18n } = host;
  const held = heldSlot(state);
  if (!held) return nothing;
  const short = clock.isShort;
  const extendable = short && (hold?.extensionsLeft ?? 0) > 0;
  return html`<div class=${short ? "countdown short" : "countdown"} part="countdown">
    <svg class="ring" viewBox="0 0 36 36" aria-hidden="true">
      <circle cx="18" cy="18" r="15.5" />
      ${svg`<circle class="rest" cx="18" cy="18" r="15.5" pathLength="100" stroke-dasharray=${`${(clock.fraction * 100).toFixed(1)} 100`} transform="rotate(-90 18 18)" />`}
    </svg>
    <p><small>${i18n.t(session.extendProblem ? "extendFailed" : "heldFor")}</small><b>${i18n.slot(held)}</b></p>
    <span role="timer" aria-live="off" aria-label=${i18n.t("timeLeft")} class="clock">${clockText(clock.remainingMs)}</span>
    ${extendable
      ? html`<button part="button" class="secondary" @click=${() => void session.extend()}>
          ${i18n.t("moreTime")}
        </button>`
      : nothing}
  </div>`;
}
