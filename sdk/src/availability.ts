import type { HoldfastError } from "./errors.js";
import { Noun } from "./lib/noun.js";
import { poll } from "./lib/poll.js";
import type { CallOptions } from "./options.js";
import type { Availability as AvailabilityAnswer, GetAvailabilityQuery } from "./types.js";

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
    return poll((signal) => this.get(query, { ...options, signal }), onChange, {
      intervalMs,
      onError,
      signal: options.signal,
      // Loaded once there is something to watch.
      hear: async (hearer, signal) =>
        (await import("./lib/live.js")).hearAvailability((headers) => this.transport.open("/availability/live", query, headers, signal), hearer),
    });
  }
}
