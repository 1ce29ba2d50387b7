import { html, nothing, type TemplateResult } from "lit/html.js";
import { countFree } from "../calendar/day-slots.js";
import { dateIn } from "../calendar/dates.js";
import { monthGrid } from "../calendar/month-grid.js";
import type { AvailabilityController } from "../controllers/availability.js";
import type { CalendarController } from "../controllers/calendar.js";
import type { Failure } from "../failure.js";
import type { I18n } from "../i18n/i18n.js";
import type { Service, ShownSlot } from "../model.js";
import { chevron, clock } from "../styles/icons.js";
import { failurePanel } from "./failure-panel.js";
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
  readonly durationMinutes: number;
  /** The start that is being held, and the one that this customer holds. */
  readonly pending: string | null;
  readonly held: string | null;
  /** What keeps everything from being shown. */
  readonly failure: Failure | null;
  /** What an attempt to hold a slot failed with. */
  readonly holdFailure: Failure | null;
  /** What is held, with its countdown; and what the service leaves to choose. Both load later. */
  readonly extras: unknown;
  readonly onChoose: (slot: ShownSlot) => void;
  readonly onZone: (timeZone: string) => void;
  /** All zones are wanted. */
  readonly onZones: () => void;
  readonly onRetry: () => void;
  /** The customer comes near: what follows may load. */
  readonly onNear: () => void;
}

/** The first step: service, month and slots. */
export function chooseStep(view: ChooseView): TemplateResult {
  const { failure, holdFailure, i18n, availability, calendar, onRetry, onNear } = view;
  const { phase, slots } = availability;
  if (failure) return html`${header(view)}${failurePanel(failure, i18n, onRetry)}`;
  return html`
    ${header(view)} ${view.extras} ${holdFailure ? failurePanel(holdFailure, i18n) : nothing}
    <div class="columns" @pointerover=${onNear} @focusin=${onNear}>
      <div>
        ${monthGrid({ calendar, i18n, freeOn: (date) => countFree(slots.get(date)), loading: phase === "loading" })}
        ${nextAvailable(view)}
      </div>
      <div class="slots">
        ${phase === "failed" && availability.failure
          ? failurePanel(availability.failure, i18n, onRetry)
          : slotList(view)}
      </div>
    </div>
    ${timeZoneSelect(view)}
  `;
}

function header({ service, i18n, durationMinutes, failure }: ChooseView): TemplateResult {
  if (!service)
    return failure ? html`` : html`<div class="head"><h2 class="skeleton"></h2><p class="skeleton"></p></div>`;
  const { name, description, durations } = service;
  const { price } = durations.find((choice) => choice.durationMinutes === durationMinutes) ?? service;
  return html`<div class="head">
    <h2 part="title">${name}</h2>
    <p class="meta" part="meta">
      ${clock}${i18n.duration(durationMinutes)}<b>${price.amount ? i18n.money(price) : i18n.t("free")}</b>
    </p>
    ${description ? html`<p part="description">${description}</p>` : nothing}
  </div>`;
}

function nextAvailable({ availability, calendar, i18n, timeZone }: ChooseView): TemplateResult {
  const { next } = availability;
  const date = next && (typeof next === "string" ? dateIn(timeZone, next) : next.date);
  return html`<button
    part="next-available"
    class="next"
    aria-disabled=${!date}
    @click=${() => date && calendar.jump(date)}
  >
    <span>
      <small>${i18n.t("nextAvailable")}</small>
      <b>${date ? (typeof next === "string" ? i18n.shortDay(date) : next && i18n.slot(next)) : "–"}</b>
    </span>
    ${chevron}
  </button>`;
}
