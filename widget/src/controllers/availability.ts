import type { ReactiveController, ReactiveControllerHost } from "lit";
import { firstFree, mergeSlots, slotsByDate, type SlotsByDate } from "../calendar/day-slots.js";
import type { IsoDate } from "../calendar/dates.js";
import { failureOf, type Failure } from "../failure.js";
import type { Availability, AvailabilityQuery, Client, ShownSlot } from "../model.js";

/** How often the shown month is asked for again, in milliseconds. */
const WATCH_INTERVAL_MS = 10_000;

/** What to ask, whom, and as whom. */
export interface AvailabilitySource {
  readonly client: Client;
  readonly query: AvailabilityQuery;
  /** The token of this customer's own hold, so that its slot stays in the answer. */
  readonly token: string | undefined;
}

/** The free slots of the shown month, kept fresh while the element is connected. */
export class AvailabilityController implements ReactiveController {
  phase: "loading" | "ready" | "failed" = "loading";
  failure: Failure | null = null;
  slots: SlotsByDate = new Map();
  /** The earliest free start that is known: a slot, or an instant after everything that was asked for. */
  next: ShownSlot | string | null = null;
  #running: AbortController | null = null;

  constructor(
    private readonly host: ReactiveControllerHost,
    /** The day whose slots are on the screen: there nothing moves. */
    private readonly openDay: () => IsoDate | null,
    private readonly changed: () => void,
    private readonly failed: (failure: Failure) => void,
  ) {
    host.addController(this);
  }

  hostDisconnected(): void {
    this.stop();
  }

  /** Ends what is running: the request and the watch. */
  stop(): void {
    this.#running?.abort();
    this.#running = null;
  }

  /** Asks, and goes on asking. With `quiet`, what is shown stays until the answer comes. */
  load({ client, query, token }: AvailabilitySource, quiet = false): void {
    this.stop();
    const { signal } = (this.#running = new AbortController());
    if (!quiet) {
      this.phase = "loading";
      this.slots = new Map();
    }
    this.failure = null;
    this.host.requestUpdate();
    let merge = quiet;
    client.availability.watch(
      query,
      (answer) => {
        this.#take(answer, merge);
        merge = true;
      },
      { signal, token, intervalMs: WATCH_INTERVAL_MS, onError: (error) => this.#fail(error) },
    );
  }

  /** Marks a slot that this customer was just refused. */
  markTaken(start: string): void {
    this.slots = new Map(
      [...this.slots].map(([date, day]) => [
        date,
        day.map((slot) => (slot.start === start ? { ...slot, remaining: 0, taken: true } : slot)),
      ]),
    );
    this.host.requestUpdate();
  }

  #fail(error: unknown): void {
    this.failure = failureOf(error);
    // Slots on the screen stay: choosing one tells whether it is still free.
    if (this.phase === "ready") return;
    this.phase = "failed";
    this.failed(this.failure);
    this.host.requestUpdate();
  }

  #take(answer: Availability, merge: boolean): void {
    const fresh = slotsByDate(answer);
    this.slots = merge ? mergeSlots(this.slots, fresh, this.openDay()) : fresh;
    this.phase = "ready";
    this.failure = null;
    const first = firstFree(this.slots) ?? answer.nextAvailable;
    // While a later month is shown, the earliest start is still the one of the first month.
    const known = typeof this.next === "string" ? this.next : this.next?.start;
    const start = typeof first === "string" ? first : first?.start;
    if (!known || known < new Date().toISOString() || (start && start <= known)) this.next = first;
    this.changed();
    this.host.requestUpdate();
  }

  /** Forgets everything: another service, or another zone. */
  reset(): void {
    this.stop();
    this.phase = "loading";
    this.failure = null;
    this.slots = new Map();
    this.next = null;
  }
}
