/** Where the tests' clocks stand: Sunday, 05:30 in Kolkata. */
export const NOW = new Date("2026-03-01T00:00:00Z");

export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;

/** An instant by Kolkata's clocks, such as `kolkata("2026-03-02 10:00")`. */
export const kolkata = (text: string) => new Date(`${text.replace(" ", "T")}:00+05:30`).toISOString();

/** A time on Monday, the day after `NOW`, by Kolkata's clocks. */
export const monday = (time: string) => kolkata(`2026-03-02 ${time}`);
