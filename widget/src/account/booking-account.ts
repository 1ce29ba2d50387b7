import { HoldfastError } from "@holdfast/sdk";
import { type BookingsClient, createBookingsClient } from "@holdfast/sdk/bookings";
import { html, type TemplateResult } from "lit/html.js";
import { BaseElement } from "../base-element.js";
import type { Connection } from "../controllers/clients.js";
import { failureOf, type Failure, ownersFailure } from "../failure.js";
import { I18n } from "../i18n/i18n.js";
import { localeOf } from "../i18n/locales.js";
import type { Booking } from "../model.js";
import { accountStyles } from "../styles/account.js";
import { baseStyles } from "../styles/base.js";
import { commonStyles } from "../styles/common.js";
import { supportedZone } from "../zones.js";
import { type AccountEvent, type AccountState, isAhead, nextAccountState } from "./account-flow.js";
import type { BookingAccountEventMap, BookingAccountEvents } from "./events.js";
import { loadLanguage } from "./language.js";
import { type BookingLink, linkOf } from "./link.js";
import { accountStep } from "./step.js";
import type { AccountView, MoveTask } from "./view.js";

/** Pauses before a refund that was begun is looked after again, in milliseconds; then it is left alone. */
const REFUND_PAUSES_MS = [2000, 4000, 8000, 15_000, 30_000, 60_000];

/** `<booking-account>`: one's own booking, by the link of its mail: seen, moved, cancelled. */
export class BookingAccount extends BaseElement implements AccountView {
  static override readonly styles = [baseStyles, commonStyles, accountStyles];
  static override readonly attributes = {
    api: "api",
    "publishable-key": "publishableKey",
    locale: "locale",
    "time-zone": "timeZone",
    theme: "theme",
  };

  /** Address of the API without `/v1`. Default is where this script came from. */
  declare api: string;
  /** The business's key for browsers, `pk_…`. */
  declare publishableKey: string;
  /** Language tag. Default is the language of the page around, else the browser's. */
  declare locale: string;
  /** IANA zone that times are shown in. Default is the device's. Set when the customer chooses another while moving. */
  declare timeZone: string;
  /** `light` or `dark`. Default is `auto`: the page's `color-scheme`. */
  declare theme: string;

  i18n = new I18n("en");
  state: AccountState = { name: "opening" };
  moveStep: AccountView["moveStep"] = null;
  #link: BookingLink | null = null;
  #client: BookingsClient | null = null;
  #status = "";
  #stale = true;
  /** Answers to an older round (before another booking was opened) mean nothing. */
  #round = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #refundReads = 0;

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener("hashchange", this.#begin);
    addEventListener("pageshow", this.#reread);
    addEventListener("online", this.#reread);
    document.addEventListener("visibilitychange", this.#reread);
    this.#speak();
  }

  /** Ends listening and asking. */
  disconnectedCallback(): void {
    removeEventListener("hashchange", this.#begin);
    removeEventListener("pageshow", this.#reread);
    removeEventListener("online", this.#reread);
    document.removeEventListener("visibilitychange", this.#reread);
    clearTimeout(this.#timer);
  }

  protected override willRender(changed: ReadonlySet<string>): void {
    if (changed.has("locale")) this.#speak();
    if (!this.#stale && !changed.has("api") && !changed.has("publishable-key")) return;
    this.#stale = false;
    this.#client = null;
    this.#begin();
  }

  protected override render(): TemplateResult {
    const { i18n } = this;
    return html`<div class="frame" part="container" lang=${i18n.locale} dir=${i18n.direction}>
      ${accountStep(this)}
      <div class="hidden" role="status">${this.#status}</div>
    </div>`;
  }

  // What the steps need: see AccountView.

  get connection(): Connection {
    return { baseUrl: this.api || new URL(import.meta.url).origin, key: this.publishableKey };
  }

  get shownZone(): string {
    return supportedZone(this.timeZone);
  }

  get nowMs(): number {
    return Date.now();
  }

  calendarUrl({ id }: Booking): string | null {
    return this.#link?.id === id ? this.#bookings.calendarUrl(this.#link) : null;
  }

  dispatch(event: AccountEvent): void {
    const before = this.state;
    this.state = nextAccountState(before, event);
    this.#entered(before, event);
    this.requestUpdate();
  }

  async cancel(): Promise<void> {
    if (this.state.name !== "booking" || this.state.doing !== "asking" || !this.#link) return;
    const { id, token } = this.#link;
    const round = this.#round;
    this.dispatch({ type: "cancel" });
    try {
      const booking = await this.#bookings.cancel(id, {}, { token });
      if (round === this.#round) this.#cancelled(booking);
    } catch (error) {
      if (round === this.#round) await this.#refused(error);
    }
  }

  retry(): void {
    this.#begin();
  }

  get move(): MoveTask | null {
    const { state } = this;
    const link = this.#link;
    if (state.name !== "booking" || state.doing !== "moving" || !link) return null;
    const { id, token } = link;
    return {
      booking: state.booking,
      reschedule: (input) => this.#bookings.reschedule(id, input, { token }),
      moved: (booking) => void this.#moved(booking),
      refused: (error) => void this.#refused(error),
    };
  }

  setTimeZone(timeZone: string): void {
    this.timeZone = timeZone;
  }

  // Asking the API.

  get #bookings(): BookingsClient["bookings"] {
    return (this.#client ??= createBookingsClient(this.connection)).bookings;
  }

  /** Opens what the page's address names. */
  readonly #begin = (): void => {
    this.#round++;
    clearTimeout(this.#timer);
    this.#link = linkOf(location.hash);
    if (!this.#link) return this.dispatch({ type: "wait" });
    this.dispatch({ type: "open" });
    if (!this.publishableKey) this.#failed(ownersFailure("setup", "publishable-key"));
    else void this.#open(this.#link);
  };

  async #open({ id, token }: BookingLink): Promise<void> {
    const round = this.#round;
    try {
      const booking = await this.#bookings.get(id, { token });
      if (round !== this.#round) return;
      this.dispatch({ type: "read", booking });
      this.#emit("booking-open", { booking });
    } catch (error) {
      if (round === this.#round) this.#failed(failureOf(error));
    }
  }

  #failed(failure: Failure): void {
    this.dispatch({ type: "open-failed", failure });
    this.#emit("error", { code: failure.code, detail: failure.detail });
  }

  /** How the booking stands now; null where the API can't be asked. */
  async #read(): Promise<Booking | null> {
    if (!this.#link) return null;
    const { id, token } = this.#link;
    return this.#bookings.get(id, { token }).catch(() => null);
  }

  /** What is shown may be old: the page was away, or the network. */
  readonly #reread = async (): Promise<void> => {
    if (document.hidden || this.state.name !== "booking" || this.state.doing === "cancelling") return;
    const round = this.#round;
    const booking = await this.#read();
    if (booking && round === this.#round) this.dispatch({ type: "read", booking });
  };

  #cancelled(booking: Booking): void {
    this.dispatch({ type: "cancelled", booking });
    this.#emit("booking-cancelled", { booking });
  }

  async #moved(known: Booking | null): Promise<void> {
    const round = this.#round;
    const booking = known ?? (await this.#read());
    if (!booking || round !== this.#round) return;
    this.dispatch({ type: "moved", booking });
    this.#emit("booking-moved", { booking });
  }

  /** The API said no, or nothing: what it says about the booking is shown, whatever was asked for. */
  async #refused(error: unknown): Promise<void> {
    const { state } = this;
    if (state.name !== "booking") return;
    const round = this.#round;
    const failure = failureOf(error);
    const booking = await this.#read();
    if (round !== this.#round) return;
    // Only the answer was lost.
    if (booking?.status === "cancelled" && state.doing === "cancelling" && !(error instanceof HoldfastError && error.status > 0)) return this.#cancelled(booking);
    const changed = booking && (booking.status !== state.booking.status || booking.start !== state.booking.start || !isAhead(booking, this.nowMs));
    this.dispatch({ type: "refused", failure, booking: changed ? booking : null });
    this.#emit("error", { code: failure.code, detail: failure.detail });
  }

  // Telling.

  #emit<K extends keyof BookingAccountEvents>(name: K, detail: BookingAccountEvents[K]): void {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }

  /** Brings the focus where what was done leads, loads what comes next, and looks after a refund. */
  #entered(before: AccountState, { type }: AccountEvent): void {
    const { state } = this;
    if (state.name !== "booking") return;
    if (type === "ask-cancel") this.#focusOn("#ask");
    else if (type === "move") void this.#loadMove();
    else if (type === "keep") this.#focusOn(before.name === "booking" && before.doing === "moving" ? "#move" : "#cancel");
    else if (type === "cancelled" || type === "moved" || type === "refused") this.#focusOn("#problem");
    if (type !== "read") this.#refundReads = 0;
    clearTimeout(this.#timer);
    const pause = REFUND_PAUSES_MS[this.#refundReads];
    if (state.booking.payment?.status === "refund_pending" && pause) {
      this.#refundReads++;
      this.#timer = setTimeout(this.#reread, pause);
    }
  }

  async #loadMove(): Promise<void> {
    try {
      ({ moveStep: this.moveStep } = await import("../move/index.js"));
      this.#focusOn("#step");
    } catch {
      this.dispatch({ type: "keep" });
      void this.#refused(new HoldfastError({ code: "network_error", detail: "What moving needs could not be loaded." }));
    }
  }

  #focusOn(selector: string): void {
    this.requestUpdate();
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>(selector)?.focus());
  }

  #speak(): void {
    const locale = localeOf(this);
    this.i18n = new I18n(locale);
    void loadLanguage(locale).then(() => this.requestUpdate());
  }
}

/** The element's own events beside those of every element. */
export interface BookingAccount {
  addEventListener<K extends keyof BookingAccountEventMap>(
    type: K,
    listener: (this: BookingAccount, event: BookingAccountEventMap[K]) => unknown,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener<K extends keyof HTMLElementEventMap>(
    type: K,
    listener: (this: BookingAccount, event: HTMLElementEventMap[K]) => unknown,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject,
    options?: boolean | AddEventListenerOptions,
  ): void;
}

declare global {
  interface HTMLElementTagNameMap {
    "booking-account": BookingAccount;
  }
}
