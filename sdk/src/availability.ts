import type { HoldfastError } from "./errors.js";
import { Noun } from "./lib/noun.js";
import { poll } from "./lib/poll.js";
import type { CallOptions } from "./options.js";
import type { Availability as AvailabilityAnswer, GetAvailabilityQuery, Slot, SlotsEvent } from "./types.js";

/** How availability is watched. */
export interface WatchOptions extends CallOptions {
  /** How often to ask while changes can't be heard, in milliseconds, give or take a fifth. Default is 15000. */
  intervalMs?: number | undefined;
  /** Told when asking failed; it goes on, more slowly. Default is nobody. */
  onError?: ((error: HoldfastError) => void) | undefined;
}

/** What is free. */
export class AvailabilityCalls extends Noun {
  /**
   * The free slots of the days `from` to `to`, both included, in `timeZone`; at most 62 days. With the token of a
   * hold in `options` the slot it keeps stays in the answer, as `heldByYou`.
   * @throws HoldfastError `not_found`, `validation_failed`
   */
  get(query: GetAvailabilityQuery, options?: CallOptions): Promise<AvailabilityAnswer> {
    return this.read("/availability", options, query);
  }

  /**
   * Calls `onChange` with the free slots now, and again whenever they differ, until `signal` is aborted or the
   * function it gives back is called. Changes are heard as they happen (server-sent events), or asked for where no
   * stream can be had. Rests while the page is hidden.
   */
  watch(
    query: GetAvailabilityQuery,
    onChange: (availability: AvailabilityAnswer) => void,
    { intervalMs = 15_000, onError, ...options }: WatchOptions = {},
  ): () => void {
    let lastEventId = "";
    return poll((signal) => this.get(query, { ...options, signal }), onChange, {
      intervalMs,
      onError,
      signal: options.signal,
      hear: (hearer, signal) =>
        this.transport.hear("/availability/live", query, lastEventId, signal, (name, data, id) => {
          lastEventId = id;
          if (name === "slots") hearer.patch((known) => withSlots(known, JSON.parse(data)));
          else hearer.reload();
        }),
    });
  }
}

/** Of the starts from `from` to `to` exactly these are free now; a slot of the caller's own stays as it is. */
function withSlots(known: AvailabilityAnswer, { from, to, slots }: SlotsEvent): AvailabilityAnswer | undefined {
  const days = known.days.map((day) => {
    const kept = day.slots.filter(({ start, heldByYou }) => heldByYou || start < from || start >= to);
    const fresh = slots.filter((slot) => dateOf(slot) === day.date && !kept.some(({ start }) => start === slot.start));
    return { ...day, slots: [...kept, ...fresh].sort((a, b) => (a.start < b.start ? -1 : 1)) };
  });
  // Only the server knows when there is something again.
  return days.some((day) => day.slots.length) ? { ...known, days, nextAvailable: null } : undefined;
}

/** The local date of a slot, by the offset that it brings. */
const dateOf = ({ start, utcOffset }: Slot) =>
  new Date(Date.parse(start) - Date.parse(`1970-01-01T00:00${utcOffset}`)).toISOString().slice(0, 10);
