import { html, nothing, type TemplateResult } from "lit/html.js";
import type { CalendarController } from "../controllers/calendar.js";
import type { I18n } from "../i18n/i18n.js";
import { marks } from "../steps/marks.js";
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
  const turn = (count: number, label: string) =>
    html`<button
      part="month-button"
      class=${count < 0 ? "icon back" : "icon"}
      aria-label=${label}
      aria-disabled=${!calendar.canTurn(count)}
      @click=${() => calendar.turn(count)}
    >
      ${chevron}
    </button>`;
  // 1 January 2024 was a Monday.
  const weekday = (_: unknown, index: number) => {
    const date = addDays("2024-01-01", firstDay - 1 + index);
    return html`<th scope="col" part="weekday" abbr=${i18n.weekday(date, "long")}>${i18n.weekday(date, "short")}</th>`;
  };
  return html`
    <div class="row">
      <h3 id="month" part="month-title" aria-live="polite">${i18n.month(calendar.month)}</h3>
      ${turn(-1, i18n.t("previousMonth"))} ${turn(1, i18n.t("nextMonth"))}
    </div>
    <table
      role="grid"
      part="calendar"
      aria-labelledby="month"
      aria-busy=${loading}
      class=${loading ? "loading" : ""}
      @click=${calendar.onClick}
      @keydown=${calendar.onKey}
    >
      <thead>
        <tr>
          ${Array.from({ length: 7 }, weekday)}
        </tr>
      </thead>
      <tbody>
        ${monthWeeks(calendar.month, firstDay).map(
          (dates) => html`<tr>
            ${dates.map((date) => (date ? day(date, view) : html`<td></td>`))}
          </tr>`,
        )}
      </tbody>
    </table>
  `;
}

function day(date: IsoDate, { calendar, i18n, freeOn, loading }: MonthGridView): TemplateResult {
  const n = freeOn(date);
  const selected = calendar.selected === date;
  const today = calendar.today === date && "today";
  const name = [
    i18n.day(date),
    today && i18n.t(today),
    n ? i18n.t("freeOnDay", { n }) : i18n.t(loading ? "loading" : "noneFree"),
  ];
  return html`<td
    role="gridcell"
    part=${marks("day", n > 0 && "day-free", selected && "day-selected")}
    class=${marks(n > 0 && "free", selected && "selected", today)}
    data-date=${date}
    tabindex=${calendar.focused === date ? 0 : -1}
    aria-label=${name.filter(Boolean).join(", ")}
    aria-selected=${selected}
    aria-disabled=${n === 0}
    aria-current=${today ? "date" : nothing}
  >
    <span>${i18n.dayNumber(date)}</span>
  </td>`;
}
