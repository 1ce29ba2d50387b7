import { gather } from "../../database/gather.js";
import type { Connection, Sql } from "../../database/connect.js";
import { type BookableService, findBookableService, findBookableServices, findOverrides } from "../../queries/bookable-services.js";
import { findLiveClaims, type LiveClaimRow } from "../../queries/claims.js";
import { findClaimsAt, findOverridesAt, findPublishedAt } from "../../queries/gathered.js";
import { findPublishedSlots, type PublishedSlotRow } from "../../queries/slots-published.js";

type Overrides = Awaited<ReturnType<typeof findOverrides>>;

/** What deciding about a slot reads. */
export interface Reads {
  service(tenantId: string, serviceId: string): Promise<BookableService | undefined>;
  published(tenantId: string, serviceId: string, startMs: number, endMs: number): Promise<PublishedSlotRow[]>;
  overrides(tenantId: string, resourceIds: string[], from: string, to: string): Promise<Overrides>;
  claims(tenantId: string, resourceIds: string[], startMs: number, endMs: number): Promise<LiveClaimRow[]>;
}

/** Each by a statement of its own, on this connection: inside a transaction, and for long ranges. */
export const readsOn = (sql: Connection): Reads => ({
  service: (...asked) => findBookableService(sql, ...asked),
  published: (...asked) => findPublishedSlots(sql, ...asked),
  overrides: (...asked) => findOverrides(sql, ...asked),
  claims: (...asked) => findLiveClaims(sql, ...asked),
});

const gathered = new WeakMap<Sql, Reads>();

/** Those of all requests of one turn of the event loop by one statement: what rivals ask at the same moment is asked once. */
export function gatheredReads(sql: Sql): Reads {
  let reads = gathered.get(sql);
  if (!reads) gathered.set(sql, (reads = createGatheredReads(sql)));
  return reads;
}

function createGatheredReads(sql: Sql): Reads {
  const service = gather<{ tenantId: string; serviceId: string }, BookableService | undefined>((asked) =>
    onceEach(asked, ({ tenantId, serviceId }) => `${tenantId} ${serviceId}`, async (unique) => {
      const found = await findBookableServices(sql, unique);
      return unique.map((_, i) => found.find((one) => one.i === i));
    }),
  );
  const published = gather<{ tenantId: string; serviceId: string; startMs: number; endMs: number }, PublishedSlotRow[]>((asked) =>
    onceEach(asked, (one) => Object.values(one).join(" "), async (unique) => group(unique.length, await findPublishedAt(sql, unique))),
  );
  const overrides = gather<{ tenantId: string; resourceIds: string[]; from: string; to: string }, Overrides>((asked) =>
    onceEach(asked, (one) => Object.values(one).join(" "), async (unique) => {
      const rows = await findOverridesAt(sql, unique.flatMap(({ resourceIds, ...dates }, i) => resourceIds.map((resourceId) => ({ ...dates, i, resourceId }))));
      return group(unique.length, rows).map(byResourceAndDate);
    }),
  );
  const claims = gather<{ tenantId: string; resourceIds: string[]; startMs: number; endMs: number }, LiveClaimRow[]>((asked) =>
    onceEach(asked, (one) => Object.values(one).join(" "), async (unique) => {
      const rows = await findClaimsAt(sql, unique.flatMap(({ resourceIds, ...time }, i) => resourceIds.map((resourceId) => ({ ...time, i, resourceId }))));
      return group(unique.length, rows.filter(({ lapsed }) => !lapsed));
    }),
  );
  return {
    service: (tenantId, serviceId) => service({ tenantId, serviceId }),
    published: (tenantId, serviceId, startMs, endMs) => published({ tenantId, serviceId, startMs, endMs }),
    overrides: (tenantId, resourceIds, from, to) => overrides({ tenantId, resourceIds, from, to }),
    claims: (tenantId, resourceIds, startMs, endMs) => claims({ tenantId, resourceIds, startMs, endMs }),
  };
}

/** Asks for each different question once, and gives its answer to all who asked it. */
async function onceEach<Q, A>(asked: readonly Q[], keyOf: (question: Q) => string, ask: (unique: Q[]) => Promise<A[]>): Promise<A[]> {
  const keys = asked.map(keyOf);
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

function group<R extends { i: number }>(count: number, rows: readonly R[]): R[][] {
  const groups = Array.from({ length: count }, (): R[] => []);
  for (const row of rows) groups[row.i]!.push(row);
  return groups;
}

function byResourceAndDate(rows: readonly { resourceId: string; date: string; windows: Overrides extends Map<string, Map<string, infer W>> ? W : never }[]): Overrides {
  const byResource: Overrides = new Map();
  for (const { resourceId, date, windows } of rows) {
    const dates = byResource.get(resourceId);
    if (dates) dates.set(date, windows);
    else byResource.set(resourceId, new Map([[date, windows]]));
  }
  return byResource;
}
