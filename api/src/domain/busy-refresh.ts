const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** When a calendar elsewhere is read again, in milliseconds: after ten minutes, and up to a fifth more, so that those of one provider spread. */
export const nextReadMs = (random = Math.random) => 10 * MINUTE_MS * (1 + random() / 5);

/** When one that could not be read is tried again: after 5, 10, 20 … minutes, at most 3 hours, and up to a fifth more. @param failures - in a row, this one included. */
export const nextTryMs = (failures: number, random = Math.random) => Math.min(5 * MINUTE_MS * 2 ** Math.min(failures - 1, 10), 3 * HOUR_MS) * (1 + random() / 5);
