import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { addDays } from "../../../dist/domain/local-dates.js";
import { listSlotsWithDayjs } from "../baselines/dayjs-slots.js";
import { type Business, openDaily, TIME_ZONE, withBusiness } from "../business.js";
import { closedLoop, expectStatus, openConnections } from "../load/closed-loop.js";
import { compare, perSecond, ratio } from "../load/compare.js";
import { requestText } from "../load/request.js";
import type { Bench, Figure, Findings, Part } from "../part.js";
import { pureInput } from "../pure-input.js";
import type { Database } from "../server/databases.js";
import { cpuRatio } from "../load/cpu-ratio.js";

const RESOURCES = 5;
const DAYS = 30;
const SLOT_MINUTES = 30;
const OPENS_HOUR = 9;
const CLOSES_HOUR = 17;
const AT_ONCE = 16;

export default {
  title: `${DAYS} days, a start every 15 minutes, ${RESOURCES} resources, half booked`,
  order: 40,
  async run(bench: Bench): Promise<Findings> {
    const database = await bench.createDatabase();
    const from = addDays(new Date().toISOString().slice(0, 10), 2);
    const { business, serviceId } = await withBusiness(database, async (business) => ({ business, serviceId: await halfBookedService(business, from) }));
    const served = await compareServers(bench, database, business, serviceId, from);
    const pure = await comparePure(bench, database, business.tenantId, serviceId, from);
    return { figures: [...served.figures, ...pure.figures], summaries: served.summaries, notes: [...served.notes, ...pure.notes] };
  },
} satisfies Part;

/** A service whose every half hour on every resource is booked by the toss of a coin, the same one in every run. */
async function halfBookedService(business: Business, from: string): Promise<string> {
  const resourceIds: string[] = [];
  for (let index = 0; index < RESOURCES; index++) resourceIds.push(await business.resource({ weekly: openDaily(`0${OPENS_HOUR}:00`, `${CLOSES_HOUR}:00`) }));
  const serviceId = await business.service({ resourceIds, durationMinutes: SLOT_MINUTES, intervalMinutes: 15, horizonDays: DAYS + 30 });
  const wishes: object[] = [];
  let seed = 1;
  for (let day = 0; day < DAYS; day++)
    for (let minutes = OPENS_HOUR * 60; minutes < CLOSES_HOUR * 60; minutes += SLOT_MINUTES)
      for (const resourceId of resourceIds) {
        seed = (Math.imul(seed, 1_103_515_245) + 12_345) & 0x7fffffff;
        // India has had one offset since 1945.
        if ((seed >> 16) % 2 === 0) wishes.push({ serviceId, resourceId, start: new Date(Date.parse(`${addDays(from, day)}T00:00:00+05:30`) + minutes * 60_000).toISOString() });
      }
  const customer = { name: "Asha Rao", email: "asha@bench.test" };
  const book = async () => {
    for (let wish = wishes.pop(); wish; wish = wishes.pop()) {
      const { id } = await business.call("POST", "/v1/holds", wish);
      await business.call("POST", `/v1/holds/${id}/checkout`, { customer });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, book));
  return serviceId;
}

async function compareServers(bench: Bench, database: Database, business: Business, serviceId: string, from: string) {
  const path = `/v1/availability?serviceId=${serviceId}&from=${from}&to=${addDays(from, DAYS - 1)}&timeZone=${TIME_ZONE}`;
  const request = requestText("GET", path, { Authorization: `Bearer ${business.publishableKey}` });
  const ask = (urls: string[], text: string) => (seconds: number) =>
    closedLoop(urls, seconds, async (connection) => expectStatus(await connection.send(text), 200));

  const one = await bench.startApi(database, 1);
  const two = await bench.startApi(database, 2);
  const [connection] = await openConnections(one.urls, 1);
  const answer = await connection!.send(request);
  connection!.close();
  expectStatus(answer, 200);
  const json = answer.body.toString("utf8");
  const slots = json.split('"localTime"').length - 1;

  const folder = await mkdtemp(join(tmpdir(), "holdfast-bench-"));
  await writeFile(join(folder, "constant.json"), json);
  const constant = (count: number) => bench.startServer(new URL("../baselines/constant-server.js", import.meta.url), count, { args: [join(folder, "constant.json")] });
  const sides = [
    { count: "1 process", ours: one, hono: await constant(1) },
    { count: "2 processes", ours: two, hono: await constant(2) },
  ];
  await rm(folder, { recursive: true });
  const summaries = await compare(bench, sides.flatMap(({ count, ours, hono }) => [
    { name: `availability, ${count}`, processes: ours, run: ask(ours.urls, request) },
    { name: `Hono, JSON made once, ${count}`, processes: hono, run: ask(hono.urls, requestText("GET", "/text", {})) },
    { name: `Hono, JSON made each time, ${count}`, processes: hono, run: ask(hono.urls, requestText("GET", "/object", {})) },
  ]));
  const figures = sides.flatMap(({ count }, index): Figure[] => {
    const [ours, text, object] = summaries.slice(index * 3);
    return [
      { name: `availability ÷ Hono sending as much JSON, made once, ${count}`, value: ratio(ours!, text!, perSecond), unit: "×", goal: { atLeast: 0.5 } },
      { name: `availability ÷ Hono sending as much JSON, made each time, ${count}`, value: ratio(ours!, object!, perSecond), unit: "×", goal: { atLeast: 0.5 } },
    ];
  });
  return { figures, summaries, notes: [`An answer has ${slots} slots and ${Math.round(json.length / 1000)} kB.`] };
}

/** The domain's function on what the operation would hand it, against dayjs on the same. */
async function comparePure(bench: Bench, database: Database, tenantId: string, serviceId: string, from: string) {
  const query = { from, days: DAYS, timeZone: TIME_ZONE };
  const { listSlots, rules, state, asked } = await pureInput(database, tenantId, serviceId, query);
  const ours = () => listSlots(rules, state, asked);
  const dayjs = () => listSlotsWithDayjs(rules, state, { ...query, nowMs: asked.nowMs });
  const expected = dayjs().map(({ start, resourceIds }) => `${start} ${resourceIds.toSorted().join(" ")}`);
  const given = ours().map(({ startMs, resourceIds }) => `${new Date(startMs).toISOString()} ${resourceIds.toSorted().join(" ")}`);
  const different = expected.filter((slot, index) => slot !== given[index]).length + Math.abs(expected.length - given.length);
  const { ratio: faster, fastMs, slowMs } = cpuRatio(ours, dayjs, bench.settings.rounds);
  const figures: Figure[] = [
    { name: "slots that dayjs and the pure function see differently", value: different, unit: "", must: { be: 0 } },
    { name: "the pure function is faster than dayjs by", value: faster, unit: "×", goal: { atLeast: 50 } },
  ];
  return { figures, notes: [`CPU of a call: ${fastMs.toFixed(2)} ms for the pure function, ${slowMs.toFixed(1)} ms with dayjs (${given.length} slots from ${state.claims.length} claims).`] };
}
