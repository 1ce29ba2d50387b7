import { fractionDigits } from "@holdfast/sdk";
import { asUtc, type IsoDate } from "../calendar/iso-date.js";
import type { ChosenSlot, Money } from "../model.js";
import { english, messagesFor } from "./locales.js";
import { formatMessage, type MessageKey, type MessageValues } from "./messages.js";

/** `+05:30` as people read it: `UTC+5:30`. */
export const offsetLabel = (utcOffset: string): string =>
  utcOffset === "+00:00" ? "UTC" : `UTC${utcOffset.replace("-", "−").replace(/^(.)0/, "$1").replace(":00", "")}`;

/** Texts, dates, times and money in one language. Takes local times as the server tells them: no zone arithmetic. */
export class I18n {
  readonly #formats = new Map<string, Intl.DateTimeFormat>();
  readonly #plural: Intl.PluralRules;
  readonly #number: Intl.NumberFormat;

  constructor(readonly locale: string) {
    this.#plural = new Intl.PluralRules(locale);
    this.#number = new Intl.NumberFormat(locale);
  }

  /** The text in this language, else in English. */
  t(key: MessageKey, values: MessageValues = {}): string {
    return formatMessage(
      messagesFor(this.locale)[key] ?? english()[key] ?? key,
      values,
      (n) => this.#plural.select(n),
      (n) => this.#number.format(n),
    );
  }

  /** Which way the language is written. */
  get direction(): "ltr" | "rtl" {
    return /^(ar|fa|he|ur)\b/.test(this.locale) ? "rtl" : "ltr";
  }

  /** The week's first day here: 1 for Monday to 7 for Sunday. */
  get firstDay(): number {
    const locale: Intl.Locale & { weekInfo?: { firstDay: number }; getWeekInfo?: () => { firstDay: number } } =
      new Intl.Locale(this.locale);
    return (locale.getWeekInfo?.() ?? locale.weekInfo)?.firstDay ?? 1;
  }

  /** "March 2026". */
  month = (date: IsoDate): string => this.#date(date, { month: "long", year: "numeric" });

  /** "Tuesday, 3 March" */
  day = (date: IsoDate): string => this.#date(date, { weekday: "long", day: "numeric", month: "long" });

  /** "Tue, 3 Mar" */
  shortDay = (date: IsoDate): string => this.#date(date, { weekday: "short", day: "numeric", month: "short" });

  /** "Tue" or "Tuesday" */
  weekday = (date: IsoDate, style: "short" | "long"): string => this.#date(date, { weekday: style });

  /** The day's number alone, in the language's digits. */
  dayNumber = (date: IsoDate): string => this.#number.format(Number(date.slice(8)));

  /** `14:30` as "2:30 pm" or "14:30", as the language has it. */
  time(localTime: string): string {
    return this.#format({ hour: "numeric", minute: "2-digit" }).format(new Date(`2000-01-01T${localTime}:00Z`));
  }

  /** "Tue, 3 Mar, 14:30", with the zone where it is not the one shown. */
  slot(slot: ChosenSlot): string {
    const zone = slot.timeZone ? ` (${slot.timeZone})` : "";
    return `${this.shortDay(slot.date)}, ${this.time(slot.localTime)}${zone}`;
  }

  /** "45 min", "1 hr 30 min". */
  duration(minutes: number): string {
    const hours = Math.floor(minutes / 60);
    const rest = minutes % 60;
    const unit = (unit: "hour" | "minute", n: number) =>
      new Intl.NumberFormat(this.locale, { style: "unit", unit, unitDisplay: "short" }).format(n);
    return [hours && unit("hour", hours), (rest || !hours) && unit("minute", rest)].filter(Boolean).join(" ");
  }

  /** Minor units as money: `{amount: 50000, currency: "INR"}` as "₹500". */
  money({ amount, currency }: Money): string {
    // The browser's own idea of a currency's digits differs from what is paid in.
    const digits = fractionDigits(currency);
    const value = amount / 10 ** digits;
    // Whole amounts go without ".00".
    const minimumFractionDigits = Number.isInteger(value) ? 0 : digits;
    return new Intl.NumberFormat(this.locale, { style: "currency", currency, minimumFractionDigits, maximumFractionDigits: digits }).format(value);
  }

  #date(date: IsoDate, options: Intl.DateTimeFormatOptions): string {
    return this.#format(options).format(asUtc(date));
  }

  #format(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
    const key = JSON.stringify(options);
    let format = this.#formats.get(key);
    if (!format) {
      format = new Intl.DateTimeFormat(this.locale, { ...options, timeZone: "UTC" });
      this.#formats.set(key, format);
    }
    return format;
  }
}
