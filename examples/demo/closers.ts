/** What was opened, closed in the opposite order: each part may rely on what was there before it until its own end. */
export class Closers {
  #open: { name: string; close: () => Promise<void> }[] = [];
  #closing: Promise<void> = Promise.resolve();

  add(name: string, close: () => Promise<void>): void {
    this.#open.push({ name, close });
  }

  /** Closes one part after the other, all of them even where one fails; the failures are told at the end. */
  async close(): Promise<void> {
    const failures: Error[] = [];
    for (let part = this.#open.pop(); part; part = this.#open.pop()) {
      const { name, close } = part;
      this.#closing = close();
      await this.#closing.catch((cause: unknown) => failures.push(new Error(`The ${name} did not stop as it should.`, { cause })));
    }
    if (failures.length > 0) throw new AggregateError(failures, failures.map(({ message }) => message).join(" "));
  }

  /** Goes on with the parts that are left, without waiting for the one that takes its time, unless it is the last. */
  async closeAtOnce(): Promise<void> {
    await this.close();
    if (this.#open.length === 0) await this.#closing;
  }
}
