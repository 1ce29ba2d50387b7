/** Milliseconds on a clock that only goes forward and that nobody sets, unlike `Date`. */
export const monotonicMs = (): number => performance.now();
