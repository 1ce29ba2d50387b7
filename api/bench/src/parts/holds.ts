import { withBusiness } from "../business.js";
import { createFreeStarts, Customers, expressionsFor, FIRST_SAMPLE, SECOND_SAMPLE, startOf } from "../free-starts.js";
import { againstBare, bareSubjects } from "../load/bare.js";
import { closedLoop } from "../load/closed-loop.js";
import { compare } from "../load/compare.js";
import type { Bench, Findings, Part } from "../part.js";
import { bareStatements } from "../rows/bare-statements.js";
import { rowsWrittenBy } from "../rows/written-rows.js";
import { withSql } from "../server/databases.js";


export default {
  title: "Holds over HTTP (key, validation, Idempotency-Key, constraints) against pgbench inserting the same rows bare",
  order: 10,
  async run(bench: Bench): Promise<Findings> {
    const database = await bench.createDatabase();
    const { starts, rows, statements } = await withBusiness(database, async (business) => {
      const starts = await createFreeStarts(business);
      const [rows, sample] = await withSql(database, async (sql) => {
        const hold = (number: number) => rowsWrittenBy(sql, () => business.call("POST", "/v1/holds", startOf(starts, number), { "Idempotency-Key": `sample ${number}` }));
        return [await hold(FIRST_SAMPLE), await hold(SECOND_SAMPLE)] as const;
      });
      return { starts, rows, statements: bareStatements(rows, sample, expressionsFor(starts)) };
    });
    bench.log(`One hold writes ${rows.map(({ table }) => table).join(", ")}.`);
    const bareDatabase = await bench.createDatabase({ copyOf: database });
    const customers = new Customers(starts, SECOND_SAMPLE + 1);
    const one = await bench.startApi(database, 1);
    const two = await bench.startApi(database, 2);
    const hold = (urls: string[]) => (seconds: number) => closedLoop(urls, seconds, async (connection) => void (await customers.hold(connection)));
    const bare = bareSubjects(bench, bareDatabase, [statements]);
    const summaries = await compare(bench, [
      ...bare,
      { name: "holds, 1 process", processes: one, run: hold(one.urls) },
      { name: "holds, 2 processes", processes: two, run: hold(two.urls) },
    ]);
    return { figures: againstBare(summaries, bare.length, 1), summaries };
  },
} satisfies Part;
