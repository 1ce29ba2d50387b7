import { HoldfastError } from "@holdfast/sdk";
import { html } from "lit/html.js";
import type { Receipt } from "../booking-flow.js";
import { BookingSession as NewBookingSession, checkoutStyles } from "../checkout/index.js";
import { forget } from "../checkout/memory.js";
import type { SessionHost } from "../checkout/host.js";
import type { MoveTask } from "../account/view.js";
import type { Booking, CheckoutResult, Hold } from "../model.js";
import { reviewStep } from "./review-step.js";

export { checkoutStyles };

/** Answers that say something about the booking, not about the new time. */
const ABOUT_THE_BOOKING = ["booking_not_active", "conflict", "unauthorized"];

/** What a move needs of the element. */
export interface MoveHost extends SessionHost {
  readonly task: MoveTask;
}

/** The way from a chosen slot to a booking that is moved there. */
export class BookingSession extends NewBookingSession {
  declare readonly host: MoveHost;

  override renderStep() {
    const { state } = this;
    const reviewing = state.name === "details" || state.name === "submitting" || (state.name === "holding" && state.from === "expired");
    return reviewing ? reviewStep(this, state.slot) : super.renderStep();
  }

  /** Only one booking is moved: there is nothing to choose about it. */
  override renderOptions() {
    return html``;
  }

  override async recall(): Promise<void> {
    forget(this.host);
  }

  override finish(_receipt: Receipt, booking?: Booking): void {
    forget(this.host);
    this.clock.stop();
    // It belongs to the booking now: nobody gives it back.
    this.hold = null;
    this.host.task.moved(booking ?? null);
  }

  // Nothing is typed.
  protected override check() {
    return {};
  }

  protected override async send(hold: Hold): Promise<CheckoutResult> {
    const { task } = this.host;
    try {
      const result = await task.reschedule({ holdId: hold.id, holdToken: hold.token ?? "" });
      if (result.status !== "requires_payment") return { status: "confirmed", booking: result };
      // The payment has a term of its own.
      await hold.refresh();
      return result;
    } catch (error) {
      if (error instanceof HoldfastError && ABOUT_THE_BOOKING.includes(error.code)) task.refused(error);
      throw error;
    }
  }
}
