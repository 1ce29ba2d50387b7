import type { HoldView } from "../../contract/holds.js";
import { gather } from "../../database/gather.js";
import type { ChosenCombination } from "../../domain/resource-choice.js";
import type { LiveClaim } from "../../domain/timeline.js";
import type { Deps } from "../../deps.js";
import { BookingError } from "../../errors.js";
import { databaseNow } from "../../queries/clock.js";
import { type HoldToPlace, placeHolds } from "../../queries/gathered-holds.js";
import type { HoldTimes, NewHold } from "../../queries/holds.js";
import { timeOf } from "../live/changes.js";
import { type RequestKey, sealAnswer } from "../idempotency/once.js";

/** When somebody looked: the database's time, and this process's own, in milliseconds. */
export interface Seen {
  now: Date;
  readMs: number;
}

/** A time that was read so long ago, in milliseconds, is read again. */
const FRESH_MS = 25;

/** One request that looked and found a place that seems free. */
export interface Placing {
  chosen: ChosenCombination;
  /** Chooses anew where others of the same batch take `occupied`; undefined where nothing else is free. */
  choose: (occupied: readonly LiveClaim[]) => ChosenCombination | undefined;
  seen: Seen;
  holdOf: (chosen: ChosenCombination) => NewHold;
  viewOf: (hold: NewHold & HoldTimes) => HoldView;
  requestKey: RequestKey | undefined;
  /** How many live holds the client may have; secret keys have no client. */
  liveLimit: number;
}

/** What became of it: placed, or to be tried alone, because somebody was faster or the limit has to be explained. */
export type Placed = HoldView | "alone";

type Gathered = (placing: Placing) => Promise<Placed>;
const gathered = new WeakMap<Deps["sql"], Gathered>();

/**
 * Places the holds of all requests of one turn of the event loop by one call: two statements for all instead of
 * ten for each. Each request keeps its own outcome, and is answered only after the commit. Who loses here leaves no
 * trace, and tries again alone.
 */
export function placeGathered(deps: Deps, placing: Placing): Promise<Placed> {
  let place = gathered.get(deps.sql);
  if (!place) gathered.set(deps.sql, (place = gather<Placing, Placed>((placings) => placeAll(deps, placings), { atOnce: 1 })));
  return place(placing);
}

async function placeAll(deps: Deps, placings: readonly Placing[]): Promise<(Placed | Error)[]> {
  const results: (Placed | Error)[] = Array(placings.length).fill("alone");
  const distinct = withoutRivals(placings);
  const placedAt = await beginningOf(deps, placings);
  const holds = distinct.map(({ hold, chosen, placing }): HoldToPlace & { view: HoldView } => {
    const view = placing.viewOf({ ...hold, createdAt: placedAt, expiresAt: new Date(placedAt.getTime() + hold.holdSeconds * 1000) });
    const { requestKey, liveLimit } = placing;
    return { ...hold, seats: chosen.seats, liveLimit, view, stored: requestKey && sealAnswer(deps.keyring, hold.tenantId, requestKey, view) };
  });
  const outcomes = await placeHolds(deps.sql, holds, placedAt);
  for (const [i, { holdId, view }] of holds.entries()) {
    const outcome = outcomes.get(holdId);
    if (outcome === "placed") {
      results[distinct[i]!.index] = view;
      deps.live.changed(timeOf(holds[i]!));
    } else if (outcome === "in_flight") results[distinct[i]!.index] = new BookingError("idempotency_in_flight", undefined, { retryAfterSeconds: 1 });
  }
  return results;
}

/** A hold's time begins when its row is written, however long its request had waited: as it was seen just now, or read anew. */
async function beginningOf({ sql }: Deps, placings: readonly Placing[]): Promise<Date> {
  const { now, readMs } = placings.map(({ seen }) => seen).reduce((last, seen) => (seen.readMs > last.readMs ? seen : last));
  return performance.now() - readMs < FRESH_MS ? now : databaseNow(sql);
}

interface Distinct {
  index: number;
  placing: Placing;
  chosen: ChosenCombination;
  hold: NewHold;
}

/** Requests of one batch that chose the same place choose again among what the others leave; who finds nothing tries alone. */
function withoutRivals(placings: readonly Placing[]): Distinct[] {
  const occupied: LiveClaim[] = [];
  const places = new Set<string>();
  const keys = new Set<string>();
  const distinct: Distinct[] = [];
  for (const [index, placing] of placings.entries()) {
    // The same key twice at once: the second is told to come back, once it tries alone.
    const key = placing.requestKey && `${placing.requestKey.scope}\n${placing.requestKey.key}`;
    if (key && keys.has(key)) continue;
    const isFree = ({ resourceIds, sessionKey, seats, claimed }: ChosenCombination) =>
      occupied.length === 0 ||
      !resourceIds.some((resourceId) => seats.some((seat) => places.has(`${resourceId} ${sessionKey} ${seat}`))) &&
      !occupied.some((other) => other.sessionKey !== sessionKey && other.startMs < claimed.endMs && claimed.startMs < other.endMs && resourceIds.includes(other.resourceId));
    const chosen = isFree(placing.chosen) ? placing.chosen : placing.choose(occupied);
    if (!chosen) continue;
    if (key) keys.add(key);
    for (const resourceId of chosen.resourceIds)
      for (const seat of chosen.seats) {
        places.add(`${resourceId} ${chosen.sessionKey} ${seat}`);
        occupied.push({ resourceId, sessionKey: chosen.sessionKey, seat, ...chosen.claimed });
      }
    distinct.push({ index, placing, chosen, hold: placing.holdOf(chosen) });
  }
  return distinct;
}
