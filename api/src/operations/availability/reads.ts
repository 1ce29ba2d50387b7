import { gather } from "../../database/gather.js";
import type { Connection, Sql } from "../../database/connect.js";
import { rootOf } from "../../database/witness.js";
import { type BookableService, findBookableService, findBookableServices, type ReadService } from "../../queries/bookable-services.js";
import { findTimes, type Times, type TimesAsked } from "../../queries/times.js";
import { Recent } from "../../recent.js";

/** What deciding about a slot reads. */
export interface Reads<Service extends BookableService = BookableService> {
  service(tenantId: string, serviceId: string): Promise<Service | undefined>;
  times(asked: TimesAsked): Promise<Times>;
}

/** Each by a statement of its own, on this connection: inside a transaction, and for long ranges. */
export const readsOn = (sql: Connection): Reads<ReadService> => ({
  service: (...asked) => findBookableService(sql, ...asked),
  times: async (asked) => (await findTimes(sql, [asked]))[0]!,
});

/**
 * How long a service is known without asking, in milliseconds. Another process that changes it is heard of only then:
 * who books in that moment is as one who came a moment earlier.
 */
const SERVICE_KEPT_MS = 1000;

interface Gathered {
  reads: Reads;
  services: Recent<BookableService>;
}

const gathered = new WeakMap<Sql, Gathered>();

function gatheredOf(pool: Sql): Gathered {
  const sql = rootOf(pool);
  let found = gathered.get(sql);
  if (!found) gathered.set(sql, (found = createGathered(sql)));
  return found;
}

/** Those of all requests of one turn of the event loop by one statement: what rivals ask at the same moment is asked once. */
export const gatheredReads = (sql: Sql): Reads => gatheredOf(sql).reads;

/** This process changed something of what a tenant offers. */
export const forgetServices = (sql: Sql, tenantId: string): void => gatheredOf(sql).services.forget(tenantId);

function createGathered(sql: Sql): Gathered {
  const services = new Recent<BookableService>(SERVICE_KEPT_MS);
  const find = gather<{ tenantId: string; serviceId: string }, BookableService | undefined>((asked) =>
    onceEach(asked, async (unique) => {
      const found = await findBookableServices(sql, unique);
      return unique.map((_, i) => found.find((one) => one.i === i));
    }),
  );
  return {
    services,
    reads: {
      service: (tenantId, serviceId) => services.getOr(tenantId, serviceId, () => find({ tenantId, serviceId })),
      times: gather((asked) => onceEach(asked, (unique) => findTimes(sql, unique))),
    },
  };
}

/** Asks for each different question once, and gives its answer to all who asked it. */
async function onceEach<Q extends object, A>(asked: readonly Q[], ask: (unique: Q[]) => Promise<A[]>): Promise<A[]> {
  const keys = asked.map((question) => Object.values(question).join(" "));
  const places = new Map<string, number>();
  const unique: Q[] = [];
  for (const [i, key] of keys.entries()) {
    if (places.has(key)) continue;
    places.set(key, unique.length);
    unique.push(asked[i]!);
  }
  const answers = await ask(unique);
  return keys.map((key) => answers[places.get(key)!]!);
}
