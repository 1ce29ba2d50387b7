import type { Booking, ChosenSlot, Service } from "./model.js";

/** What each event of `<booking-widget>` carries in `detail`. All bubble and cross shadow roots. */
export interface BookingWidgetEvents {
  /** The service and its first slots are shown. */
  ready: { readonly service: Service };
  /** Another month is shown: its first day. */
  "month-change": { readonly month: string };
  /** The customer opened a day. */
  "day-select": { readonly date: string };
  /** The customer chose a slot. `preventDefault()` keeps the widget from holding it. */
  "slot-select": { readonly slot: ChosenSlot };
  /** The slot is held. */
  hold: { readonly holdId: string; readonly start: string; readonly expiresAt: string };
  /** The hold got a fresh term. */
  "hold-extended": { readonly holdId: string; readonly expiresAt: string; readonly extensionsLeft: number };
  /** One minute is left. */
  "hold-warning": { readonly holdId: string; readonly remainingMs: number };
  /** The hold ran out. The same slot is then tried again. */
  "hold-expired": { readonly holdId: string; readonly start: string };
  /** Somebody else has the slot. */
  "slot-lost": { readonly start: string; readonly reason: string; readonly alternatives: readonly string[] };
  /** The booking is made. `booking` is missing where only its reference is known. */
  confirmed: { readonly reference: string; readonly start: string; readonly booking?: Booking };
  /** Something failed that the customer was told about. */
  error: { readonly code: string; readonly detail: string };
  /** The customer chose another time zone. */
  "time-zone-change": { readonly timeZone: string };
}

/** Event types by name, for `addEventListener`. */
export type BookingWidgetEventMap = { [K in keyof BookingWidgetEvents]: CustomEvent<BookingWidgetEvents[K]> };

/** Sends an event of the widget; false where a listener prevented it. */
export type Emit = <K extends keyof BookingWidgetEvents>(name: K, detail: BookingWidgetEvents[K]) => boolean;
