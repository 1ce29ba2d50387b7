import { html, type ReactiveControllerHost } from "lit";
import type { SessionHost } from "../checkout/host.js";
import type { BookingSession } from "../checkout/session.js";
import { failureOf, type Failure } from "../failure.js";
import type { ShownSlot } from "../model.js";
import type { OptionsView } from "../steps/options.js";

type CheckoutModule = typeof import("../checkout/index.js");

/** Loads everything after choosing when it is needed, and keeps the customer's session with it. */
export class CheckoutController {
  session: BookingSession | null = null;
  #module: Promise<CheckoutModule> | null = null;
  #loaded: CheckoutModule | null = null;
  #opening: string | null = null;
  #failure: Failure | null = null;

  constructor(
    private readonly host: ReactiveControllerHost & SessionHost,
    private readonly adopt: (styles: CheckoutModule["checkoutStyles"]) => void,
  ) {}

  /** Begins to load; the customer is near. */
  warmUp(): void {
    this.#load().catch(() => undefined);
  }

  /** Holds a slot. */
  async choose(slot: ShownSlot): Promise<void> {
    this.#opening = slot.start;
    this.#failure = null;
    this.host.requestUpdate();
    try {
      const { BookingSession } = await this.#load();
      this.session ??= new BookingSession(this.host);
      const placed = this.session.choose(slot);
      this.#opening = null;
      await placed;
    } catch (error) {
      this.#failure = { ...failureOf(error), kind: "unreachable" };
    }
    this.#opening = null;
    this.host.requestUpdate();
  }

  /** The start that is being held. */
  get pending(): string | null {
    const state = this.session?.state;
    return state?.name === "holding" ? state.slot.start : this.#opening;
  }

  /** The start that this customer holds. */
  get held(): string | null {
    return this.session?.heldStart ?? null;
  }

  /** What the last try to hold a slot failed with. */
  get failure(): Failure | null {
    const state = this.session?.state;
    return this.#failure ?? (state?.name === "choosing" ? state.failure : null);
  }

  /** The step after choosing, or null while the calendar is shown. */
  renderStep() {
    return this.session && this.#loaded ? this.#loaded.checkoutStep(this.session) : null;
  }

  /** What is held while the calendar is shown, and what the service leaves to choose. */
  renderExtras(view: OptionsView | null) {
    const loaded = this.#loaded;
    if (view && !loaded) this.warmUp();
    return html`${this.session && loaded?.heldBanner(this.session)}
    ${view && html`<div class="options">${loaded?.serviceOptions(view)}</div>`}`;
  }

  async #load(): Promise<CheckoutModule> {
    this.#module ??= import("../checkout/index.js").then((module) => {
      this.#loaded = module;
      this.adopt(module.checkoutStyles);
      this.host.requestUpdate();
      return module;
    });
    try {
      return await this.#module;
    } catch (error) {
      this.#module = null;
      throw error;
    }
  }
}
