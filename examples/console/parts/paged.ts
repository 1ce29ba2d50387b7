import type { ReactiveController, ReactiveControllerHost } from "lit";
import { html, nothing } from "lit";
import { failure, skeleton } from "./shown.js";
import { toastError } from "./toasts.js";

interface Page<T> {
  data: T[];
  nextCursor: string | null;
}

type Read<T> = (page: { limit: number; cursor?: string }, options: { signal: AbortSignal }) => Promise<Page<T>>;

/** How many are read at once. */
const LIMIT = 30;

/** A list that is read a page at a time. While it is read anew, what was there stays. */
export class Paged<T> implements ReactiveController {
  items: T[] | undefined;
  #cursor: string | null = null;
  #error: unknown;
  #busy = false;
  #abort = new AbortController();
  readonly #host: ReactiveControllerHost;
  readonly #read: Read<T>;

  constructor(host: ReactiveControllerHost, read: Read<T>) {
    this.#host = host;
    this.#read = read;
    host.addController(this);
  }

  hostConnected(): void {
    if (!this.items) this.reload();
  }

  hostDisconnected(): void {
    this.#abort.abort();
  }

  /** Reads from the beginning, as much as was there. */
  reload(): void {
    void this.#load(undefined, Math.min(100, Math.max(LIMIT, this.items?.length ?? 0)));
  }

  async #load(cursor: string | undefined, limit: number): Promise<void> {
    this.#abort.abort();
    const { signal } = (this.#abort = new AbortController());
    this.#busy = true;
    this.#host.requestUpdate();
    try {
      const { data, nextCursor } = await this.#read({ limit, ...(cursor && { cursor }) }, { signal });
      if (signal.aborted) return;
      this.items = cursor ? [...(this.items ?? []), ...data] : data;
      this.#cursor = nextCursor;
      this.#error = undefined;
    } catch (error) {
      if (signal.aborted) return;
      if (this.items) toastError(error);
      else this.#error = error;
    }
    this.#busy = false;
    this.#host.requestUpdate();
  }

  render(content: (items: readonly T[]) => unknown, none: () => unknown): unknown {
    if (this.#error) return failure(this.#error, () => { this.#error = undefined; this.reload(); });
    if (!this.items) return skeleton();
    if (this.items.length === 0) return none();
    return html`${content(this.items)}
      ${this.#cursor ? html`<p class="more"><button class="button" type="button" aria-disabled=${this.#busy ? "true" : "false"} @click=${() => this.#cursor && !this.#busy && void this.#load(this.#cursor, LIMIT)}>Show more</button></p>` : nothing}`;
  }
}
