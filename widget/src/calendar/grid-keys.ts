import { addDays, addMonths, dayOfWeek, type IsoDate } from "./dates.js";

/** What a key press needs to know about the grid. */
export interface GridKeys {
  /** `KeyboardEvent.key`. */
  readonly key: string;
  readonly shiftKey: boolean;
  /** 1 for Monday to 7 for Sunday. */
  readonly firstDay: number;
  readonly rightToLeft: boolean;
}

/** Where a key of the APG date grid leads from `date`; null for keys that don't move. */
export function dateAfterKey(date: IsoDate, { key, shiftKey, firstDay, rightToLeft }: GridKeys): IsoDate | null {
  const forward = rightToLeft ? -1 : 1;
  switch (key) {
    case "ArrowRight":
      return addDays(date, forward);
    case "ArrowLeft":
      return addDays(date, -forward);
    case "ArrowDown":
      return addDays(date, 7);
    case "ArrowUp":
      return addDays(date, -7);
    case "Home":
      return addDays(date, -dayOfWeek(date, firstDay));
    case "End":
      return addDays(date, 6 - dayOfWeek(date, firstDay));
    case "PageDown":
      return addMonths(date, shiftKey ? 12 : 1);
    case "PageUp":
      return addMonths(date, shiftKey ? -12 : -1);
    default:
      return null;
  }
}
