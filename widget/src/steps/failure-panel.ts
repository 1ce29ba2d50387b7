import { html, nothing, type TemplateResult } from "lit";
import { isOwners, type Failure } from "../failure.js";
import type { I18n } from "../i18n/i18n.js";
import { alert } from "../styles/icons.js";

/** Why nothing can be shown, and what to do: try again, or (for the page's owner) what to mend. */
export function failurePanel(failure: Failure, i18n: I18n, retry: (() => void) | null): TemplateResult {
  const owners = isOwners(failure);
  const key = owners ? "unavailable" : (failure.kind as "unknown");
  return html`<div class="notice danger" part="error" role="alert">
    ${alert}
    <div>
      <p class="notice-title">${i18n.t(key)}</p>
      <p>${i18n.t(`${key}More`)}</p>
      ${owners ? forOwner(failure, i18n) : nothing} ${retry && !owners ? retryButton(failure, i18n, retry) : nothing}
    </div>
  </div>`;
}

function retryButton(failure: Failure, i18n: I18n, retry: () => void): TemplateResult {
  const waitSeconds = Math.ceil((failure.retryAt - Date.now()) / 1000);
  return html`<button
    type="button"
    part="button retry"
    class="secondary"
    aria-disabled=${waitSeconds > 0}
    @click=${() => waitSeconds <= 0 && retry()}
  >
    ${waitSeconds > 0 ? i18n.t("retryIn", { n: waitSeconds }) : i18n.t("retry")}
  </button>`;
}

function forOwner({ kind, code, detail }: Failure, i18n: I18n): TemplateResult {
  return html`<details>
    <summary>${i18n.t("forOwner")}</summary>
    <p>${i18n.t(kind as "setup", { detail, origin: location.origin })} <code>${code}</code></p>
  </details>`;
}
