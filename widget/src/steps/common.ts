import { html, nothing, type TemplateResult } from "lit/html.js";
import { alert, check, chevron } from "../styles/icons.js";

/** A message that takes the focus: what happened, and what it means. */
export function notice(
  tone: "danger" | "warning" | "success",
  title: string,
  text: unknown,
  more: unknown = nothing,
): TemplateResult {
  return html`<div id="problem" tabindex="-1" class=${`notice told ${tone}`} part=${tone === "danger" ? "error" : "notice"}>
    ${tone === "success" ? check : alert}
    <div>
      <b>${title}</b>
      <p>${text}</p>
      ${more}
    </div>
  </div>`;
}

/** The way back, above a step. */
export function backButton(label: string, back: () => void, disabled = false): TemplateResult {
  return html`<button
    part="back"
    class="quiet back"
    aria-disabled=${disabled}
    @click=${() => !disabled && back()}
  >
    ${chevron}${label}
  </button>`;
}
