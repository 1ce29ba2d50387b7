import { firstFree, mergeSlots, slotsByDate, type SlotsByDate } from "../calendar/day-slots.js";
import type { IsoDate } from "../calendar/dates.js";
import { failureOf, type Failure } from "../failure.js";
import type { Availability, AvailabilityQuery, Client, ShownSlot } from "../model.js";

/** How often the shown month is asked for again, in milliseconds. */
const WATCH_INTERVAL_MS = 10_000;

/** What the element does with the news. */
export interface AvailabilityHost {
  /** The day whose slots are on the screen: there nothing moves. */
  readonly openDay: IsoDate | null;
  slotsChanged(): void;
  failed(failure: Failure): void;
}

/** The free slots of the shown month, asked for again and again until it is stopped. */
export class AvailabilityController {
  phase: "loading" | "ready" | "failed" = "loading";
  failure: Failure | null = null;
  slots: SlotsByDate = new Map();
  /** The earliest free start that is known: a slot, or an instant after everything that was asked for. */
  next: ShownSlot | string | null = null;
  #running: AbortController | undefined;

  constructor(private readonly host: AvailabilityHost) {}

  /** Ends what is running: the request and the watch. */
  stop(): void {
    this.#running?.abort();
  }

  /** Forgets what is known: another service, or another zone. */
  reset(): void {
    this.stop();
    this.phase = "loading";
    this.failure = this.next = null;
    this.slots = new Map();
  }

  /**
   * Asks, and goes on asking. With `quiet`, what is shown stays until the answer comes.
   * @param token - of this customer's own hold, so that its slot stays in the answer
   */
  load(client: Pick<Client, "availability">, query: AvailabilityQuery, token: string | undefined, quiet: boolean): void {
    this.stop();
    const { signal } = (this.#running = new AbortController());
    let merge = quiet && this.phase === "ready";
    if (!merge) {
      this.phase = "loading";
      this.slots = new Map();
    }
    client.availability.watch(
      query,
      (answer) => {
        this.#take(answer, merge);
        merge = true;
      },
      {
        signal,
        token,
        intervalMs: WATCH_INTERVAL_MS,
        onError: (error) => {
          this.failure = failureOf(error);
          // Slots on the screen stay: choosing one tells whether it is still free.
          if (this.phase === "ready") return;
          this.phase = "failed";
          this.host.failed(this.failure);
        },
      },
    );
  }

  #take(answer: Availability, merge: boolean): void {
    const fresh = slotsByDate(answer);
    this.slots = merge ? mergeSlots(this.slots, fresh, this.host.openDay) : fresh;
    this.phase = "ready";
    this.failure = null;
    const first = firstFree(this.slots) ?? answer.nextAvailable;
    const start = startOf(first);
    const known = startOf(this.next);
    // While a later month is shown, the earliest start is still the one of the first month.
    if (!known || Date.parse(known) < Date.now() || (start && start <= known)) this.next = first;
    this.host.slotsChanged();
  }
}

const startOf = (slot: ShownSlot | string | null) => (typeof slot === "string" ? slot : slot?.start);
