import { createClient, HoldfastError } from "@holdfast/sdk";
import { heldSlot, isPaying, nextState, START, type FieldErrors, type FlowEvent, type FlowState, type Receipt } from "../booking-flow.js";
import { HoldClock } from "../controllers/hold-clock.js";
import { failureOf } from "../failure.js";
import type { Connection } from "../controllers/clients.js";
import type { Booking, CheckoutResult, ChosenSlot, Client, Hold } from "../model.js";
import { serviceOptions } from "../steps/options.js";
import { nearestSlots } from "./alternatives.js";
import { checkDraft, checkoutInput, serverErrors, type Draft } from "./draft.js";
import type { SessionHost } from "./host.js";
import { confirmPayment, settledElsewhere, takePayment } from "./payment.js";
import { forget, recall, remember } from "./memory.js";
import { checkoutStep, heldBanner } from "./view.js";

const codeOf = (error: unknown): string => (error instanceof HoldfastError ? error.code : "unknown");
const GONE = ["hold_expired", "hold_not_active", "not_found"];

/** One customer's way from a chosen slot to a booking: calls the API, and feeds what comes of it to the flow. */
export class BookingSession {
  state: FlowState = START;
  hold: Hold | null = null;
  /** What was typed. It outlives lost and expired holds. */
  readonly draft: Draft = {};
  readonly clock: HoldClock;
  /** Why the time could not be extended, if it could not. */
  extendProblem = false;
  /** The last loss, which stays on the screen while one of its alternatives is being held. */
  lastLost: (FlowState & { name: "lost" }) | null = null;
  /** Answers to an older round (before the session was left) mean nothing. */
  #round = 0;
  #client: { connection: Connection; client: Client } | undefined;
  #touched = false;
  #renewedUntouched = false;

  constructor(readonly host: SessionHost) {
    this.clock = new HoldClock({
      tick: () => host.requestUpdate(),
      speak: (minutes) => host.announce(host.i18n.t("minutesLeft", { n: minutes })),
      warn: () =>
        this.hold && host.emit("hold-warning", { holdId: this.hold.id, remainingMs: this.hold.remainingMs() }),
      expire: () => void this.#expire(),
    });
  }

  /** The token of the live hold: with it, availability tells the own slot. */
  get token(): string | undefined {
    return heldSlot(this.state) ? this.hold?.token : undefined;
  }

  /** Writes: patient, and repeated with the same key. */
  get client(): Client {
    const { connection } = this.host;
    if (this.#client?.connection !== connection) this.#client = { connection, client: createClient(connection) };
    return this.#client.client;
  }

  /** Whether the calendar is shown. */
  get isChoosing(): boolean {
    return this.state.name === "choosing";
  }

  /** The start that is held. */
  get held(): string | undefined {
    return heldSlot(this.state)?.start;
  }

  /** The start that is being held. */
  get pending(): string | undefined {
    return this.state.name === "holding" ? this.state.slot.start : undefined;
  }

  /** What the last try to hold a slot failed with. */
  get failure() {
    return this.state.name === "choosing" ? this.state.failure : null;
  }

  /** The step after choosing, or null while the calendar is shown. */
  renderStep() {
    return checkoutStep(this);
  }

  /** What is held while the calendar is shown. */
  renderBanner() {
    return heldBanner(this);
  }

  /** What the service leaves to choose. */
  renderOptions() {
    return serviceOptions(this.host);
  }

  /** The customer did something: a hold that runs out is worth trying again. */
  touch(): void {
    this.#touched = true;
  }

  /** Feeds the flow. Steps use it for what needs no server: `back`, `resume`. */
  dispatch(event: FlowEvent): void {
    const before = this.state;
    this.state = nextState(before, event);
    if (this.state.name === "lost") this.lastLost = this.state;
    if (this.state.name !== before.name) this.#entered(before, event);
    this.host.requestUpdate();
  }

  /** Holds a slot, or goes on with the one that is held. */
  choose(slot: ChosenSlot): Promise<void> {
    this.dispatch({ type: "choose", slot });
    return this.#place();
  }

  /** Sends the details. */
  async submit(): Promise<void> {
    const { host, hold } = this;
    if (!hold || this.state.name !== "details") return;
    const { slot } = this.state;
    const errors = this.check();
    if (Object.keys(errors).length > 0) return this.#invalid(errors);
    this.dispatch({ type: "submit" });
    const round = this.#round;
    try {
      const result = await this.send(hold);
      if (round !== this.#round) return;
      if ("booking" in result) return this.confirmed(result.booking);
      this.clock.start(hold);
      this.dispatch({ type: "payment-needed", payment: result.payment });
      if (hold.token) remember(host, { id: hold.id, token: hold.token, slot, payment: result.payment });
      await this.pay();
    } catch (error) {
      if (round === this.#round) this.#submitFailed(error);
    }
  }

  /** What is wrong with what was typed. */
  protected check(): FieldErrors {
    const { host, draft } = this;
    return checkDraft(draft, host.bookedService.questions, host.i18n);
  }

  /** Hands in what the hold is for. */
  protected send(hold: Hold): Promise<CheckoutResult> {
    const { host, draft } = this;
    return hold.checkout(checkoutInput(draft, host.bookedService.questions, host.i18n.locale, host.shownZone));
  }

  /** Opens the payment window, and confirms what it gives. */
  async pay(): Promise<void> {
    const round = this.#round;
    const proof = await takePayment(this);
    if (round !== this.#round) return;
    if (proof) await confirmPayment(this, proof);
    else if (this.hold && this.hold.remainingMs() <= 0) await this.#expire();
  }

  /** A fresh term for the hold. */
  async extend(): Promise<void> {
    const { hold, host } = this;
    if (!hold) return;
    this.touch();
    const round = this.#round;
    try {
      await hold.extend();
      if (round !== this.#round) return;
      this.extendProblem = false;
      this.clock.start(hold);
      host.announce(host.i18n.t("extended", { n: Math.round(hold.remainingMs() / 60_000) }));
      const { id: holdId, expiresAt, extensionsLeft } = hold;
      host.emit("hold-extended", { holdId, expiresAt, extensionsLeft });
    } catch (error) {
      if (round !== this.#round) return;
      if (GONE.includes(codeOf(error))) return await this.#expire();
      this.extendProblem = true;
      host.announce(host.i18n.t("extendFailed"));
    }
    host.requestUpdate();
  }

  /**
   * Gives the hold back and begins anew; what was typed stays. Refused while money may be on its way.
   * @returns whether it was left
   */
  leave(): boolean {
    if (isPaying(this.state)) return false;
    const { hold } = this;
    // Closing the payment window does not stop a debit: such a hold ends by itself.
    if (hold?.status === "held") hold.release({ keepalive: true }).catch(() => undefined);
    this.#round++;
    this.clock.stop();
    this.hold = null;
    this.dispatch({ type: "restart" });
    return true;
  }

  /** Goes on with a payment that an earlier visit began: in a tab that was closed, or before a reload. */
  async recall(): Promise<void> {
    const { host } = this;
    const known = recall(host);
    if (!known) return;
    const { slot, payment } = known;
    const round = this.#round;
    let hold: Hold;
    try {
      hold = await this.client.holds.resume(known);
    } catch (error) {
      if (GONE.includes(codeOf(error))) forget(host);
      return;
    }
    if (round !== this.#round || !this.isChoosing || this.hold) return;
    const { booking, payment: paid } = hold;
    const late = paid && ["abandoned", "refund_pending", "refunded", "refund_failed"].includes(paid.status);
    if (booking) this.dispatch({ type: "recalled", state: { name: "confirmed", slot, receipt: { reference: booking.reference, email: "", pending: booking.status === "pending" } } });
    else if (hold.remainingMs() > 0) {
      this.hold = hold;
      this.dispatch({ type: "recalled", state: { name: "payment", slot, payment, attempt: "ready" } });
      this.clock.start(hold);
      return;
    } else if (late) {
      const money = { outcome: paid.status === "abandoned" ? ("not_charged" as const) : ("refund_started" as const), amount: paid.amount, currency: paid.currency };
      this.dispatch({ type: "recalled", state: { name: "lost", slot, cause: "paid-late", money, alternatives: [], held: null } });
    }
    // What has come to its end is told once.
    forget(host);
  }

  /** The booking is made. */
  confirmed(booking: Booking): void {
    const { id, token, reference } = booking;
    this.finish(
      {
        reference,
        email: booking.customer.email ?? "",
        pending: booking.status === "pending",
        ...(token ? { calendarUrl: this.client.bookings.calendarUrl({ id, token }) } : {}),
      },
      booking,
    );
  }

  /** The booking is made, and told with this. */
  finish(receipt: Receipt, booking?: Booking): void {
    forget(this.host);
    this.clock.stop();
    const start = this.hold?.start ?? "";
    this.dispatch({ type: "confirmed", receipt });
    this.host.emit("confirmed", { reference: receipt.reference, start, ...(booking ? { booking } : {}) });
  }

  /** The slot is gone: marks it, looks for the nearest others, and says so. */
  async lose(error: unknown, cause: "taken" | "paid-late" = "taken"): Promise<void> {
    const { host, state } = this;
    if (!("slot" in state)) return;
    const { start } = state.slot;
    const known = error instanceof HoldfastError ? error : undefined;
    host.refreshSlots();
    const round = this.#round;
    const alternatives = await nearestSlots(host, this.client, known?.alternatives ?? []);
    if (round !== this.#round) return;
    forget(host);
    this.dispatch({ type: "lost", cause, money: known?.payment, alternatives });
    host.emit("slot-lost", {
      start,
      reason: known?.reason ?? cause,
      alternatives: alternatives.map((slot) => slot.start),
    });
  }

  async #place(): Promise<void> {
    const { state, host } = this;
    if (state.name !== "holding") return;
    const round = ++this.#round;
    const previous = state.held ? this.hold : null;
    try {
      const hold = await this.#create(state.slot, previous);
      if (round !== this.#round) {
        // Left while the answer was on its way: nobody wants this hold.
        hold.release({ keepalive: true }).catch(() => undefined);
        return;
      }
      this.hold = hold;
      this.#touched = this.extendProblem = false;
      this.dispatch({ type: "held" });
      this.clock.start(hold);
      host.emit("hold", { holdId: hold.id, start: hold.start, expiresAt: hold.expiresAt });
      host.refreshSlots();
    } catch (error) {
      if (round !== this.#round) return;
      if (codeOf(error) === "slot_unavailable") return this.lose(error);
      const failure = failureOf(error);
      this.dispatch({ type: "hold-failed", failure });
      host.emit("error", { code: failure.code, detail: failure.detail });
    }
  }

  async #create(slot: ChosenSlot, previous: Hold | null): Promise<Hold> {
    const { client } = this;
    const { bookedService, resource, quantity, durationMinutes } = this.host;
    const wish = {
      serviceId: bookedService.id,
      start: slot.start,
      quantity,
      ...(durationMinutes === bookedService.durationMinutes ? {} : { durationMinutes }),
      ...(resource && { resourceId: resource }),
    };
    if (!previous) return client.holds.create(wish);
    try {
      return await client.holds.create({ ...wish, replaces: previous.id }, { token: previous.token });
    } catch (error) {
      // The earlier hold ended meanwhile: there is nothing to replace.
      if (GONE.includes(codeOf(error))) return client.holds.create(wish);
      throw error;
    }
  }

  #submitFailed(error: unknown): void {
    const { host } = this;
    if (error instanceof HoldfastError && error.errors?.length) {
      const fields = ["customer.name", "customer.email", "customer.phone"];
      const asked = host.bookedService.questions.map(({ id }) => `answers.${id}`);
      return this.#invalid(serverErrors(error.errors, [...fields, ...asked]));
    }
    if (GONE.includes(codeOf(error))) return void this.#expire();
    if (codeOf(error) === "slot_unavailable") return void this.lose(error);
    const failure = failureOf(error);
    this.dispatch({ type: "submit-failed", failure });
    host.focusOn("#problem");
    host.emit("error", { code: failure.code, detail: failure.detail });
  }

  #invalid(errors: Readonly<Record<string, string>>): void {
    this.dispatch({ type: "invalid", errors });
    this.host.focusOn("#problem");
  }

  async #expire(): Promise<void> {
    const { hold } = this;
    if (!hold || isPaying(this.state)) return;
    this.clock.stop();
    // Closing the payment window does not stop a debit: the webhook may have confirmed, or the server given a grace.
    if (hold.status === "paying") {
      if (await settledElsewhere(this)) return;
      if (hold === this.hold && hold.remainingMs() > 0) return this.clock.start(hold);
    }
    // Not twice, and not when another hold took its place meanwhile.
    if (hold !== this.hold || isPaying(this.state) || !heldSlot(this.state)) return;
    this.host.emit("hold-expired", { holdId: hold.id, start: hold.start });
    // A page that nobody looks after must not keep a slot for ever: it renews once.
    const retry = this.#touched || !this.#renewedUntouched;
    this.#renewedUntouched = !this.#touched;
    this.hold = null;
    forget(this.host);
    this.dispatch({ type: "expired", retry });
    this.host.refreshSlots();
    await this.#place();
  }

  /** Brings the focus where the new step begins. */
  #entered(before: FlowState, { type }: FlowEvent): void {
    const { state, host } = this;
    // Nobody has done anything on this page yet.
    if (type === "recalled") return;
    if (state.name === "choosing") {
      // Only where the customer went back: a page that goes away, or another service, moves no focus.
      if (type !== "back") return;
      const start = state.held?.start ?? ("slot" in before ? before.slot.start : "");
      host.focusOn(`[data-start="${start}"]`);
    } else if (state.name === "lost" || (state.name === "details" && state.renewed)) host.focusOn("#problem");
    else if (state.name === "details" && before.name === "submitting") return;
    else if (state.name !== "holding" && state.name !== "submitting") host.focusOn("#step");
  }
}
