import { HoldfastError } from "../errors.js";

/**
 * Does `work`, but no longer than `timeoutMs` and only until `signal` is aborted: then it rejects at once, whether or
 * not the work heeds the signal it is given. (`AbortSignal.any` and `.timeout` are missing in browsers of 2023.)
 * @throws HoldfastError `timeout` or `aborted`
 */
export function within<T>(
  timeoutMs: number,
  signal: AbortSignal | undefined,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    if (signal?.aborted) throw aborted(signal);
    const controller = new AbortController();
    const onAbort = () => stop(aborted(signal!));
    const timer = setTimeout(() => stop(new HoldfastError({ code: "timeout" })), timeoutMs);
    const settled = () => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", onAbort);
    };
    const stop = (error: HoldfastError) => {
      settled();
      reject(error);
      controller.abort();
    };
    signal?.addEventListener("abort", onAbort);
    work(controller.signal).then(resolve, reject).finally(settled);
  });
}

const aborted = (signal: AbortSignal) => new HoldfastError({ code: "aborted" }, { cause: signal.reason });

/** Waits. @throws HoldfastError `aborted` */
export function wait(delayMs: number, signal?: AbortSignal): Promise<void> {
  // The work never ends, so that only the deadline or the signal does.
  return within<void>(delayMs, signal, () => new Promise(() => {})).catch((error: HoldfastError) => {
    if (error.code !== "timeout") throw error;
  });
}
