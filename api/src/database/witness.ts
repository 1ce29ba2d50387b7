import type { Sql, Transaction } from "./connect.js";

/** Sees the transactions of one request, and adds to them. */
export interface Witness {
  /** Before its work; again where it has to be run anew. */
  before(tx: Transaction): Promise<void>;
  /** After its work, before it commits. @param value - what the work gave. */
  after(tx: Transaction, value: unknown): Promise<void>;
  committed(): void;
}

const seen = new WeakMap<Sql, { root: Sql; witness: Witness }>();

/** The same pool for somebody whose transactions are witnessed. */
export function witnessed(sql: Sql, witness: Witness): Sql {
  const own = new Proxy(sql, {});
  seen.set(own, { root: rootOf(sql), witness });
  return own;
}

export const witnessOf = (sql: Sql): Witness | undefined => seen.get(sql)?.witness;

/** The pool itself: for what is kept for each pool. */
export const rootOf = (sql: Sql): Sql => seen.get(sql)?.root ?? sql;
