import { HoldfastError } from "./errors.js";
import { monotonicMs } from "./lib/clock.js";
import type { Answer, ApiRequest, Transport } from "./lib/transport.js";
import { path } from "./lib/url.js";
import type { CallOptions } from "./options.js";
import type { Booking, Checkout, CheckoutResult, ConfirmHold, Hold as HoldFields } from "./types.gen.js";

interface HoldCallOptions extends CallOptions {
  keepalive?: boolean | undefined;
}

const isExpired = (error: unknown) => error instanceof HoldfastError && error.code === "hold_expired";

/** Gives the class the fields of the API's answer without naming each again; `#set` fills them. */
const Fields = Object as unknown as new () => Readonly<HoldFields>;

/** A slot kept for one customer until it expires. Its fields are kept up to date by its own calls. */
export class Hold extends Fields {
  readonly #transport: Transport;
  /** When the hold expires, on this device's monotonic clock. */
  #deadlineMs = 0;

  /** @internal Use `holds.create`, `holds.get` or `holds.resume`. */
  static async of(transport: Transport, answer: Answer<HoldFields>, token?: string): Promise<Hold> {
    const hold = new Hold(transport);
    if (token) Object.assign(hold, { token });
    return hold.#take(answer);
  }

  private constructor(transport: Transport) {
    super();
    this.#transport = transport;
  }

  /**
   * How long the slot stays reserved, in milliseconds; 0 once it is not held any more. Counts on a monotonic clock
   * from what the server said last, so that a wrong or changed clock of the device does not matter, and never tells
   * more than the server will grant. A device that slept should `refresh` first: some stop that clock meanwhile.
   */
  remainingMs(): number {
    const live = this.status === "held" || this.status === "paying";
    return live ? Math.max(0, this.#deadlineMs - monotonicMs()) : 0;
  }

  /**
   * Begins a fresh period; see `extensionsLeft`.
   * @throws HoldfastError `hold_expired`, `hold_not_active`, `extension_limit_reached`
   */
  async extend(options?: CallOptions): Promise<this> {
    return this.#take(await this.#send<HoldFields>("POST", "/extend", undefined, options));
  }

  /** Reads the hold again. @throws HoldfastError */
  async refresh(options?: CallOptions): Promise<this> {
    return this.#take(await this.#send<HoldFields>("GET", "", undefined, options));
  }

  /**
   * Gives the slot back. Releasing again, or after the hold expired, is no error.
   * @param options.keepalive - lets the request outlive the page, for `pagehide`. Default is false.
   * @throws HoldfastError `hold_not_active` where it was confirmed
   */
  async release(options?: HoldCallOptions): Promise<void> {
    try {
      await this.#send("DELETE", "", undefined, options);
      this.#set({ status: "released" });
    } catch (error) {
      if (!isExpired(error)) throw error;
    }
  }

  /**
   * Takes the customer's details. A free booking is confirmed by this (or `pending`, where the business approves it); a paid one begins its payment, for which the
   * hold is prolonged once.
   * @throws HoldfastError `validation_failed`, `hold_expired`, `hold_not_active`, `payments_not_configured`,
   * `payment_provider_unavailable`
   */
  async checkout(input: Checkout, options?: CallOptions): Promise<CheckoutResult> {
    const answer = await this.#send<CheckoutResult>("POST", "/checkout", input, options);
    const { data, sentAtMs, replayed } = answer;
    if ("booking" in data) this.#confirmed(data.booking);
    else {
      const { expiresAt, expiresInSeconds, serverTime } = data;
      await this.#take({ data: { status: "paying", expiresAt, expiresInSeconds, serverTime }, sentAtMs, replayed });
    }
    return data;
  }

  /**
   * Confirms a paid hold with what Razorpay's checkout gave. Calling it again gives the same booking.
   * @throws HoldfastError `payment_not_verified`, `payment_failed`, `slot_unavailable`
   */
  async confirm(input: ConfirmHold, options?: CallOptions): Promise<Booking> {
    const { data } = await this.#send<Booking>("POST", "/confirm", input, options);
    this.#confirmed(data);
    return data;
  }

  async #send<T>(method: ApiRequest["method"], verb: string, body?: object, options: HoldCallOptions = {}) {
    const token = options.token ?? this.token;
    try {
      return await this.#transport.send<T>({ ...options, token, method, path: path`/holds/${this.id}` + verb, body });
    } catch (error) {
      if (isExpired(error)) this.#set({ status: "expired" });
      throw error;
    }
  }

  #set(fields: Partial<HoldFields>) {
    Object.assign(this, fields);
  }

  #confirmed({ id, reference, status }: Booking) {
    this.#set({ status: "confirmed", booking: { id, reference, status } });
  }

  /** Takes over what the server said, unless something newer is known. */
  async #take({ data, sentAtMs, replayed }: Answer<Partial<HoldFields>>): Promise<this> {
    if (!(Date.parse(data.serverTime!) < Date.parse(this.serverTime))) {
      this.#set(data);
      this.#deadlineMs = sentAtMs + data.expiresInSeconds! * 1000;
    }
    // A stored answer tells the time that was left when it was stored.
    return replayed ? this.refresh() : this;
  }
}
