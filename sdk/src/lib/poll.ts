import type { HoldfastError } from "../errors.js";

/** What a stream tells while it lasts. */
export interface Hearer<T> {
  /** The id of the last event, kept from one stream to the next. */
  last: { id?: string };
  /** It has begun: what was read before is read once more, in a while, and then no more. */
  ready(): void;
  /** Something was missed: everything is read. */
  reload(): void;
  /** A part changed; undefined where that can't be told without reading everything. */
  patch(change: (value: T) => T | undefined): void;
}

export interface PollOptions<T> {
  intervalMs: number;
  onError: ((error: HoldfastError) => void) | undefined;
  signal: AbortSignal | undefined;
  /** Hears of changes until it resolves or rejects; while it hears, nothing is asked for. */
  hear: (hearer: Hearer<T>, signal: AbortSignal) => Promise<void>;
}

/** Most intervals that failures stretch the pause to. */
const LONGEST_PAUSE = 8;

/** Tells what differs: as it is heard, else by reading again and again. Gives back what stops it. */
export function poll<T>(
  read: (signal: AbortSignal) => Promise<T>,
  onChange: (value: T) => void,
  { intervalMs, onError, signal, hear }: PollOptions<T>,
): () => void {
  const controller = new AbortController();
  const page = typeof document === "undefined" ? undefined : document;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let reading = false;
  let again = false;
  let known: { value: T; text: string } | undefined;
  let pause = 1;
  let hearing: AbortController | undefined;
  let heard = false;
  const last = {};

  function tell(value: T): void {
    const text = JSON.stringify(value);
    const differs = text !== known?.text;
    known = { value, text };
    if (differs) onChange(value);
  }

  // Spread by chance, so that the pages that a crowd opened together do not ask together for ever.
  const later = () => {
    clearTimeout(timer);
    if (!controller.signal.aborted && !page?.hidden) timer = setTimeout(tick, intervalMs * pause * (0.8 + 0.4 * Math.random()));
  };

  async function tick(): Promise<void> {
    clearTimeout(timer);
    if (page?.hidden) return;
    if (reading) return void (again = true);
    reading = true;
    again = false;
    const outcome = await read(controller.signal).then(
      (value) => ({ value }),
      (error: HoldfastError) => ({ error }),
    );
    reading = false;
    if (controller.signal.aborted) return;
    pause = "error" in outcome ? Math.min(pause * 2, LONGEST_PAUSE) : 1;
    if ("error" in outcome) onError?.(outcome.error);
    else tell(outcome.value);
    // Not before: what is shown first has the network to itself.
    listen();
    if (again) void tick();
    else if (!heard || "error" in outcome) later();
  }

  function listen(): void {
    if (hearing || page?.hidden) return;
    const mine = (hearing = new AbortController());
    const hearer: Hearer<T> = {
      last,
      ready: () => void (heard = true),
      reload() {
        heard = true;
        void tick();
      },
      patch(change) {
        // What is being read may be older than this: it is read once more.
        const value = reading || !known ? undefined : change(known.value);
        if (value === undefined) void tick();
        else tell(value);
      },
    };
    void hear(hearer, mine.signal)
      .catch(() => {})
      .then(() => {
        if (hearing !== mine) return;
        hearing = undefined;
        heard = false;
        // Tried again with the next reading.
        if (!reading) later();
      });
  }

  /** An unseen page costs nothing: neither questions nor a stream. */
  function seen(): void {
    if (page?.hidden) {
      hearing?.abort();
      hearing = undefined;
      heard = false;
      clearTimeout(timer);
    } else void tick();
  }

  function stop(): void {
    controller.abort();
    hearing?.abort();
    clearTimeout(timer);
    page?.removeEventListener("visibilitychange", seen);
    signal?.removeEventListener("abort", stop);
  }

  page?.addEventListener("visibilitychange", seen);
  signal?.addEventListener("abort", stop);
  if (signal?.aborted) stop();
  else void tick();
  return stop;
}
