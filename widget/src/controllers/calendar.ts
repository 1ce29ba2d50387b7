import { addDays, addMonths, clampDate, dateIn, endOfMonth, monthOf, type IsoDate } from "../calendar/dates.js";
import { dateAfterKey } from "../calendar/grid-keys.js";
import type { I18n } from "../i18n/i18n.js";

/** How many days the first question spans at least, so that the last days of a month don't come up empty. */
const FIRST_DAYS = 14;

/** Which month, day and focus the calendar shows, and what keys and clicks do to them. */
export class CalendarController {
  today: IsoDate = "";
  /** The last day that can be booked. */
  last: IsoDate = "";
  month: IsoDate = "";
  focused: IsoDate = "";
  selected: IsoDate | null = null;
  /** Set when the next rendering should bring the focus to the focused day. */
  wantsFocus = false;

  constructor(
    private readonly events: {
      /** The shown month changed. */
      readonly monthChanged: (month: IsoDate) => void;
      /** Somebody opened a day that has slots. */
      readonly daySelected: (date: IsoDate) => void;
      readonly hasSlots: (date: IsoDate) => boolean;
      readonly update: () => void;
    },
  ) {}

  /** Begins at today in the zone. */
  reset(timeZone: string): void {
    this.today = dateIn(timeZone, Date.now());
    this.last = addDays(this.today, 1095);
    this.month = monthOf(this.today);
    this.focused = this.today;
    this.selected = null;
  }

  /** Learns how far ahead the service can be booked. */
  setHorizon(days: number): void {
    this.last = addDays(this.today, days);
  }

  /** First and last date to ask for. */
  range(first: boolean): { from: IsoDate; to: IsoDate } {
    const from = this.month < this.today ? this.today : this.month;
    const end = endOfMonth(this.month);
    const enough = addDays(from, FIRST_DAYS - 1);
    return { from, to: first && end < enough ? enough : end };
  }

  get canGoBack(): boolean {
    return this.month > monthOf(this.today);
  }

  get canGoOn(): boolean {
    return this.month < monthOf(this.last);
  }

  /** Shows the month `count` months away. The focus stays where it is. */
  turn(count: number): void {
    if (count < 0 ? !this.canGoBack : !this.canGoOn) return;
    const month = addMonths(this.month, count);
    this.#show(month, month < this.today ? this.today : month);
  }

  /** Shows a day, in its month, and opens it once its slots are known. */
  jump(date: IsoDate): void {
    if (monthOf(date) === this.month) return this.select(date);
    this.#show(monthOf(date), date);
    this.selected = date;
    this.events.daySelected(date);
  }

  /** Opens a day. Days without slots only take the focus. */
  select(date: IsoDate): void {
    this.focused = date;
    if (this.events.hasSlots(date)) {
      this.selected = date;
      this.events.daySelected(date);
    }
    this.events.update();
  }

  /** Opens a day without a word: the first free one of a month that was just loaded. */
  open(date: IsoDate): void {
    this.month = monthOf(date);
    this.selected = this.focused = date;
  }

  readonly onClick = (event: Event): void => {
    const date = dateOf(event);
    if (date) this.select(date);
  };

  /** Keys of the APG date grid. */
  onKey(event: KeyboardEvent, i18n: I18n): void {
    const date = dateOf(event);
    if (!date || event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      return this.select(date);
    }
    const { key, shiftKey } = event;
    const next = dateAfterKey(date, { key, shiftKey, firstDay: i18n.firstDay, rightToLeft: i18n.direction === "rtl" });
    if (next === null) return;
    event.preventDefault();
    const target = clampDate(next, monthOf(this.today), endOfMonth(this.last));
    this.wantsFocus = true;
    if (monthOf(target) === this.month) this.focused = target;
    else this.#show(monthOf(target), target);
    this.events.update();
  }

  #show(month: IsoDate, focused: IsoDate): void {
    this.month = month;
    this.focused = focused;
    this.selected = null;
    this.events.monthChanged(month);
    this.events.update();
  }
}

const dateOf = (event: Event): IsoDate | undefined =>
  event.target instanceof Element ? event.target.closest<HTMLElement>("[data-date]")?.dataset["date"] : undefined;
