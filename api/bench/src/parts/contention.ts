import { type Business, withBusiness } from "../business.js";
import { median } from "../load/statistics.js";
import type { Bench, Figure, Findings, Part } from "../part.js";
import { BEHIND_A_PROXY, browserRequest, type Rival, sendRivals, type Tally, tally } from "../rivals.js";
import { type Database, withSql } from "../server/databases.js";
import type { Processes } from "../server/processes.js";
import { verify } from "../verify.js";

const SEATS = 500;
const HALF_HOUR_MS = 1_800_000;
const DAY_MS = 86_400_000;
/** Two cores answer ten thousand within this. */
const MOST_SECONDS = 2;

interface Race {
  name: string;
  /** How many targets there are, and places at each. */
  targets: number;
  places: number;
  /** Asked for in turn. */
  serviceIds: string[];
}

export default {
  title: "Rivals for one seat, for a room, for a class of 500, for 500 starts: each a browser of its own",
  order: 30,
  async run(bench: Bench): Promise<Findings> {
    const database = await bench.createDatabase();
    const { business, races } = await withBusiness(database, async (business) => ({ business, races: await createRaces(business) }));
    const { drop } = bench.settings;
    if (drop) await withSql(database, (sql) => sql`alter table claims drop constraint ${sql(drop)}`);
    const figures: Figure[] = [];
    const notes = drop ? [`Without the constraint ${drop}, on purpose: this run has to be broken.`] : [];
    for (const processes of [await bench.startApi(database, 1, BEHIND_A_PROXY), await bench.startApi(database, 2, BEHIND_A_PROXY)])
      for (const race of races) figures.push(...(await runRace(bench, business, race, processes, notes)));
    figures.push(...verified(database, notes));
    return { figures, notes: [...new Set(notes)] };
  },
} satisfies Part;

async function createRaces(business: Business): Promise<Race[]> {
  const serviceOf = async (options: object) => business.service({ resourceIds: [await business.resource()], ...options });
  const resourceIds = [await business.resource()];
  const lengths = [30, 45, 60];
  return [
    { name: "one seat", targets: 1, places: 1, serviceIds: [await serviceOf({})] },
    // The seats' constraint knows nothing of other services: that of overlapping sessions decides.
    { name: "one room of three services", targets: 1, places: 1, serviceIds: await Promise.all(lengths.map((durationMinutes) => business.service({ resourceIds, durationMinutes, intervalMinutes: 30 }))) },
    { name: `a class of ${SEATS}`, targets: 1, places: SEATS, serviceIds: [await serviceOf({ capacity: SEATS })] },
    { name: `${SEATS} starts`, targets: SEATS, places: 1, serviceIds: [await serviceOf({})] },
  ];
}

/** Rivals of one start are neighbours in the queue, as those of a popular one are. */
async function runRace(bench: Bench, business: Business, race: Race, processes: Processes, notes: string[]): Promise<Figure[]> {
  const { rivals: count, rounds } = bench.settings;
  const tallies: Tally[] = [];
  // The first one warms up the process, and is not counted.
  for (let round = 0; round <= rounds; round++) {
    const firstMs = nextFreeMs(race);
    const rivals = Array.from({ length: count }, (_, index): Rival => {
      const target = Math.floor((index * race.targets) / count);
      const start = new Date(firstMs + target * HALF_HOUR_MS).toISOString();
      return { target, request: browserRequest(business, nextRival++, { serviceId: race.serviceIds[index % race.serviceIds.length]!, start }) };
    });
    const result = tally(await sendRivals(processes.urls, rivals), race.places);
    if (round > 0) tallies.push(result);
    bench.log(`  ${race.name}, ${processes.urls.length} processes, round ${round}: ${result.won} won in ${result.secondsFromFirstToLast.toFixed(2)} s`);
    notes.push(...complaints(race, result));
  }
  const name = `${count.toLocaleString("en-US")} for ${race.name}, ${processes.urls.length === 1 ? "1 process" : "2 processes"}`;
  const places = Math.min(count, race.targets * race.places);
  const sold = tallies.map(({ won }) => won);
  const wrong = tallies.map(({ soldTwice, falselyRefused, improper }) => soldTwice + falselyRefused + improper.length);
  return [
    { name: `${name}: sold`, value: sold.find((won) => won !== places) ?? places, unit: "", must: { be: places } },
    { name: "  sold twice, refused while there was one left, or answered with an error", value: Math.max(...wrong), unit: "", must: { be: 0 } },
    { name: "  from the first answer to the last", value: median(tallies.map(({ secondsFromFirstToLast }) => secondsFromFirstToLast)), unit: "s", goal: { atMost: MOST_SECONDS } },
  ];
}

function complaints({ name }: Race, { soldTwice, oversold, falselyRefused, improper }: Tally): string[] {
  return [
    ...(soldTwice > 0 ? [`${name}: ${soldTwice} places too many were sold (${oversold} starts).`] : []),
    ...(falselyRefused > 0 ? [`${name}: ${falselyRefused} were told that nothing is left, and somebody who asked later won.`] : []),
    ...(improper[0] ? [`${name}: ${improper.length} improper answers, such as ${improper[0].status} ${improper[0].body.toString("utf8").slice(0, 300)}`] : []),
  ];
}

let nextRival = 0;
const usedMs = new Map<string[], number>();

/** Starts that no earlier race was about: from tomorrow on, on whole days. */
function nextFreeMs({ serviceIds, targets }: Race): number {
  const firstMs = usedMs.get(serviceIds) ?? Math.ceil(Date.now() / DAY_MS + 1) * DAY_MS;
  usedMs.set(serviceIds, firstMs + Math.ceil((targets * HALF_HOUR_MS) / DAY_MS) * DAY_MS);
  return firstMs;
}

function verified(database: Database, notes: string[]): Figure[] {
  const breaches = verify(database);
  if (breaches[0]) notes.push(`verify: ${breaches[0]}`);
  return [{ name: "rows that break a promise (npm run verify)", value: breaches.length, unit: "", must: { be: 0 } }];
}
