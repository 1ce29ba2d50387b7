import { html, nothing, type TemplateResult } from "lit/html.js";
import type { SessionHost } from "../checkout/host.js";
import type { Service } from "../model.js";

type View = Pick<SessionHost, "i18n" | "bookedService" | "quantity" | "durationMinutes" | "setOptions">;

/** Length and number of people, where the service leaves a choice. */
export function serviceOptions(view: View): TemplateResult {
  const { capacity } = view.bookedService;
  return html`${durationChoices(view.bookedService).length > 1 ? durations(view) : nothing} ${capacity > 1 ? quantity(view) : nothing}`;
}

/** Every length the service offers, from short to long; its usual one is among them. */
export function durationChoices({ durationMinutes, price, durations }: Service) {
  const named = durations.some((option) => option.durationMinutes === durationMinutes);
  return (named ? durations : [{ durationMinutes, price }, ...durations]).toSorted(
    (a, b) => a.durationMinutes - b.durationMinutes,
  );
}

function durations(view: View): TemplateResult {
  const { bookedService, i18n, durationMinutes } = view;
  return html`<fieldset part="option">
    <legend>${i18n.t("duration")}</legend>
    <div class="segments">
      ${durationChoices(bookedService).map(
        (option) => html`<label class="segment">
          <input
            type="radio"
            name="duration"
            .checked=${option.durationMinutes === durationMinutes}
            @change=${() => view.setOptions({ durationMinutes: option.durationMinutes })}
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

function quantity(view: View): TemplateResult {
  const { i18n, quantity } = view;
  const { capacity } = view.bookedService;
  const set = (value: number) => view.setOptions({ quantity: Math.min(capacity, Math.max(1, Math.trunc(value) || 1)) });
  const step = (by: number, label: string, sign: string) => html`<button
    class="icon"
    aria-label=${label}
    aria-disabled=${quantity + by < 1 || quantity + by > capacity}
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
        max=${capacity}
        .value=${String(quantity)}
        @change=${(event: Event) => set((event.target as HTMLInputElement).valueAsNumber)}
      />
      ${step(1, i18n.t("more"), "+")}
    </div>
  </div>`;
}
