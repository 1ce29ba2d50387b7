import type { ReactiveController, ReactiveControllerHost } from "lit";

/** Most intervals that failures stretch the pause to. */
const LONGEST_PAUSE = 8;

/**
 * Reads again and again while its element is on the page and the page is seen; at once when it is seen again. After
 * failures it waits longer.
 */
export class Repeating implements ReactiveController {
  readonly #everyMs: number;
  readonly #read: (signal: AbortSignal) => Promise<void>;
  #abort: AbortController | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #pause = 1;

  constructor(host: ReactiveControllerHost, everyMs: number, read: (signal: AbortSignal) => Promise<void>) {
    this.#everyMs = everyMs;
    this.#read = read;
    host.addController(this);
  }

  hostConnected(): void {
    document.addEventListener("visibilitychange", this.#seen);
    void this.now();
  }

  hostDisconnected(): void {
    document.removeEventListener("visibilitychange", this.#seen);
    this.#stop();
  }

  /** Reads now; what was being read is given up. */
  async now(): Promise<void> {
    this.#stop();
    if (document.hidden) return;
    const { signal } = (this.#abort = new AbortController());
    try {
      await this.#read(signal);
      this.#pause = 1;
    } catch {
      this.#pause = Math.min(this.#pause * 2, LONGEST_PAUSE);
    }
    if (!signal.aborted) this.#timer = setTimeout(() => void this.now(), this.#everyMs * this.#pause);
  }

  #stop(): void {
    this.#abort?.abort();
    clearTimeout(this.#timer);
  }

  #seen = () => {
    if (document.hidden) this.#stop();
    else void this.now();
  };
}
