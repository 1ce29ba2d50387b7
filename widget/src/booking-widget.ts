import { html, type TemplateResult } from "lit/html.js";
import { BaseElement } from "./base-element.js";
import { countFree, findSlot, firstFree, type SlotsByDate } from "./calendar/day-slots.js";
import { monthOf } from "./calendar/dates.js";
import type { SessionHost } from "./checkout/host.js";
import { AvailabilityController, type AvailabilityHost } from "./controllers/availability.js";
import { CalendarController, type CalendarHost } from "./controllers/calendar.js";
import { type Connection, createReader } from "./controllers/clients.js";
import { isRemembered, placeOf } from "./controllers/memory.js";
import type { BookingWidgetEventMap, Emit } from "./events.js";
import { failureOf, ownersFailure, type Failure } from "./failure.js";
import { I18n } from "./i18n/i18n.js";
import { enChoose } from "./i18n/en-choose.js";
import { addMessages, loadMessages, localeOf } from "./i18n/locales.js";
import { Later, type Steps, type StepsHost } from "./later.js";
import type { Service } from "./model.js";
import { chooseStep } from "./steps/choose.js";
import { baseStyles } from "./styles/base.js";
import { chooseStyles } from "./styles/choose.js";
import { allZones, deviceZone, supportedZone } from "./zones.js";

addMessages("en", enChoose);

/**
 * `<booking-widget>`: choose a slot, hold it, pay, be booked.
 *
 * This class only ties the parts together: attributes in, events out, and which step is shown.
 */
export class BookingWidget extends BaseElement implements SessionHost, StepsHost, CalendarHost, AvailabilityHost {
  static override readonly styles = [baseStyles, chooseStyles];
  static override readonly attributes = {
    api: "api",
    "publishable-key": "publishableKey",
    service: "service",
    resource: "resource",
    locale: "locale",
    "time-zone": "timeZone",
    theme: "theme",
  };

  /** Address of the API without `/v1`. Default is where this script came from. */
  declare api: string;
  /** The business's key for browsers, `pk_…`. */
  declare publishableKey: string;
  /** What is booked, `svc_…`. */
  declare service: string;
  /** Only this resource, `res_…`. Default is any that is free. */
  declare resource: string;
  /** Language tag. Default is the language of the page around, else the browser's. */
  declare locale: string;
  /** IANA zone that times are shown in. Default is the device's. Set when the customer chooses another. */
  declare timeZone: string;
  /** `light` or `dark`. Default is `auto`: the page's `color-scheme`. */
  declare theme: string;

  i18n = new I18n("en");
  quantity = 1;
  #duration = 0;
  #connection: Connection | null = null;
  #service: Service | null = null;
  #failure: Failure | null = null;
  #zones: string[] | null = null;
  #status = "";
  /** The first question of a calendar has not been answered yet. */
  #first = true;
  #ready = false;
  /** The attributes say something else than what is shown. */
  #stale = true;
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #calendar = new CalendarController(this);
  readonly #availability = new AvailabilityController(this);
  protected readonly later = new Later(this);

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener("pagehide", this.#leave);
    addEventListener("pageshow", this.#resume);
    addEventListener("online", this.#resume);
    this.#speak();
    this.#resume();
  }

  /** Ends listening and asking. */
  disconnectedCallback(): void {
    removeEventListener("pagehide", this.#leave);
    removeEventListener("pageshow", this.#resume);
    removeEventListener("online", this.#resume);
    clearTimeout(this.#timer);
    this.#availability.stop();
    // A move is a removal and an insertion in one go; only who stays away gives the slot back.
    queueMicrotask(() => this.isConnected || this.#leave());
  }

  protected override willRender(changed: ReadonlySet<string>): void {
    const { session } = this.later;
    if (changed.has("locale")) this.#speak();
    if (["api", "publishable-key", "service", "resource"].some((name) => changed.has(name))) {
      this.#stale = true;
      session?.leave();
    }
    // A payment that is under way is finished, and its booking shown, before anything else begins.
    if (this.#stale && (session?.isChoosing ?? true)) {
      session?.leave();
      this.#start();
    } else if (changed.has("time-zone")) this.#rezone();
  }

  protected override render(): TemplateResult {
    const { i18n } = this;
    return html`<div class="frame" part="container" lang=${i18n.locale} dir=${i18n.direction}>
      ${this.later.session?.renderStep() ?? this.#renderChoose()}
      <div class="hidden" role="status">${this.#status}</div>
    </div>`;
  }

  #renderChoose(): TemplateResult {
    const { session, opening, failure } = this.later;
    const { shownZone: timeZone } = this;
    const service = this.#service;
    const blocked = this.#failure ?? this.#availability.failure;
    // Draws the seconds until trying again makes sense.
    clearTimeout(this.#timer);
    if (blocked && blocked.retryAt > Date.now()) this.#timer = setTimeout(() => this.requestUpdate(), 1000);
    if (service && hasOptions(service)) this.later.warmUp();
    return chooseStep({
      i18n: this.i18n,
      service,
      availability: this.#availability,
      calendar: this.#calendar,
      timeZone,
      zones: this.#zones ?? [...new Set([timeZone, service?.timeZone ?? timeZone, deviceZone()])],
      durationMinutes: this.durationMinutes,
      pending: opening ?? session?.pending ?? null,
      held: session?.held ?? null,
      failure: this.#failure,
      holdFailure: failure ?? session?.failure ?? null,
      extras: html`${session?.renderBanner()}
      ${service && hasOptions(service) ? html`<div class="options">${session?.renderOptions()}</div>` : null}`,
      onChoose: (slot) => {
        if (this.emit("slot-select", { slot })) void this.later.choose(slot);
      },
      onZone: (zone) => {
        this.timeZone = zone;
        this.emit("time-zone-change", { timeZone: zone });
      },
      onZones: () => {
        this.#zones ??= allZones([timeZone, deviceZone()]);
        this.requestUpdate();
      },
      onRetry: () => this.#resume(),
      onNear: this.later.warmUp,
    });
  }

  // What an element that is built on this one does otherwise.

  /** How many and how long (0 is the service's own length) to begin with. */
  protected get wish(): { quantity: number; durationMinutes: number } {
    return { quantity: 1, durationMinutes: 0 };
  }

  /** The texts in a language. */
  protected speakIn(locale: string): I18n {
    return new I18n(locale);
  }

  loadSteps(): Promise<Steps> {
    return import("./checkout/index.js");
  }

  // What the parts need: see SessionHost, CalendarHost and AvailabilityHost.

  get connection(): Connection {
    return (this.#connection ??= { baseUrl: this.api || new URL(import.meta.url).origin, key: this.publishableKey });
  }

  get bookedService(): Service {
    if (!this.#service) throw new Error("The service is not loaded.");
    return this.#service;
  }

  get durationMinutes(): number {
    return this.#duration || (this.#service?.durationMinutes ?? 0);
  }

  get place(): string {
    return placeOf(this.connection, this.service);
  }

  get shownZone(): string {
    return supportedZone(this.timeZone);
  }

  get slots(): SlotsByDate {
    return this.#availability.slots;
  }

  get openDay(): string | null {
    return this.#calendar.selected;
  }

  readonly emit: Emit = (name, detail) =>
    this.dispatchEvent(
      new CustomEvent(name, { detail, bubbles: true, composed: true, cancelable: name === "slot-select" }),
    );

  announce(text: string): void {
    // The same sentence twice would not be spoken again.
    this.#status = text === this.#status ? `${text}\u00a0` : text;
    this.requestUpdate();
  }

  focusOn(selector: string): void {
    this.requestUpdate();
    const find = (wanted: string) => this.renderRoot.querySelector<HTMLElement>(wanted);
    void this.updateComplete.then(() => (find(selector) ?? find("td[tabindex='0']"))?.focus());
  }

  refreshSlots(): void {
    this.#ask(true);
  }

  setOptions({ quantity, durationMinutes }: { quantity?: number; durationMinutes?: number }): void {
    // A hold is for the length and the number it was made with.
    this.later.session?.leave();
    this.quantity = quantity ?? this.quantity;
    this.#duration = durationMinutes ?? this.#duration;
    this.#availability.next = null;
    this.#ask(true);
  }

  hasSlots(date: string): boolean {
    return countFree(this.slots.get(date)) > 0;
  }

  monthChanged(month: string): void {
    this.emit("month-change", { month });
    this.#ask();
  }

  daySelected(date: string): void {
    this.emit("day-select", { date });
  }

  slotsChanged(): void {
    const { slots } = this;
    const calendar = this.#calendar;
    const { session } = this.later;
    const held = session?.held && findSlot(slots, session.held);
    if (held) session.dispatch({ type: "relabel", slot: held });
    const free = firstFree(slots);
    // The first question may reach into the next month: then that month is the one to show. And nothing is opened
    // while somebody moves through the grid.
    const here = free && (this.#first || monthOf(free.date) === calendar.month);
    if (here && !slots.has(calendar.selected ?? "") && !this.renderRoot.activeElement?.matches("td")) {
      calendar.selected = calendar.focused = free.date;
      if (monthOf(free.date) !== calendar.month) {
        calendar.month = monthOf(free.date);
        this.#ask(true);
      }
    }
    this.#first = false;
    this.#reportReady();
  }

  failed({ code, detail }: Failure): void {
    this.emit("error", { code, detail });
    this.requestUpdate();
  }

  // Loading.

  /** Begins anew with what the attributes say. */
  #start(): void {
    const missing = this.publishableKey ? (this.service ? "" : "service") : "publishable-key";
    this.#stale = this.#ready = false;
    this.#connection = this.#service = null;
    ({ quantity: this.quantity, durationMinutes: this.#duration } = this.wish);
    this.#failure = missing ? ownersFailure("setup", missing) : null;
    this.#rezone();
    void this.#loadService();
  }

  async #loadService(): Promise<void> {
    if (this.#failure?.code === "setup") return;
    const { connection } = this;
    try {
      const service = await createReader(connection).services.get(this.service);
      if (connection !== this.#connection) return;
      this.#service = service;
      this.#failure = null;
      this.#calendar.setHorizon(service.horizonDays);
      this.#reportReady();
    } catch (error) {
      if (connection === this.#connection) this.failed((this.#failure = failureOf(error)));
    }
  }

  /** Shows the calendar in the zone, from today on. */
  #rezone(): void {
    this.#calendar.reset(this.shownZone);
    if (this.#service) this.#calendar.setHorizon(this.#service.horizonDays);
    this.#first = true;
    this.#availability.reset();
    this.#ask();
  }

  /** Asks again after a failure or an absence, keeping the place. */
  readonly #resume = (event?: Event): void => {
    // A page that is shown for the first time is loading anyway.
    if (this.#stale || (event as PageTransitionEvent | undefined)?.persisted === false) return;
    if (!this.#service) void this.#loadService();
    this.#ask(true);
  };

  #ask(quiet = false): void {
    if (this.#failure?.code === "setup") return;
    const { resource, quantity } = this;
    const query = {
      serviceId: this.service,
      timeZone: this.shownZone,
      ...this.#calendar.range(this.#first),
      ...(resource && { resourceId: resource }),
      ...(quantity > 1 && { quantity }),
      ...(this.#duration && { durationMinutes: this.#duration }),
    };
    this.#availability.load(createReader(this.connection), query, this.later.session?.token, quiet);
    this.requestUpdate();
  }

  #reportReady(): void {
    this.requestUpdate();
    if (this.#ready || !this.#service || this.#availability.phase !== "ready") return;
    this.#ready = true;
    if (isRemembered(this.place)) this.later.recall();
    this.emit("ready", { service: this.#service });
  }

  #speak(): void {
    const locale = localeOf(this);
    this.i18n = this.speakIn(locale);
    void loadMessages(locale).then(() => this.requestUpdate());
  }

  readonly #leave = (): void => {
    this.later.session?.leave();
  };
}

const hasOptions = ({ durations, capacity }: Service): boolean => durations.length > 1 || capacity > 1;

/** The element's own events beside those of every element. */
export interface BookingWidget {
  addEventListener<K extends keyof BookingWidgetEventMap>(
    type: K,
    listener: (this: BookingWidget, event: BookingWidgetEventMap[K]) => unknown,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener<K extends keyof HTMLElementEventMap>(
    type: K,
    listener: (this: BookingWidget, event: HTMLElementEventMap[K]) => unknown,
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
    "booking-widget": BookingWidget;
  }
}
