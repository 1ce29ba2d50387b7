import { setTimeout as sleep } from "node:timers/promises";
import postgres from "postgres";
import type { Sql, Transaction } from "./connect.js";
import { witnessOf } from "./witness.js";

export interface TransactionOptions {
  /** How many times a transaction that lost to another is run again. Default is 5. */
  retries?: number;
  /** Default is the server's, normally read committed. */
  isolation?: "read committed" | "repeatable read" | "serializable";
  /** Draws the jitter, from 0 to 1. Default is Math.random. */
  random?: () => number;
  /** Waits before the next attempt, in milliseconds. Default is a timer. */
  wait?: (delayMs: number) => Promise<unknown>;
}

/** serialization_failure and deadlock_detected: the server undid the transaction and asks to have it again. */
const lostToAnother = new Set(["40001", "40P01"]);

/** Whether the server gave the transaction up in favour of another one, so that the same again may succeed. */
export function isLostToAnother(error: unknown): boolean {
  return error instanceof postgres.PostgresError && lostToAnother.has(error.code);
}

/**
 * Runs `work` in one transaction: commits when it resolves, rolls back when it rejects, and runs all of it again
 * when the server gave it up for a deadlock or a serialization failure. Nothing else is retried, so `work` must
 * have no effect outside the database.
 *
 * A query that failed fails the transaction even where its error was caught: use `tx.savepoint` to go on after one.
 *
 * @throws what `work` threw, or the server's error once the retries are used up
 */
export async function inTransaction<T>(
  sql: Sql,
  work: (tx: Transaction) => Promise<T>,
  options: TransactionOptions = {},
): Promise<T> {
  const { retries = 5, isolation, random = Math.random, wait = sleep } = options;
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await runOnce(sql, work, isolation ? `isolation level ${isolation}` : "");
    } catch (error) {
      if (attempt >= retries || !isLostToAnother(error)) throw error;
      await wait(retryDelayMs(attempt, random));
    }
  }
}

async function runOnce<T>(sql: Sql, work: (tx: Transaction) => Promise<T>, mode: string): Promise<T> {
  const witness = witnessOf(sql);
  // Boxed, because `begin` awaits every element of an array that its callback returns.
  const { value } = await sql.begin(mode, async (tx) => {
    await witness?.before(tx);
    const value = await work(tx);
    await witness?.after(tx, value);
    return { value };
  });
  witness?.committed();
  return value as T;
}

/** Full jitter under a ceiling that doubles from 10 ms to 160 ms: rivals that met once should not meet again. */
function retryDelayMs(attempt: number, random: () => number): number {
  return random() * 10 * 2 ** Math.min(attempt, 4);
}
