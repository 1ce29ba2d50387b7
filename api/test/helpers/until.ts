const PAUSE_MS = 20;

/** Asks again and again until it is so. @throws after `withinMs` of real time, saying what it waited for and what it saw last. */
export async function until<T>(what: string, ask: () => T | Promise<T>, isSo: (value: T) => boolean, withinMs = 60_000): Promise<T> {
  const giveUpAt = performance.now() + withinMs;
  for (;;) {
    const value = await ask();
    if (isSo(value)) return value;
    if (performance.now() > giveUpAt) throw new Error(`Waited ${withinMs} ms in vain until ${what}; last seen: ${JSON.stringify(value)}`);
    await pause(PAUSE_MS);
  }
}

export const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
