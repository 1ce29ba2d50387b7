import { type Business, withBusiness } from "../business.js";
import { createFreeStarts, customerOf, Customers, expressionsFor, FIRST_SAMPLE, type FreeStarts, SECOND_SAMPLE, startOf } from "../free-starts.js";
import { againstBare, bareSubjects } from "../load/bare.js";
import { closedLoop } from "../load/closed-loop.js";
import { compare } from "../load/compare.js";
import type { Transactions } from "../load/pgbench.js";
import type { Bench, Findings, Part } from "../part.js";
import { bareStatements } from "../rows/bare-statements.js";
import { rowsWrittenBy } from "../rows/written-rows.js";
import { type Database, withSql } from "../server/databases.js";

export default {
  title: "Hold, then checkout of a free service (booking, customer, mail in the outbox), against pgbench writing the same rows in the same two transactions",
  order: 20,
  async run(bench: Bench): Promise<Findings> {
    const database = await bench.createDatabase();
    const { starts, transactions } = await withBusiness(database, async (business) => {
      const starts = await createFreeStarts(business);
      return { starts, transactions: await bareBooking(bench, database, business, starts) };
    });
    const bareDatabase = await bench.createDatabase({ copyOf: database });
    const customers = new Customers(starts, SECOND_SAMPLE + 1);
    const one = await bench.startApi(database, 1);
    const two = await bench.startApi(database, 2);
    const book = (urls: string[]) => (seconds: number) => closedLoop(urls, seconds, (connection) => customers.book(connection));
    const bare = bareSubjects(bench, bareDatabase, transactions);
    const summaries = await compare(bench, [
      ...bare,
      { name: "hold and checkout, 1 process", processes: one, run: book(one.urls) },
      { name: "hold and checkout, 2 processes", processes: two, run: book(two.urls) },
    ]);
    const unsent = await withSql(database, async (sql) => (await sql<{ count: number }[]>`select count(*) from outbox where done_at is null`)[0]!.count);
    const figures = [...againstBare(summaries, bare.length, 0.7), { name: "mails that still waited in the outbox at the end", value: unsent, unit: "" as const }];
    return { figures, summaries };
  },
} satisfies Part;

/** What a hold and its checkout write, as the two transactions that they are. */
async function bareBooking(bench: Bench, database: Database, business: Business, starts: FreeStarts): Promise<Transactions> {
  const expressions = expressionsFor(starts);
  const sample = (number: number) => withSql(database, async (sql) => {
    let id = "";
    const hold = async () => void ({ id } = await business.call("POST", "/v1/holds", startOf(starts, number), { "Idempotency-Key": `hold ${number}` }));
    const checkout = () => business.call("POST", `/v1/holds/${id}/checkout`, { customer: customerOf(number) }, { "Idempotency-Key": `checkout ${number}` });
    return { held: await rowsWrittenBy(sql, hold), booked: await rowsWrittenBy(sql, checkout) };
  });
  const first = await sample(FIRST_SAMPLE);
  const second = await sample(SECOND_SAMPLE);
  bench.log(`A hold writes ${first.held.map(({ table }) => table).join(", ")}; its checkout ${first.booked.map(({ table }) => table).join(", ")}.`);
  // The checkout's key is another one than the hold's.
  const checkoutExpressions = { ...expressions, key_hash: "sha256((-:id::bigint)::text::bytea)" };
  return [bareStatements(first.held, second.held, expressions), bareStatements(first.booked, second.booked, checkoutExpressions, first.held)];
}
