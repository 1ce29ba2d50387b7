/** How much happens in one run. */
export interface Size {
  rounds: number;
  /** Customers who begin in each round, beside the rivals who come for what was left. */
  journeysPerRound: number;
  /** How long everything is open each day: so few hours that the customers of a round want the same slots. */
  openHours: number;
  /** Fewer provider payments than this make no run. */
  leastPayments: number;
  /** Processes killed while customers book, and while the reconciler cleans up. */
  kills: { booking: number; cleaning: number };
}

/** `npm run chaos` runs at full size; `npm test` with a few hundred payments, so that it can be run often. */
export const SIZE: Size =
  process.env.MODE === "chaos"
    ? { rounds: 24, journeysPerRound: 470, openHours: 16, leastPayments: 10_000, kills: { booking: 40, cleaning: 8 } }
    : { rounds: 2, journeysPerRound: 130, openHours: 6, leastPayments: 200, kills: { booking: 4, cleaning: 1 } };

/** Customers at the same time. */
export const AT_ONCE = 20;
