import { html, type TemplateResult } from "lit/html.js";
import { BookingWidget } from "../booking-widget.js";
import type { MoveTask } from "../account/view.js";
import type { Steps } from "../later.js";
import type { Service } from "../model.js";
import { moveStyles } from "../styles/move.js";
import { MoveI18n } from "./move-i18n.js";
import { isChosenFrom, withWhom } from "./with-whom.js";

/**
 * The calendar of a booking that is moved: slots for as many people and as long, and instead of details and a new
 * booking the old and the new time beside each other, and what is left to pay. It lives inside `<booking-account>`.
 */
export class BookingMove extends BookingWidget {
  static override readonly styles = [...BookingWidget.styles, moveStyles];

  /** The booking, and whom to tell. Set before the element is on a page. */
  declare task: MoveTask;

  #service: Service | null = null;

  constructor() {
    super();
    this.addEventListener("ready", ({ detail }) => {
      this.#service = detail.service;
      this.requestUpdate();
    });
  }

  /** Gives the hold back. Refused while money may be on its way; true where it was left. */
  leave(): boolean {
    return this.later.session?.leave() ?? true;
  }

  // Apart from what is remembered of a new booking of the same service.
  override get place(): string {
    return `${super.place} ${this.task.booking.id}`;
  }

  override loadSteps(): Promise<Steps> {
    return import("./move-session.js");
  }

  protected override render(): TemplateResult {
    const choosing = this.later.session?.isChoosing ?? true;
    return html`${choosing && isChosenFrom(this.#service, this.task.booking) ? withWhom(this) : null}${super.render()}`;
  }

  protected override get wish() {
    const { quantity, start, end } = this.task.booking;
    return { quantity, durationMinutes: (Date.parse(end) - Date.parse(start)) / 60_000 };
  }

  protected override speakIn(locale: string): MoveI18n {
    return new MoveI18n(locale);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "booking-move": BookingMove;
  }
}
