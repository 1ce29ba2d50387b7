import type { SlotsByDate } from "../calendar/day-slots.js";
import type { Emit } from "../events.js";
import type { I18n } from "../i18n/i18n.js";
import type { Connection } from "../controllers/clients.js";
import type { Service } from "../model.js";

/** What the later steps need of the element. */
export interface SessionHost {
  readonly connection: Connection;
  /** Where a payment that was begun is remembered in this browser. */
  readonly place: string;
  /** The service that is booked. It is loaded before a slot can be chosen. */
  readonly bookedService: Service;
  readonly resource: string;
  readonly quantity: number;
  readonly durationMinutes: number;
  readonly i18n: I18n;
  readonly shownZone: string;
  /** What the shown month has. */
  readonly slots: SlotsByDate;
  readonly renderRoot: ShadowRoot;
  readonly emit: Emit;
  requestUpdate(): void;
  /** Says something politely to screen readers. */
  announce(text: string): void;
  /** Brings the focus to an element of the shadow root, after the next rendering; else to the calendar. */
  focusOn(selector: string): void;
  /** Whose slots are whose changed: ask again. */
  refreshSlots(): void;
  /** Another length or another number of people was chosen. */
  setOptions(options: { readonly quantity?: number; readonly durationMinutes?: number }): void;
}
