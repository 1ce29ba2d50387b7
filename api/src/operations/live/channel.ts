import type { AvailabilityQuery, AvailableSlotView } from "../../contract/availability.js";
import type { TimeChange } from "./changes.js";

/** What a listener is sent: an event with an id to come back with, or its end. */
export interface Listener {
  /** @returns false where it is too slow to be waited for; it is dropped then. */
  send(message: Uint8Array): boolean;
  end(): void;
}

/** What is watched: what availability is asked, without the dates' edges moving. */
export type Watched = AvailabilityQuery & { tenantId: string };

/** Windows of starts, each with all that can be booked in it now. */
export interface SlotsEvent {
  from: string;
  to: string;
  slots: AvailableSlotView[];
}

/** How many events a channel remembers for those who come back. */
const REMEMBERED = 200;

/** Everybody who watches the same: what is sent is computed and written once. */
export class Channel {
  readonly listeners = new Set<Listener>();
  #events: { number: number; message: Uint8Array }[] = [];
  /** Changes that are not sent yet. */
  pending: TimeChange[] = [];
  /** Whether everything has to be read anew. */
  stale = false;
  /** When the last listener left, by the process's clock; undefined while there are any. */
  emptySince: number | undefined;
  #first = 0;

  constructor(
    readonly watched: Watched,
    /** Resources that the service can need, and how far around a claim starts are affected, in milliseconds. */
    public reach: { resourceIds: ReadonlySet<string>; beforeMs: number; afterMs: number; startMs: number; endMs: number },
    firstNumber: number,
  ) {
    this.#first = firstNumber;
  }

  /** The starts that a change can affect here, or undefined. */
  affectedBy({ resourceIds, startMs, endMs }: TimeChange): { startMs: number; endMs: number } | undefined {
    if (!resourceIds.some((id) => this.reach.resourceIds.has(id))) return undefined;
    const affected = { startMs: Math.max(startMs - this.reach.beforeMs, this.reach.startMs), endMs: Math.min(endMs + this.reach.afterMs, this.reach.endMs) };
    return affected.startMs < affected.endMs ? affected : undefined;
  }

  /** Sends an event to all, and remembers it. */
  send(number: number, message: Uint8Array): void {
    this.#events.push({ number, message });
    if (this.#events.length > REMEMBERED) this.#first = this.#events.shift()!.number;
    for (const listener of this.listeners) if (!listener.send(message)) this.drop(listener);
  }

  /** What happened here since an event, or undefined where that is not known any more. */
  since(number: number): Uint8Array[] | undefined {
    return number < this.#first ? undefined : this.#events.filter((event) => event.number > number).map(({ message }) => message);
  }

  /** Something changed that nobody was there to be told of: who comes back from before has to read everything. */
  skip(number: number): void {
    this.#first = number;
    this.#events = [];
  }

  drop(listener: Listener): void {
    this.listeners.delete(listener);
    listener.end();
  }
}
