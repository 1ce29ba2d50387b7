import type { TemplateResult } from "lit/html.js";
import type { Connection } from "../controllers/clients.js";
import type { I18n } from "../i18n/i18n.js";
import type { Booking } from "../model.js";
import type { BookingAccess } from "./access.js";
import type { AccountEvent, AccountState } from "./account-flow.js";
import type { EmitAccount } from "./events.js";

/** What moving a booking needs, and whom it tells. */
export interface MoveTask {
  readonly booking: Booking;
  /** Asks the API to move the booking to a hold. */
  readonly reschedule: BookingAccess["reschedule"];
  /** It is moved. Null where the API has to be asked how it is now. */
  moved(booking: Booking | null): void;
  /** The API says that the booking is not what it was. */
  refused(error: unknown): void;
}

/** What draws the list and the way in, once that is loaded. */
export interface Room {
  readonly isSignedIn: boolean;
  render(): TemplateResult;
  /** Shows the list as it is now. */
  load(): void;
  access(id: string): BookingAccess;
}

/** What all steps need of the element. */
export interface AccountHost {
  readonly connection: Connection;
  readonly renderRoot: ShadowRoot;
  readonly i18n: I18n;
  readonly shownZone: string;
  /** The moment of this drawing. */
  readonly nowMs: number;
  readonly emit: EmitAccount;
  requestUpdate(): void;
  /** Says something politely to screen readers. */
  announce(text: string): void;
  /** Brings the focus to an element of the shadow root, after the next rendering. */
  focusOn(selector: string): void;
  /** Address of a booking of the list, on this page. */
  addressOf(id: string): string;
  /** Leaves the booking that is shown, if one of the list is. */
  toList(): void;
}

/** Draws a change that is being made. */
export type ChangeStep = (view: AccountView, state: AccountState & { name: "booking" }) => TemplateResult;

/** What the steps of one booking draw, and whom they tell. */
export interface AccountView extends AccountHost {
  readonly state: AccountState;
  /** What draws the move and the question before cancelling, once that is loaded. */
  readonly moveStep: ChangeStep | null;
  readonly cancelStep: ChangeStep | null;
  /** The move under way. */
  readonly move: MoveTask | null;
  readonly room: Room | null;
  /** Address of the booking's calendar file; null where there is none. */
  readonly calendarUrl: string | null;
  /** Address of the list. */
  readonly listAddress: string;
  dispatch(event: AccountEvent): void;
  /** The customer comes near: what changes need may load. */
  readonly warmUp: () => void;
  /** Cancels the booking that is shown. */
  cancel(): void;
  /** Opens the booking again that did not open. */
  retry(): void;
  setTimeZone(timeZone: string): void;
}
