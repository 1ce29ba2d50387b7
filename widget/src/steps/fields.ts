import { html, nothing, type TemplateResult } from "lit/html.js";
import type { FieldErrors } from "../booking-flow.js";
import type { Draft } from "../checkout/draft.js";
import type { I18n } from "../i18n/i18n.js";
import type { Question } from "../model.js";

/** One field of the form. */
export interface Field {
  readonly path: string;
  readonly label: string;
  readonly type: Question["type"] | "email" | "tel";
  readonly required: boolean;
  readonly autocomplete?: string;
  readonly hint?: string;
  readonly options?: readonly string[];
}

/** What a field is drawn with. */
export interface FieldContext {
  readonly draft: Draft;
  readonly errors: FieldErrors;
  readonly i18n: I18n;
  readonly disabled: boolean;
}

/** The id of a field's control. */
export const fieldId = (path: string): string => path.replace(".", "-");

/** Label, control, hint and what is wrong with it, tied together. */
export function field(spec: Field, { draft, errors, i18n, disabled }: FieldContext): TemplateResult {
  const { path, label, type, required, hint } = spec;
  const id = fieldId(path);
  const error = errors[path];
  const described = [error && `${id}-error`, hint && `${id}-hint`].filter(Boolean).join(" ") || nothing;
  const value = draft[path];
  const store = (event: Event) => {
    const control = event.target as HTMLInputElement;
    draft[path] = type === "checkbox" ? control.checked : control.value;
  };
  return html`<div class=${type === "checkbox" ? "field checked" : "field"} part="field">
    ${type === "checkbox"
      ? html`<input
          id=${id}
          type="checkbox"
          .checked=${value === true}
          ?disabled=${disabled}
          aria-required=${required}
          aria-invalid=${error !== undefined}
          aria-describedby=${described}
          @change=${store}
        />`
      : nothing}
    <label for=${id} part="label">
      ${label} ${required ? nothing : html`<span class="optional">${i18n.t("optional")}</span>`}
    </label>
    ${control()} ${hint ? html`<p id=${`${id}-hint`}>${hint}</p>` : nothing}
    ${error ? html`<p id=${`${id}-error`} class="wrong">${error}</p>` : nothing}
  </div>`;

  function control(): TemplateResult | typeof nothing {
    const text = String(value ?? "");
    switch (type) {
      case "checkbox":
        return nothing;
      case "paragraph":
        return html`<textarea
          id=${id}
          part="input"
          class="control"
          rows="3"
          maxlength="2000"
          .value=${text}
          ?disabled=${disabled}
          aria-required=${required}
          aria-invalid=${error !== undefined}
          aria-describedby=${described}
          @input=${store}
        ></textarea>`;
      case "select":
        return html`<select
          id=${id}
          part="input"
          class="control"
          ?disabled=${disabled}
          aria-required=${required}
          aria-invalid=${error !== undefined}
          aria-describedby=${described}
          @change=${store}
        >
          <option value="" .selected=${text === ""}>${i18n.t("choose")}</option>
          ${spec.options?.map((option) => html`<option value=${option} .selected=${option === text}>${option}</option>`)}
        </select>`;
      default:
        return html`<input
          id=${id}
          part="input"
          class="control"
          type=${type}
          autocomplete=${spec.autocomplete ?? "off"}
          maxlength="254"
          .value=${text}
          ?disabled=${disabled}
          aria-required=${required}
          aria-invalid=${error !== undefined}
          aria-describedby=${described}
          @input=${store}
        />`;
    }
  }
}
