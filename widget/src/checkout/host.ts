import type { Emit } from "../events.js";
import type { I18n } from "../i18n/i18n.js";
import type { Client, Service, ShownSlot } from "../model.js";

/** What the later steps need of the element. */
export interface SessionHost {
  readonly client: Client;
  /** The service that is booked. It is loaded before a slot can be chosen. */
  readonly bookedService: Service;
  readonly resourceId: string | undefined;
  readonly chosenQuantity: number;
  readonly chosenDuration: number;
  readonly i18n: I18n;
  readonly shownZone: string;
  readonly emit: Emit;
  requestUpdate(): void;
  /** Says something politely to screen readers. */
  announce(text: string): void;
  /** Brings the focus to an element of the shadow root, after the next rendering. */
  focusOn(selector: string): void;
  /** The slot as it is shown now, if the shown month has it. */
  shownSlot(start: string): ShownSlot | undefined;
  /** Somebody else has it. */
  slotTaken(start: string): void;
  /** Whose slots are whose changed: ask again. */
  refreshSlots(): void;
  /** The accent as `#rrggbb`, for Razorpay. */
  accentColor(): string | undefined;
}
