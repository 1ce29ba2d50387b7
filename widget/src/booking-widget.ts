import { html, LitElement, type CSSResult, type PropertyValues, type TemplateResult } from "lit";
import { countFree, findSlot, firstFree } from "./calendar/day-slots.js";
import { AvailabilityController } from "./controllers/availability.js";
import { CalendarController } from "./controllers/calendar.js";
import { CatalogController } from "./controllers/catalog.js";
import { CheckoutController } from "./controllers/checkout.js";
import { createClients, type Clients } from "./controllers/clients.js";
import { StatusController } from "./controllers/status.js";
import type { SessionHost } from "./checkout/host.js";
import type { BookingWidgetEventMap, Emit } from "./events.js";
import { ownersFailure, type Failure } from "./failure.js";
import { I18n } from "./i18n/i18n.js";
import { loadMessages, supportedLocale } from "./i18n/locales.js";
import type { Client, Service, ShownSlot } from "./model.js";
import { chooseStep } from "./steps/choose.js";
import { baseStyles } from "./styles/base.js";
import { chooseStyles } from "./styles/choose.js";
import { allZones, deviceZone, supportedZone } from "./zones.js";

/**
 * `<booking-widget>`: choose a slot, hold it, pay, be booked.
 *
 * This class only ties the parts together: attributes in, events out, and which step is shown.
 */
export class BookingWidget extends LitElement implements SessionHost {
  static override styles = [baseStyles, chooseStyles];

  // Declared by hand: the decorator and its helper would be half a kilobyte in every page.
  static override properties = {
    api: {},
    publishableKey: { attribute: "publishable-key" },
    service: {},
    resource: {},
    locale: {},
    timeZone: { attribute: "time-zone" },
    theme: { reflect: true },
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
  /** `auto`, the default, follows the page's `color-scheme`. */
  declare theme: "light" | "dark" | "auto";

  i18n = new I18n("en");
  chosenQuantity = 1;
  #duration: number | null = null;
  #clients: Clients | null = null;
  #zones: string[] | null = null;
  #first = true;
  #announcedReady = false;
  #stale = false;
  #waiting: ReturnType<typeof setTimeout> | undefined;

  readonly #status = new StatusController(this);
  readonly #calendar: CalendarController = new CalendarController({
    monthChanged: (month) => {
      this.emit("month-change", { month });
      this.#ask();
    },
    daySelected: (date) => {
      this.emit("day-select", { date });
      this.#checkout.warmUp();
    },
    hasSlots: (date) => countFree(this.#availability.slots.get(date)) > 0,
    update: () => this.requestUpdate(),
  });
  readonly #availability = new AvailabilityController(
    this,
    () => this.#calendar.selected,
    () => this.#slotsChanged(),
    (failure) => this.#reportFailure(failure),
  );
  readonly #catalog = new CatalogController(
    this,
    (service) => {
      this.#calendar.setHorizon(service.horizonDays);
      this.#reportReady();
    },
    (failure) => this.#reportFailure(failure),
  );
  readonly #checkout = new CheckoutController(this, (styles) => this.#adopt(styles));

  constructor() {
    super();
    this.api = this.publishableKey = this.service = this.resource = this.locale = this.timeZone = "";
    this.theme = "auto";
  }

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener("pagehide", this.#leave);
    addEventListener("pageshow", this.#return);
    addEventListener("online", this.#online);
    // Moved or added again: what is shown may be old.
    if (this.hasUpdated) this.#resume();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener("pagehide", this.#leave);
    removeEventListener("pageshow", this.#return);
    removeEventListener("online", this.#online);
    clearTimeout(this.#waiting);
    // A move is a removal and an insertion in one go; only who stays away gives the slot back.
    queueMicrotask(() => this.isConnected || this.#leave());
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has("locale")) this.#speak();
    const { session } = this.#checkout;
    if (["api", "publishableKey", "service", "resource"].some((name) => changed.has(name))) {
      this.#stale = true;
      session?.leave();
    }
    // A payment that is under way is finished, and its booking shown, before anything else begins.
    if (this.#stale && (session?.isChoosing ?? true)) {
      session?.leave();
      this.#start();
    } else if (changed.has("timeZone")) this.#rezone();
  }

  protected override updated(): void {
    if (this.#calendar.wantsFocus) {
      this.#calendar.wantsFocus = false;
      this.renderRoot.querySelector<HTMLElement>('[data-date][tabindex="0"]')?.focus();
    }
    this.#countWaiting();
  }

  protected override render(): TemplateResult {
    const { i18n } = this;
    return html`<div
      class="frame"
      part="container"
      lang=${i18n.locale}
      dir=${i18n.direction}
    >
      ${this.#checkout.renderStep() ?? this.#renderChoose()}
      <div class="hidden" role="status">${this.#status.text}</div>
    </div>`;
  }

  #renderChoose(): TemplateResult {
    const { service } = this.#catalog;
    return chooseStep({
      i18n: this.i18n,
      service,
      availability: this.#availability,
      calendar: this.#calendar,
      timeZone: this.shownZone,
      zones: this.#zones ?? [...new Set([this.shownZone, service?.timeZone ?? this.shownZone, deviceZone()])],
      durationMinutes: this.chosenDuration,
      pending: this.#checkout.pending,
      held: this.#checkout.held,
      failure: this.#catalog.failure,
      holdFailure: this.#checkout.failure,
      extras: this.#checkout.renderExtras(
        service && (service.durations.length || service.capacity > 1)
          ? {
              i18n: this.i18n,
              service,
              quantity: this.chosenQuantity,
              durationMinutes: this.chosenDuration,
              onDuration: (minutes) => this.#chooseOption(() => (this.#duration = minutes)),
              onQuantity: (quantity) => this.#chooseOption(() => (this.chosenQuantity = quantity)),
            }
          : null,
      ),
      onChoose: (slot) => {
        if (this.emit("slot-select", { slot })) void this.#checkout.choose(slot);
      },
      onZone: (zone) => {
        this.timeZone = zone;
        this.emit("time-zone-change", { timeZone: zone });
      },
      onZones: () => {
        if (this.#zones) return;
        this.#zones = allZones([this.shownZone, deviceZone()]);
        this.requestUpdate();
      },
      onRetry: () => this.#resume(),
      onNear: () => this.#catalog.service && this.#checkout.warmUp(),
    });
  }

  // What the later steps need: see SessionHost.

  get client(): Client {
    return (this.#clients ??= this.#connect()).writes;
  }

  get bookedService(): Service {
    const { service } = this.#catalog;
    if (!service) throw new Error("The service is not loaded.");
    return service;
  }

  get resourceId(): string | undefined {
    return this.resource || undefined;
  }

  get chosenDuration(): number {
    return this.#duration ?? this.#catalog.service?.durationMinutes ?? 0;
  }

  get shownZone(): string {
    return supportedZone(this.timeZone);
  }

  readonly emit: Emit = (name, detail) =>
    this.dispatchEvent(
      new CustomEvent(name, { detail, bubbles: true, composed: true, cancelable: name === "slot-select" }),
    );

  announce(text: string): void {
    this.#status.announce(text);
  }

  focusOn(selector: string): void {
    this.#status.focusOn(selector);
  }

  shownSlot(start: string): ShownSlot | undefined {
    return findSlot(this.#availability.slots, start);
  }

  slotTaken(start: string): void {
    this.#availability.markTaken(start);
  }

  refreshSlots(): void {
    this.#ask(true);
  }

  accentColor(): string | undefined {
    const button = this.renderRoot.querySelector(".primary");
    const channels = button && /^rgb\((\d+), (\d+), (\d+)\)$/.exec(getComputedStyle(button).backgroundColor);
    return channels
      ? `#${channels.slice(1).map((channel) => Number(channel).toString(16).padStart(2, "0")).join("")}`
      : undefined;
  }

  // Loading.

  #connect(): Clients {
    return createClients(this.api || new URL(import.meta.url).origin, this.publishableKey);
  }

  /** Begins anew with what the attributes say. */
  #start(): void {
    this.#stale = false;
    this.#clients = this.#connect();
    this.#duration = null;
    this.chosenQuantity = 1;
    this.#announcedReady = false;
    const missing = this.publishableKey ? (this.service ? null : "service") : "publishable-key";
    this.#catalog.reset(missing === null ? null : ownersFailure("setup", missing));
    this.#rezone();
    if (missing === null) void this.#catalog.load(this.#clients.reads, this.service);
  }

  /** Shows the calendar in the zone, from today on. */
  #rezone(): void {
    this.#calendar.reset(this.shownZone);
    if (this.#catalog.service) this.#calendar.setHorizon(this.#catalog.service.horizonDays);
    this.#first = true;
    this.#availability.reset();
    this.#ask();
  }

  /** Asks again after a failure or an absence, keeping the place. */
  #resume(): void {
    if (!this.publishableKey || !this.service || !this.#clients) return;
    if (!this.#catalog.service) void this.#catalog.load(this.#clients.reads, this.service);
    this.#ask(this.#availability.phase === "ready");
  }

  #ask(quiet = false): void {
    if (!this.publishableKey || !this.service || !this.#clients) return;
    const query = {
      serviceId: this.service,
      timeZone: this.shownZone,
      ...this.#calendar.range(this.#first),
      ...(this.resource ? { resourceId: this.resource } : {}),
      ...(this.chosenQuantity > 1 ? { quantity: this.chosenQuantity } : {}),
      ...(this.#duration === null ? {} : { durationMinutes: this.#duration }),
    };
    this.#availability.load({ client: this.#clients.reads, query, token: this.#checkout.session?.token }, quiet);
  }

  #slotsChanged(): void {
    const calendar = this.#calendar;
    const { slots } = this.#availability;
    const held = this.#checkout.held;
    const relabelled = held && findSlot(slots, held);
    if (relabelled) this.#checkout.session?.dispatch({ type: "relabel", slot: relabelled });
    const first = this.#first;
    this.#first = false;
    const month = calendar.month;
    if (calendar.selected === null || !slots.has(calendar.selected)) {
      const free = firstFree(slots);
      // The first question may reach into the next month: then that month is the one to show.
      if (free && (first || free.date.startsWith(month.slice(0, 7))) && !this.#gridHasFocus()) calendar.open(free.date);
    }
    if (calendar.month !== month) this.#ask(true);
    this.#reportReady();
  }

  /** Somebody is moving through the grid: nothing may take the focused day away. */
  #gridHasFocus(): boolean {
    return this.shadowRoot?.activeElement?.matches("[data-date]") ?? false;
  }

  #chooseOption(apply: () => void): void {
    // A hold is for the length and the number it was made with.
    this.#checkout.session?.leave();
    apply();
    this.#availability.next = null;
    this.#ask(true);
  }

  #speak(): void {
    const around = this.parentElement?.closest("[lang]")?.getAttribute("lang");
    const locale = supportedLocale([this.locale, around, ...navigator.languages]);
    this.i18n = new I18n(locale);
    void loadMessages(locale).then((news) => news && this.requestUpdate());
  }

  // Life.

  readonly #leave = (): void => {
    this.#checkout.session?.leave();
  };

  readonly #return = ({ persisted }: PageTransitionEvent): void => {
    if (persisted) this.#resume();
  };

  readonly #online = (): void => {
    if (this.#catalog.failure || this.#availability.failure) this.#resume();
  };

  #adopt(styles: CSSResult): void {
    const root = this.shadowRoot;
    if (root && styles.styleSheet) root.adoptedStyleSheets = [...root.adoptedStyleSheets, styles.styleSheet];
  }

  /** Draws the seconds until trying again makes sense. */
  #countWaiting(): void {
    clearTimeout(this.#waiting);
    const until = this.#catalog.failure?.retryAt ?? this.#availability.failure?.retryAt ?? 0;
    if (until > Date.now() && this.isConnected) this.#waiting = setTimeout(() => this.requestUpdate(), 1000);
  }

  #reportReady(): void {
    const { service } = this.#catalog;
    if (this.#announcedReady || !service || this.#availability.phase !== "ready") return;
    this.#announcedReady = true;
    this.emit("ready", { service });
  }

  #reportFailure({ code, detail }: Failure): void {
    this.emit("error", { code, detail });
  }
}

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
