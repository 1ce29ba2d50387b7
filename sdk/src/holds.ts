import { Hold } from "./hold.js";
import { Noun } from "./lib/noun.js";
import { path } from "./lib/url.js";
import type { CallOptions } from "./options.js";
import type { Hold as HoldFields, PlaceHold } from "./types.gen.js";

/** Holds: slots kept for one customer for some minutes. */
export class Holds extends Noun {
  /**
   * Takes a slot away from everybody else. With `replaces` an earlier hold is given up, but only if this one is won;
   * its token goes into `options.token`.
   * @throws HoldfastError `slot_unavailable` with `reason` and `alternatives`; `hold_limit_reached`
   */
  async create(input: PlaceHold, options?: CallOptions): Promise<Hold> {
    const answer = await this.transport.send<HoldFields>({ ...options, method: "POST", path: "/holds", body: input });
    return Hold.of(this.transport, answer);
  }

  /** A hold by its id, with its token in `options` or a secret key. @throws HoldfastError `not_found` */
  async get(holdId: string, options?: CallOptions): Promise<Hold> {
    const answer = await this.transport.send<HoldFields>({ ...options, method: "GET", path: path`/holds/${holdId}` });
    return Hold.of(this.transport, answer, options?.token);
  }

  /** Goes on with a hold whose id and token were kept, such as over a reload. @throws HoldfastError `not_found` */
  resume({ id, token }: { id: string; token: string }, options?: CallOptions): Promise<Hold> {
    return this.get(id, { ...options, token });
  }
}
