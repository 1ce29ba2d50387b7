import { withBusiness } from "../business.js";
import { requestText } from "../load/request.js";
import { median } from "../load/statistics.js";
import type { Bench, Findings, Part } from "../part.js";
import { BEHIND_A_PROXY, browserRequest, sendRivals } from "../rivals.js";
import { withSql } from "../server/databases.js";

const RIVALS_PER_SLOT = 50;
const HALF_HOUR_MS = 1_800_000;
const DAY_MS = 86_400_000;

export default {
  title: "The usual recipe (SELECT … FOR UPDATE, then INSERT) beside ours, with the same rivals: 50 for each start, one process each",
  order: 60,
  async run(bench: Bench): Promise<Findings> {
    const database = await bench.createDatabase();
    const { business, serviceId } = await withBusiness(database, async (business) => ({ business, serviceId: await business.service({ resourceIds: [await business.resource()] }) }));
    await withSql(database, (sql) => sql`
      create table naive_bookings (booking_id bigint generated always as identity primary key, slot int not null, customer int not null)`);
    await withSql(database, (sql) => sql`create index on naive_bookings (slot)`);
    const ours = await bench.startApi(database, 1, BEHIND_A_PROXY);
    const naive = await bench.startServer(new URL("../baselines/naive-server.js", import.meta.url), 1, { env: { DATABASE_URL: database.url } });

    const { rivals: count, rounds } = bench.settings;
    const slots = Math.ceil(count / RIVALS_PER_SLOT);
    const firstMs = Math.ceil(Date.now() / DAY_MS + 1) * DAY_MS;
    const sides = {
      naive: { urls: naive.urls, perSecond: [] as number[], sold: [] as number[], request: (slot: number, customer: number) => requestText("POST", "/book", {}, { slot, customer }) },
      ours: {
        urls: ours.urls, perSecond: [] as number[], sold: [] as number[],
        request: (slot: number, customer: number) => browserRequest(business, customer, { serviceId, start: new Date(firstMs + slot * HALF_HOUR_MS).toISOString() }),
      },
    };
    let customer = 0;
    // The first round warms up both, and is not counted.
    for (let round = 0; round <= rounds; round++)
      for (const [name, side] of Object.entries(sides)) {
        const rivals = Array.from({ length: count }, (_, index) => {
          const slot = round * slots + Math.floor(index / RIVALS_PER_SLOT);
          return { target: slot, request: side.request(slot, customer++) };
        });
        const startedAt = performance.now();
        const attempts = await sendRivals(side.urls, rivals);
        const perSecond = (count / (performance.now() - startedAt)) * 1000;
        const sold = attempts.filter(({ status }) => status === 201).length;
        bench.log(`  round ${round}, ${name}: ${Math.round(perSecond)} a second, ${sold} sold of ${slots}`);
        if (round === 0) continue;
        side.perSecond.push(perSecond);
        side.sold.push(sold);
      }
    const twice = (sold: number[]) => sold.map((number) => number - slots);
    return {
      figures: [
        { name: `starts sold again, of ${slots}: ours`, value: Math.max(...twice(sides.ours.sold)), unit: "", must: { be: 0 } },
        { name: `starts sold again, of ${slots}: the usual recipe`, value: median(twice(sides.naive.sold)), unit: "" },
        { name: "attempts a second: ours ÷ the usual recipe", value: median(sides.ours.perSecond.map((value, round) => value / sides.naive.perSecond[round]!)), unit: "×" },
        { name: "attempts a second: ours", value: median(sides.ours.perSecond), unit: "/s" },
        { name: "attempts a second: the usual recipe", value: median(sides.naive.perSecond), unit: "/s" },
      ],
      notes: ["Ours checks a key, an address and an Idempotency-Key, writes the hold, and names alternatives; the recipe does nothing but its two statements."],
    };
  },
} satisfies Part;
