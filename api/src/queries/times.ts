import type { WallWindow } from "../domain/hours.js";
import type { BusyTime } from "../domain/timeline.js";
import type { Connection } from "../database/connect.js";
import type { LiveClaimRow } from "./claims.js";
import { isHeard } from "./events.js";

export interface PublishedSlotRow {
  slotId: string;
  startMs: number;
  endMs: number;
  capacity: number;
  resourceIds: string[];
  sessionKey: string;
}

/** What a look at times of a service asks; instants in milliseconds since 1970. */
export interface TimesAsked {
  tenantId: string;
  serviceId: string;
  /** Every resource of the service. */
  resourceIds: string[];
  /** Published sessions that start from here to before there. */
  publishedFromMs: number;
  publishedToMs: number;
  /** Claims that overlap this. */
  claimsFromMs: number;
  claimsToMs: number;
  /** Dates whose hours may differ, YYYY-MM-DD, both included. */
  datesFrom: string;
  datesTo: string;
}

/** Everything that changes what a service offers at some times, and when it was so. */
export interface Times {
  /** Those that have not expired, whether or not anybody has retired the others. */
  claims: LiveClaimRow[];
  /** By start. */
  published: PublishedSlotRow[];
  /** The dates whose hours differ, by resource. */
  overrides: Map<string, Map<string, WallWindow[]>>;
  /** When resources are busy elsewhere, wherever that meets the claims that were asked for. */
  busy: BusyTime[];
  /** Whether an endpoint of the tenant's wants to be told of new holds. */
  holdsAreHeard: boolean;
  /** The database's time. */
  now: Date;
}

interface Row extends Pick<Times, "now" | "holdsAreHeard"> {
  claims: [resourceId: string, sessionKey: string, seat: number, startMs: number, endMs: number, expiresAtMs: number | null, holdId: string | null][] | null;
  published: [slotId: string, startMs: number, endMs: number, capacity: number, resourceIds: string[], sessionKey: string][] | null;
  overrides: [resourceId: string, date: string, windows: WallWindow[]][] | null;
  busy: [resourceId: string, startMs: number, endMs: number][] | null;
}

/** Several looks by one statement; their answers are in the same order. */
export async function findTimes(sql: Connection, asked: readonly TimesAsked[]): Promise<Times[]> {
  const seconds = (ms: number) => ms / 1000;
  const questions = asked.map((one, i) => ({
    i, tenant_id: one.tenantId, service_id: one.serviceId, resource_ids: one.resourceIds, dates_from: one.datesFrom, dates_to: one.datesTo,
    published_from: seconds(one.publishedFromMs), published_to: seconds(one.publishedToMs), claims_from: seconds(one.claimsFromMs), claims_to: seconds(one.claimsToMs),
  }));
  // An answer is its lists in one row: one look is one round trip, and JSON.parse reads lists faster than rows are read.
  const rows = await sql<Row[]>`
    with clock as materialized (select holdfast_now() as now)
    select clock.now, ${isHeard(sql, sql`q.tenant_id`, "hold.created")} as holds_are_heard,
      (select json_agg(json_build_array(c.resource_id, c.session_key, c.seat, extract(epoch from lower(c.during))::float8 * 1000,
          extract(epoch from upper(c.during))::float8 * 1000, case when isfinite(c.expires_at) then extract(epoch from c.expires_at)::float8 * 1000 end, c.hold_id))
        from unnest(q.resource_ids) as r(resource_id)
        join claims c on c.tenant_id = q.tenant_id and c.resource_id = r.resource_id and c.during && tstzrange(to_timestamp(q.claims_from), to_timestamp(q.claims_to))
        where c.expires_at > clock.now) as claims,
      (select json_agg(json_build_array(s.slot_id, extract(epoch from s.starts_at)::float8 * 1000, extract(epoch from s.ends_at)::float8 * 1000, s.capacity, s.resource_ids, s.session_key) order by s.starts_at)
        from slots s where s.tenant_id = q.tenant_id and s.service_id = q.service_id and s.withdrawn_at is null
          and s.starts_at >= to_timestamp(q.published_from) and s.starts_at < to_timestamp(q.published_to)) as published,
      (select json_agg(json_build_array(o.resource_id, o.date, o.windows))
        from unnest(q.resource_ids) as r(resource_id)
        join resource_overrides o on o.tenant_id = q.tenant_id and o.resource_id = r.resource_id and o.date between q.dates_from and q.dates_to) as overrides,
      (select json_agg(json_build_array(b.resource_id, extract(epoch from b.starts_at)::float8 * 1000, extract(epoch from b.ends_at)::float8 * 1000))
        from unnest(q.resource_ids) as r(resource_id)
        join busy_times b on b.tenant_id = q.tenant_id and b.resource_id = r.resource_id and b.starts_at < to_timestamp(q.claims_to) and b.ends_at > to_timestamp(q.claims_from)) as busy
    from jsonb_to_recordset(${sql.json(questions)}) as q(i int, tenant_id text, service_id text, resource_ids text[], dates_from date, dates_to date,
      published_from float8, published_to float8, claims_from float8, claims_to float8)
    cross join clock
    order by q.i`;
  return rows.map(timesOf);
}

function timesOf({ now, holdsAreHeard, claims, published, overrides, busy }: Row): Times {
  const byResource: Times["overrides"] = new Map();
  for (const [resourceId, date, windows] of overrides ?? []) {
    const dates = byResource.get(resourceId);
    if (dates) dates.set(date, windows);
    else byResource.set(resourceId, new Map([[date, windows]]));
  }
  return {
    now,
    holdsAreHeard,
    claims: (claims ?? []).map(([resourceId, sessionKey, seat, startMs, endMs, expiresAtMs, holdId]) => ({ resourceId, sessionKey, seat, startMs, endMs, expiresAtMs: expiresAtMs ?? Infinity, holdId })),
    published: (published ?? []).map(([slotId, startMs, endMs, capacity, resourceIds, sessionKey]) => ({ slotId, startMs, endMs, capacity, resourceIds, sessionKey })),
    overrides: byResource,
    busy: (busy ?? []).map(([resourceId, startMs, endMs]) => ({ resourceId, startMs, endMs })),
  };
}
