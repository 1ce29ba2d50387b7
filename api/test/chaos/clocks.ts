import type { DatabaseClock } from "../helpers/database-clock.js";
import type { Gateway } from "./gateway.js";

export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;

/** The database's and the provider's time: both stand still until they are moved, and move by the same. */
export class Clocks {
  readonly #database: DatabaseClock;
  readonly #gateway: Gateway;
  #moving = Promise.resolve();

  constructor(database: DatabaseClock, gateway: Gateway) {
    this.#database = database;
    this.#gateway = gateway;
  }

  /** One move at a time, however many ask. */
  advance(ms: number): Promise<void> {
    const move = async () => {
      await this.#database.advance(ms);
      await this.#gateway.control.advance(ms);
    };
    return (this.#moving = this.#moving.then(move));
  }
}
