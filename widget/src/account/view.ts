import type { TemplateResult } from "lit/html.js";
import type { Connection } from "../controllers/clients.js";
import type { I18n } from "../i18n/i18n.js";
import type { Booking, Client } from "../model.js";
import type { AccountEvent, AccountState } from "./account-flow.js";

/** What moving a booking needs, and whom it tells. */
export interface MoveTask {
  readonly booking: Booking;
  /** Asks the API to move the booking to a hold. */
  reschedule(input: Parameters<Client["bookings"]["reschedule"]>[1]): ReturnType<Client["bookings"]["reschedule"]>;
  /** It is moved. Null where the API has to be asked how it is now. */
  moved(booking: Booking | null): void;
  /** The API says that the booking is not what it was. */
  refused(error: unknown): void;
}

/** What the steps of one's own bookings draw, and whom they tell. */
export interface AccountView {
  readonly connection: Connection;
  readonly renderRoot: ShadowRoot;
  readonly i18n: I18n;
  readonly shownZone: string;
  readonly state: AccountState;
  /** The moment of this drawing. */
  readonly nowMs: number;
  /** The move under way, and what draws it once that is loaded. */
  readonly move: MoveTask | null;
  readonly moveStep: ((view: AccountView, state: AccountState & { name: "booking" }) => TemplateResult) | null;
  /** Address of the booking's calendar file; null where there is none. */
  calendarUrl(booking: Booking): string | null;
  dispatch(event: AccountEvent): void;
  /** Cancels the booking that is shown. */
  cancel(): void;
  /** Opens the booking again that did not open. */
  retry(): void;
  setTimeZone(timeZone: string): void;
}
