import type { Sql } from "../../src/database/connect.js";
import type { Gateway } from "./gateway.js";

export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;

/** The database's and the provider's time: both stand still until they are moved, and move by the same. */
export class Clocks {
  readonly #sql: Sql;
  readonly #gateway: Gateway;
  #nowMs: number;
  #moving = Promise.resolve();

  /** @param gateway - whose clock stands at `now` already. */
  constructor(sql: Sql, gateway: Gateway, now: Date) {
    this.#sql = sql;
    this.#gateway = gateway;
    this.#nowMs = now.getTime();
  }

  /** One move at a time, however many ask. */
  advance(ms: number): Promise<void> {
    const move = async () => {
      this.#nowMs += ms;
      await stopClock(this.#sql, new Date(this.#nowMs));
      await this.#gateway.control.advance(ms);
    };
    return (this.#moving = this.#moving.then(move));
  }
}

/**
 * Stops `holdfast_now()` at an instant. It is a constant then, and not read from a table as the other tests' clock is:
 * among ten thousand rows that look-up, once for each, is what most of the time would go to.
 */
export async function stopClock(sql: Sql, instant: Date): Promise<void> {
  await sql.unsafe(`create or replace function holdfast_now() returns timestamptz language sql volatile as $$ select timestamptz '${instant.toISOString()}' $$`);
}
