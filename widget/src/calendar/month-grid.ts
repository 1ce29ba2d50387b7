import { html, nothing, type TemplateResult } from "lit";
import { classMap } from "lit/directives/class-map.js";
import type { CalendarController } from "../controllers/calendar.js";
import type { I18n } from "../i18n/i18n.js";
import { chevron } from "../styles/icons.js";
import { addDays, monthWeeks, type IsoDate } from "./dates.js";

/** What the grid draws. */
export interface MonthGridView {
  readonly calendar: CalendarController;
  readonly i18n: I18n;
  /** Free slots on a day. */
  readonly freeOn: (date: IsoDate) => number;
  readonly loading: boolean;
}

/** The month with its navigation: a date grid to the WAI-ARIA APG, with one tab stop. */
export function monthGrid(view: MonthGridView): TemplateResult {
  const { calendar, i18n, loading } = view;
  const { firstDay } = i18n;
  // 1 January 2024 was a Monday.
  const week = Array.from({ length: 7 }, (_, index) => addDays("2024-01-01", firstDay - 1 + index));
  return html`
    <div class="month-nav">
      <h3 id="month" part="month-title" aria-live="polite">${i18n.month(calendar.month)}</h3>
      ${turn(-1, i18n.t("previousMonth"), calendar.canGoBack)} ${turn(1, i18n.t("nextMonth"), calendar.canGoOn)}
    </div>
    <table
      role="grid"
      part="calendar"
      aria-labelledby="month"
      aria-busy=${loading}
      class=${classMap({ loading })}
      @click=${calendar.onClick}
      @keydown=${(event: KeyboardEvent) => calendar.onKey(event, i18n)}
    >
      <thead>
        <tr>
          ${week.map(
            (date) =>
              html`<th scope="col" part="weekday" abbr=${i18n.weekday(date, "long")}>${i18n.weekday(date, "short")}</th>`,
          )}
        </tr>
      </thead>
      <tbody>
        ${monthWeeks(calendar.month, firstDay).map(
          (dates) => html`<tr>
            ${dates.map((date) => (date === null ? html`<td></td>` : day(date, view)))}
          </tr>`,
        )}
      </tbody>
    </table>
  `;

  function turn(count: number, label: string, possible: boolean): TemplateResult {
    return html`<button
      type="button"
      part="month-button"
      class=${classMap({ icon: true, mirrored: count < 0 })}
      aria-label=${label}
      aria-disabled=${!possible}
      @click=${() => calendar.turn(count)}
    >
      ${chevron}
    </button>`;
  }
}

function day(date: IsoDate, { calendar, i18n, freeOn, loading }: MonthGridView): TemplateResult {
  const free = freeOn(date);
  const selected = calendar.selected === date;
  const today = calendar.today === date;
  const name = [
    i18n.day(date),
    today && i18n.t("today"),
    loading ? i18n.t("loading") : free > 0 ? i18n.t("freeOnDay", { n: free }) : i18n.t("noneFree"),
  ];
  return html`<td
    role="gridcell"
    part=${`day${free > 0 ? " day-free" : ""}${selected ? " day-selected" : ""}${today ? " day-today" : ""}`}
    class=${classMap({ day: true, free: free > 0, selected, today })}
    data-date=${date}
    tabindex=${calendar.focused === date ? 0 : -1}
    aria-label=${name.filter(Boolean).join(", ")}
    aria-selected=${selected}
    aria-disabled=${free === 0}
    aria-current=${today ? "date" : nothing}
  >
    <span>${i18n.dayNumber(date)}</span>
  </td>`;
}
