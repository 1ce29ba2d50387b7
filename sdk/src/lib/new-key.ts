/** A text that was never used before. */
export const newKey = (): string =>
  // Pages served over plain http, such as in development on another machine, have no randomUUID.
  crypto.randomUUID?.() ?? crypto.getRandomValues(new Uint32Array(4)).join("-");
