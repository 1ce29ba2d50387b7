import { html, nothing, type TemplateResult } from "lit";
import type { I18n } from "../i18n/i18n.js";
import type { Service } from "../model.js";

/** What is chosen, and whom to tell of another choice. */
export interface OptionsView {
  readonly i18n: I18n;
  readonly service: Service;
  readonly quantity: number;
  readonly durationMinutes: number;
  readonly onDuration: (minutes: number) => void;
  readonly onQuantity: (quantity: number) => void;
}

/** Length and number of people, where the service leaves a choice. */
export function serviceOptions(view: OptionsView): TemplateResult {
  const { durations: lengths, capacity } = view.service;
  return html`${lengths.length ? durations(view) : nothing} ${capacity > 1 ? quantity(view) : nothing}`;
}

/** Every length the service offers, from short to long; its usual one is among them. */
export function durationChoices({ durationMinutes, price, durations }: Service) {
  const named = durations.some((option) => option.durationMinutes === durationMinutes);
  return (named ? durations : [{ durationMinutes, price }, ...durations]).toSorted(
    (a, b) => a.durationMinutes - b.durationMinutes,
  );
}

function durations({ service, i18n, durationMinutes, onDuration }: OptionsView): TemplateResult {
  return html`<fieldset part="option">
    <legend>${i18n.t("duration")}</legend>
    <div class="segments">
      ${durationChoices(service).map(
        (option) => html`<label class="segment" part="segment">
          <input
            type="radio"
            name="duration"
            .checked=${option.durationMinutes === durationMinutes}
            @change=${() => onDuration(option.durationMinutes)}
          />
          <span>
            ${i18n.duration(option.durationMinutes)}
            <small>${option.price.amount ? i18n.money(option.price) : i18n.t("free")}</small>
          </span>
        </label>`,
      )}
    </div>
  </fieldset>`;
}

function quantity({ service, i18n, quantity, onQuantity }: OptionsView): TemplateResult {
  const set = (value: number) => onQuantity(Math.min(service.capacity, Math.max(1, Math.trunc(value) || 1)));
  const step = (by: number, label: string, sign: string) => html`<button
    class="icon"
    aria-label=${label}
    aria-disabled=${quantity + by < 1 || quantity + by > service.capacity}
    @click=${() => set(quantity + by)}
  >
    ${sign}
  </button>`;
  return html`<div part="option">
    <label class="legend" for="quantity">${i18n.t("quantity")}</label>
    <div class="stepper">
      ${step(-1, i18n.t("fewer"), "−")}
      <input
        id="quantity"
        type="number"
        min="1"
        max=${service.capacity}
        .value=${String(quantity)}
        @change=${(event: Event) => set((event.target as HTMLInputElement).valueAsNumber)}
      />
      ${step(1, i18n.t("more"), "+")}
    </div>
  </div>`;
}
