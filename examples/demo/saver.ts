/** How long changes gather before they are saved, in milliseconds: what a killed process loses at most. */
const GATHER_MS = 1000;

export interface SaverOptions {
  save: () => Promise<void>;
  /** Hears of the first of several saves that fail, since the next change tries again. */
  onFailure: (error: unknown) => void;
}

/** Saves a while after changes, never twice at once, and at the end. */
export class Saver {
  readonly #options: SaverOptions;
  #timer: NodeJS.Timeout | undefined;
  #saving: Promise<void> = Promise.resolve();
  #failing = false;
  #closed = false;

  constructor(options: SaverOptions) {
    this.#options = options;
  }

  /** Something changed, or is about to in this turn. */
  readonly changed = (): void => {
    if (this.#closed) return;
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      void this.#saveNext().then(this.#succeeded, this.#failed);
    }, GATHER_MS).unref();
  };

  /** Saves for the last time. @throws what `save` throws */
  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#timer);
    await this.#saveNext();
  }

  /** One after the other: two writers of one file would undo each other's work. */
  #saveNext(): Promise<void> {
    const next = this.#saving.then(this.#options.save);
    this.#saving = next.catch(() => {});
    return next;
  }

  readonly #succeeded = (): void => {
    this.#failing = false;
  };

  readonly #failed = (error: unknown): void => {
    if (!this.#failing) this.#options.onFailure(error);
    this.#failing = true;
  };
}
