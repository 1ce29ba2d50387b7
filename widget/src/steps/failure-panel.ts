import { html, nothing, type TemplateResult } from "lit/html.js";
import type { Failure } from "../failure.js";
import type { I18n } from "../i18n/i18n.js";

/** Why nothing can be shown, and what to do: try again, or (for the page's owner) what to mend. */
export function failurePanel({ kind, code, detail, retryAt }: Failure, i18n: I18n, retry?: () => void): TemplateResult {
  const wait = Math.ceil((retryAt - Date.now()) / 1000);
  const owners = kind === "unavailable";
  return html`<div class="notice" part="error" role="alert">
    <b>${i18n.t(kind)}</b>
    ${owners ? html`<p><small>${i18n.t("forOwner")}: ${detail} <code>${code}</code></small></p>` : nothing}
    ${retry && !owners
      ? html`<button
          part="button"
          class="secondary"
          aria-disabled=${wait > 0}
          @click=${() => wait > 0 || retry()}
        >
          ${wait > 0 ? i18n.t("retryIn", { n: wait }) : i18n.t("retry")}
        </button>`
      : nothing}
  </div>`;
}
