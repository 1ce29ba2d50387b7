import type { Transaction } from "../../database/connect.js";

/** A rival was faster: throw it inside {@link attempt} to undo what was tried. */
export class Lost extends Error {}

/**
 * Tries to win claims in a savepoint. A lost try is undone at once, so that nobody waits for what it no longer wants.
 * @returns what `work` gave, or undefined where it threw {@link Lost} and nothing has changed.
 */
export async function attempt<T>(tx: Transaction, work: (tx: Transaction) => Promise<T>): Promise<T | undefined> {
  try {
    // Boxed, because `savepoint` awaits every element of an array that its callback returns.
    const { value } = await tx.savepoint(async (inner) => ({ value: await work(inner) }));
    return value;
  } catch (error) {
    if (error instanceof Lost) return undefined;
    throw error;
  }
}
