import { html, nothing, type TemplateResult } from "lit";
import { countFree } from "../calendar/day-slots.js";
import { dateIn } from "../calendar/dates.js";
import { monthGrid } from "../calendar/month-grid.js";
import type { AvailabilityController } from "../controllers/availability.js";
import type { CalendarController } from "../controllers/calendar.js";
import type { Failure } from "../failure.js";
import type { I18n } from "../i18n/i18n.js";
import type { Service, ShownSlot } from "../model.js";
import { clock, forward } from "../styles/icons.js";
import { failurePanel } from "./failure-panel.js";
import { serviceOptions } from "./options.js";
import { slotList } from "./slots.js";
import { timeZoneSelect } from "./time-zone.js";

/** What choosing a slot shows, and whom it tells. */
export interface ChooseView {
  readonly i18n: I18n;
  /** Null until it is loaded. */
  readonly service: Service | null;
  readonly availability: AvailabilityController;
  readonly calendar: CalendarController;
  readonly timeZone: string;
  readonly zones: readonly string[];
  readonly quantity: number;
  readonly durationMinutes: number;
  /** The start that is being held, and the one that this customer holds. */
  readonly pending: string | null;
  readonly held: string | null;
  /** What keeps everything from being shown. */
  readonly failure: Failure | null;
  /** What an attempt to hold a slot failed with. */
  readonly holdFailure: Failure | null;
  /** What is held, with its countdown. */
  readonly banner: unknown;
  readonly onChoose: (slot: ShownSlot) => void;
  readonly onDuration: (minutes: number) => void;
  readonly onQuantity: (quantity: number) => void;
  readonly onZone: (timeZone: string) => void;
  /** All zones are wanted. */
  readonly onZones: () => void;
  readonly onRetry: () => void;
  /** The customer comes near: what follows may load. */
  readonly onNear: () => void;
}

/** The first step: service, month and slots. */
export function chooseStep(view: ChooseView): TemplateResult {
  const { failure, i18n, availability, calendar } = view;
  if (failure) return html`${header(view)}${failurePanel(failure, i18n, view.onRetry)}`;
  return html`
    ${header(view)} ${view.banner} ${view.holdFailure ? failurePanel(view.holdFailure, i18n, null) : nothing}
    ${serviceOptions(view)}
    <div class="columns" @pointerover=${view.onNear} @focusin=${view.onNear}>
      <div class="column">
        ${monthGrid({
          calendar,
          i18n,
          freeOn: (date) => countFree(availability.slots.get(date)),
          loading: availability.phase === "loading",
        })}
        ${nextAvailable(view)}
      </div>
      <div class="column slots-column">
        ${availability.failure && availability.phase === "failed"
          ? failurePanel(availability.failure, i18n, view.onRetry)
          : slotList(view)}
      </div>
    </div>
    ${timeZoneSelect(view)}
  `;
}

function header({ service, i18n, durationMinutes, failure }: ChooseView): TemplateResult {
  if (!service)
    return failure
      ? html``
      : html`<header class="head" aria-hidden="true">
          <span class="skeleton title"></span><span class="skeleton label"></span>
        </header>`;
  const option = service.durations.find((choice) => choice.durationMinutes === durationMinutes);
  const price = option?.price ?? service.price;
  const text = price.amount > 0 ? i18n.money(price) : i18n.t("free");
  return html`<header class="head" part="header">
    <h2 part="title">${service.name}</h2>
    <p class="meta" part="meta">
      <span>${clock}${i18n.duration(durationMinutes)}</span>
      <span class="price">${service.capacity > 1 && price.amount > 0 ? i18n.t("eachPrice", { price: text }) : text}</span>
    </p>
    ${service.description ? html`<p class="description" part="description">${service.description}</p>` : nothing}
  </header>`;
}

function nextAvailable({ availability, calendar, i18n, timeZone }: ChooseView): TemplateResult {
  const { next } = availability;
  const date = next && (typeof next === "string" ? dateIn(timeZone, next) : next.date);
  const label = next && (typeof next === "string" ? i18n.shortDay(dateIn(timeZone, next)) : i18n.slot(next));
  return html`<div class="next">
    ${date
      ? html`<button type="button" part="next-available" class="quiet" @click=${() => calendar.jump(date)}>
          <span>${i18n.t("nextAvailable")}</span> <strong>${label}</strong> ${forward}
        </button>`
      : nothing}
  </div>`;
}
