import type { ReactiveController, ReactiveControllerHost } from "lit";
import { api } from "../../session/api.js";

/**
 * How many services are listened to at once. Browsers open six connections to a server that speaks HTTP/1.1; what is
 * not heard is read in a few seconds all the same.
 */
const MOST = 3;

/** Hears when slots of these services are taken or freed, while its element is on the page. */
export class HearSlots implements ReactiveController {
  readonly #call: () => void;
  #heard = "";
  #stops: (() => void)[] = [];

  constructor(host: ReactiveControllerHost, call: () => void) {
    this.#call = call;
    host.addController(this);
  }

  /** Listens to these and to nothing else. */
  to(serviceIds: readonly string[], range: { from: string; to: string; timeZone: string }): void {
    const wanted = JSON.stringify([serviceIds, range]);
    if (wanted === this.#heard) return;
    this.hostDisconnected();
    this.#heard = wanted;
    this.#stops = serviceIds.slice(0, MOST).map((serviceId) => {
      // The first answer is what was there already.
      let known = false;
      return api.availability.watch({ serviceId, ...range }, () => {
        if (known) this.#call();
        known = true;
      });
    });
  }

  hostDisconnected(): void {
    for (const stop of this.#stops) stop();
    this.#stops = [];
    this.#heard = "";
  }
}
