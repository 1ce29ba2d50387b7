import { html, nothing, type TemplateResult } from "lit";
import type { ChooseView } from "./choose.js";

/** Length and number of people, where the service leaves a choice. */
export function serviceOptions(view: ChooseView): TemplateResult | typeof nothing {
  const { service } = view;
  if (!service) return nothing;
  const lengths = service.durations.length > 0;
  if (!lengths && service.capacity < 2) return nothing;
  return html`<div class="options">${lengths ? durations(view) : nothing} ${service.capacity > 1 ? quantity(view) : nothing}</div>`;
}

/** Every length the service offers, its usual one first unless the list names it. */
export function durationChoices(service: NonNullable<ChooseView["service"]>) {
  const { durationMinutes, price, durations } = service;
  const named = durations.some((option) => option.durationMinutes === durationMinutes);
  return (named ? durations : [{ durationMinutes, price }, ...durations]).toSorted(
    (a, b) => a.durationMinutes - b.durationMinutes,
  );
}

function durations({ service, i18n, durationMinutes, onDuration }: ChooseView): TemplateResult {
  return html`<fieldset part="option">
    <legend>${i18n.t("duration")}</legend>
    <div class="segments">
      ${(service ? durationChoices(service) : []).map(
        (option) => html`<label class="segment" part="segment">
          <input
            type="radio"
            name="duration"
            .checked=${option.durationMinutes === durationMinutes}
            @change=${() => onDuration(option.durationMinutes)}
          />
          <span>
            ${i18n.duration(option.durationMinutes)}
            <small>${option.price.amount > 0 ? i18n.money(option.price) : i18n.t("free")}</small>
          </span>
        </label>`,
      )}
    </div>
  </fieldset>`;
}

function quantity({ service, i18n, quantity, onQuantity }: ChooseView): TemplateResult {
  const most = service?.capacity ?? 1;
  const set = (value: number) => onQuantity(Math.min(most, Math.max(1, Math.trunc(value) || 1)));
  const step = (by: number, label: string, sign: string) => html`<button
    type="button"
    class="icon"
    aria-label=${label}
    aria-disabled=${quantity + by < 1 || quantity + by > most}
    @click=${() => set(quantity + by)}
  >
    ${sign}
  </button>`;
  return html`<div class="option" part="option">
    <label for="quantity">${i18n.t("quantity")}</label>
    <div class="stepper">
      ${step(-1, i18n.t("fewer"), "−")}
      <input
        id="quantity"
        type="number"
        inputmode="numeric"
        min="1"
        max=${most}
        .value=${String(quantity)}
        @change=${(event: Event) => set((event.target as HTMLInputElement).valueAsNumber)}
      />
      ${step(1, i18n.t("more"), "+")}
    </div>
  </div>`;
}
