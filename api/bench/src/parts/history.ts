import { addDays } from "../../../dist/domain/local-dates.js";
import { TIME_ZONE } from "../business.js";
import { generateBookings } from "../history/generate-bookings.js";
import { generateCatalogue } from "../history/generate-catalogue.js";
import { bookingsEach, BUSY_FUTURE, secretKeyOf, serviceIdOf, type Shape, stepOf } from "../history/shape.js";
import { withoutIndexes } from "../history/without-indexes.js";
import { closedLoop, expectStatus } from "../load/closed-loop.js";
import { compare, ratio, secondsEach } from "../load/compare.js";
import type { HttpConnection } from "../load/http-connection.js";
import { requestText } from "../load/request.js";
import type { Bench, Findings, Part } from "../part.js";
import { type Database, withSql } from "../server/databases.js";

const DAY_MS = 86_400_000;
const CUSTOMER = { name: "Asha Rao", email: "asha@bench.test" };

export default {
  title: "Hold, booking and availability in a database full of history, against one without",
  order: 50,
  async run(bench: Bench): Promise<Findings> {
    const shape: Shape = { tenants: 10_000, busyTenants: 200, bookings: bench.settings.historyBookings };
    const empty = await bench.createDatabase();
    await withSql(empty, async (sql) => {
      await generateCatalogue(sql, shape);
      await generateBookings(sql, shape, { of: "busy", from: 0, to: BUSY_FUTURE });
      await sql`vacuum analyze`;
    });
    const full = await bench.createDatabase({ copyOf: empty });
    const written = await addHistory(bench, full, shape);
    const size = await withSql(full, async (sql) => (await sql<{ size: string }[]>`select pg_size_pretty(pg_database_size(current_database())) as size`)[0]!.size);

    const emptyApi = await bench.startApi(empty, 1);
    const fullApi = await bench.startApi(full, 1);
    const summaries = [];
    const figures = [];
    for (const [name, operation] of Object.entries(operations(shape))) {
      const run = (urls: string[]) => (seconds: number) => closedLoop(urls, seconds, operation);
      const [without, withHistory] = await compare(bench, [
        { name: `${name}, empty`, processes: emptyApi, run: run(emptyApi.urls) },
        { name: `${name}, with history`, processes: fullApi, run: run(fullApi.urls) },
      ]);
      summaries.push(without!, withHistory!);
      figures.push({ name: `${name}: time with history ÷ time without`, value: ratio(withHistory!, without!, secondsEach), unit: "×" as const, goal: { atMost: 1.2 } });
    }
    return {
      figures,
      summaries,
      notes: [`${written.toLocaleString("en-US")} bookings with their holds and claims over ${shape.tenants.toLocaleString("en-US")} tenants, ${size}; the load is about ${shape.busyTenants} of the tenants. Ten million: npm run bench -- --full history.`],
    };
  },
} satisfies Part;

async function addHistory(bench: Bench, database: Database, shape: Shape): Promise<number> {
  const { past, future, busyPast } = bookingsEach(shape);
  const startedAt = performance.now();
  let written = 0;
  await withSql(database, (sql) => withoutIndexes(sql, async () => {
    written += await generateBookings(sql, shape, { of: "others", from: -past, to: future });
    written += await generateBookings(sql, shape, { of: "busy", from: -busyPast, to: 0 });
  }));
  bench.log(`${written.toLocaleString("en-US")} bookings made in ${Math.round((performance.now() - startedAt) / 1000)} s.`);
  return written;
}

/** Each for one busy tenant after the other. */
function operations(shape: Shape): Record<string, (connection: HttpConnection) => Promise<void>> {
  let number = 0;
  let keys = 0;
  const firstMs = Math.ceil(Date.now() / DAY_MS + 1) * DAY_MS;
  const from = new Date(firstMs).toISOString().slice(0, 10);
  const tenantOf = (n: number) => (n % shape.busyTenants) * stepOf(shape);
  const post = (tenant: number, path: string, body: object) =>
    requestText("POST", path, { Authorization: `Bearer ${secretKeyOf(tenant)}`, "Idempotency-Key": `key ${keys++}` }, body);
  const hold = async (connection: HttpConnection) => {
    const n = number++;
    // The second half of an hour: nobody in the history has those.
    const start = new Date(firstMs + Math.floor(n / shape.busyTenants) * 3_600_000 + 1_800_000).toISOString();
    const answer = await connection.send(post(tenantOf(n), "/v1/holds", { serviceId: serviceIdOf(tenantOf(n)), start }));
    expectStatus(answer, 201);
    return { tenant: tenantOf(n), id: /"id":"(hold_[0-9a-z]+)"/.exec(answer.body.toString("latin1", 0, 100))![1]! };
  };
  return {
    hold: async (connection) => void (await hold(connection)),
    "hold and checkout": async (connection) => {
      const { tenant, id } = await hold(connection);
      expectStatus(await connection.send(post(tenant, `/v1/holds/${id}/checkout`, { customer: CUSTOMER })), 200);
    },
    availability: async (connection) => {
      const tenant = tenantOf(number++);
      const path = `/v1/availability?serviceId=${serviceIdOf(tenant)}&from=${from}&to=${addDays(from, 6)}&timeZone=${TIME_ZONE}`;
      expectStatus(await connection.send(requestText("GET", path, { Authorization: `Bearer ${secretKeyOf(tenant)}` })), 200);
    },
  };
}
