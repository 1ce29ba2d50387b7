import { addDays, addMonths, clampDate, dateIn, endOfMonth, monthOf, type IsoDate } from "../calendar/dates.js";
import { dateAfterKey } from "../calendar/grid-keys.js";
import type { I18n } from "../i18n/i18n.js";

/** How many days the first question spans at least, so that the last days of a month don't come up empty. */
const FIRST_DAYS = 14;

/** What the element does about a move in the calendar. */
export interface CalendarHost {
  readonly i18n: I18n;
  hasSlots(date: IsoDate): boolean;
  /** The shown month changed. */
  monthChanged(month: IsoDate): void;
  /** Somebody opened a day that has slots. */
  daySelected(date: IsoDate): void;
  focusOn(selector: string): void;
  requestUpdate(): void;
}

/** Which month, day and focus the calendar shows, and what keys and clicks do to them. */
export class CalendarController {
  today: IsoDate = "";
  /** The last day that can be booked. */
  last: IsoDate = "";
  month: IsoDate = "";
  focused: IsoDate = "";
  selected: IsoDate | null = null;

  constructor(private readonly host: CalendarHost) {}

  /** Begins at today in the zone. */
  reset(timeZone: string): void {
    this.focused = this.today = dateIn(timeZone, Date.now());
    this.month = monthOf(this.today);
    this.selected = null;
    this.setHorizon(1095);
  }

  /** Learns how far ahead the service can be booked. */
  setHorizon(days: number): void {
    this.last = addDays(this.today, days);
  }

  /** First and last date to ask for. */
  range(first: boolean): { from: IsoDate; to: IsoDate } {
    const { month, today } = this;
    const from = month < today ? today : month;
    const end = endOfMonth(month);
    const enough = addDays(from, FIRST_DAYS - 1);
    return { from, to: first && end < enough ? enough : end };
  }

  /** Whether there is a month before (-1) or after (1) to turn to. */
  canTurn(count: number): boolean {
    return count < 0 ? this.month > this.today : this.month < monthOf(this.last);
  }

  /** Shows the month `count` months away. The focus stays where it is. */
  turn(count: number): void {
    if (!this.canTurn(count)) return;
    const month = addMonths(this.month, count);
    this.#show(month < this.today ? this.today : month);
  }

  /** Shows a day, in its month, and opens it once its slots are known. */
  jump(date: IsoDate): void {
    if (monthOf(date) === this.month) return this.select(date);
    this.#show(date);
    this.selected = date;
  }

  /** Opens a day. Days without slots only take the focus. */
  select(date: IsoDate): void {
    this.focused = date;
    if (this.host.hasSlots(date)) {
      this.selected = date;
      this.host.daySelected(date);
    }
    this.host.requestUpdate();
  }

  readonly onClick = (event: Event): void => {
    const date = dateOf(event);
    if (date) this.select(date);
  };

  /** Keys of the APG date grid. */
  readonly onKey = (event: KeyboardEvent): void => {
    const { key, shiftKey } = event;
    const { firstDay, direction } = this.host.i18n;
    const date = dateOf(event);
    if (!date || event.ctrlKey || event.altKey || event.metaKey) return;
    const press = key === "Enter" || key === " ";
    const next = press ? date : dateAfterKey(date, { key, shiftKey, firstDay, rightToLeft: direction === "rtl" });
    if (!next) return;
    event.preventDefault();
    if (press) return this.select(date);
    this.#show(clampDate(next, monthOf(this.today), endOfMonth(this.last)));
    this.host.focusOn("td[tabindex='0']");
  };

  /** Brings a day's month on the screen, with the grid's tab stop at the day. */
  #show(date: IsoDate): void {
    const month = monthOf(date);
    this.focused = date;
    if (month !== this.month) {
      this.month = month;
      this.selected = null;
      this.host.monthChanged(month);
    }
    this.host.requestUpdate();
  }
}

const dateOf = (event: Event): IsoDate | undefined =>
  (event.target as HTMLElement).closest<HTMLElement>("[data-date]")?.dataset["date"];
