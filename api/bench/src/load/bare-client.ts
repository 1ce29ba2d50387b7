import postgres from "postgres";
import type { Database } from "../server/databases.js";
import { CLIENTS, type Load } from "./closed-loop.js";
import type { Transactions } from "./pgbench.js";

/** What pgbench would do, from Node: for machines that have none. It is slower, so ratios to it look better. */
export async function runBareClient({ url }: Database, transactions: Transactions, seconds: number, base: number): Promise<Load> {
  const clients = Array.from({ length: CLIENTS }, () => postgres(url, { max: 1, onnotice: () => {} }));
  const prepared = transactions.map((statements) => statements.map((statement) => ({
    text: statement.replaceAll(":id", "$1"),
    usesId: statement.includes(":id"),
  })));
  const latenciesMs: number[] = [];
  await Promise.all(clients.map((sql) => sql`select 1`));
  const startedAt = performance.now();
  await Promise.all(clients.map(async (sql, client) => {
    for (let n = 1, before = performance.now(); before < startedAt + seconds * 1000; n++) {
      const id = base + n * CLIENTS + client;
      for (const statements of prepared)
        await sql.begin(async (tx) => {
          for (const { text, usesId } of statements) await tx.unsafe(text, usesId ? [id] : [], { prepare: true });
        });
      const now = performance.now();
      latenciesMs.push(now - before);
      before = now;
    }
  }));
  const elapsed = (performance.now() - startedAt) / 1000;
  await Promise.all(clients.map((sql) => sql.end()));
  return { operations: latenciesMs.length, seconds: elapsed, latenciesMs };
}
