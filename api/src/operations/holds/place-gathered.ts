import type { HoldView } from "../../contract/holds.js";
import { inTransaction } from "../../database/begin.js";
import { gather } from "../../database/gather.js";
import type { ChosenCombination } from "../../domain/resource-choice.js";
import type { LiveClaim } from "../../domain/timeline.js";
import type { Deps } from "../../deps.js";
import { BookingError } from "../../errors.js";
import { countLiveHoldsOfClients, type GatheredHold, insertHoldsWithClaims, retireLapsedAt, tryLockKeys, undoHolds } from "../../queries/gathered-holds.js";
import type { NewHold } from "../../queries/holds.js";
import { placeOfKey, type RequestKey, sealAnswer } from "../idempotency/once.js";

/** One request that looked and found a place that seems free. */
export interface Placing {
  chosen: ChosenCombination;
  /** Chooses anew where others of the same batch take `occupied`; undefined where nothing else is free. */
  choose: (occupied: readonly LiveClaim[]) => ChosenCombination | undefined;
  holdOf: (chosen: ChosenCombination) => NewHold;
  viewOf: (hold: GatheredHold) => HoldView;
  requestKey: RequestKey | undefined;
  /** How many live holds the client may have; secret keys have no client. */
  limit: number;
}

/** What became of it: placed, or to be tried alone, because somebody was faster or the limit has to be explained. */
export type Placed = HoldView | "alone";

type Gathered = (placing: Placing) => Promise<Placed>;
const gathered = new WeakMap<Deps["sql"], Gathered>();

/**
 * Places the holds of all requests of one turn of the event loop in one transaction: one multi-row statement instead of
 * six for each. Each request keeps its own outcome, and is answered only after the commit. Who loses here leaves no
 * trace, and tries again alone.
 */
export function placeGathered(deps: Deps, placing: Placing): Promise<Placed> {
  let place = gathered.get(deps.sql);
  if (!place) gathered.set(deps.sql, (place = gather<Placing, Placed>((placings) => placeAll(deps, placings))));
  return place(placing);
}

function placeAll(deps: Deps, placings: readonly Placing[]): Promise<(Placed | Error)[]> {
  const distinct = withoutRivals(placings);
  return inTransaction(deps.sql, async (tx) => {
    const results: (Placed | Error)[] = Array(placings.length).fill("alone");
    const keyed = distinct.filter(({ placing }) => placing.requestKey);
    const { now, locked } = await tryLockKeys(tx, keyed.map(({ hold, placing }) => placeOfKey(hold.tenantId, placing.requestKey!).place));
    for (const [i, { index }] of keyed.entries())
      if (!locked[i]) results[index] = new BookingError("idempotency_in_flight", undefined, { retryAfterSeconds: 1 });
    let going = distinct.filter(({ index }) => results[index] === "alone");
    const limited = going.filter(({ hold }) => hold.clientHash);
    if (limited.length > 0) going = await withinLimits(tx, going);
    if (going.length === 0) return results;

    const holds = going.map(({ hold, chosen, placing }): GatheredHold => {
      const timed: GatheredHold = { ...hold, seats: chosen.seats, createdAt: now, expiresAt: new Date(now.getTime() + hold.holdSeconds * 1000) };
      const { requestKey } = placing;
      return requestKey ? { ...timed, stored: sealAnswer(deps.keyring, hold.tenantId, requestKey, placing.viewOf(timed)) } : timed;
    });
    const times = holds.flatMap(({ tenantId, resourceIds, claimStartMs, claimEndMs }, i) => resourceIds.map((resourceId) => ({ i, tenantId, resourceId, startMs: claimStartMs, endMs: claimEndMs })));
    const [, rows] = await Promise.all([retireLapsedAt(tx, times), insertHoldsWithClaims(tx, holds)]);
    const won = new Map(rows.map(({ holdId, claims }) => [holdId, claims]));
    const kept = new Set(rows.map(({ keyHash }) => keyHash?.toString("hex")));
    const isWon = ({ holdId, resourceIds, seats, stored }: GatheredHold) =>
      won.get(holdId) === resourceIds.length * seats.length && (!stored || kept.has(stored.keyHash.toString("hex")));
    const lost = holds.filter((hold) => !isWon(hold));
    if (lost.length > 0) await undoHolds(tx, lost);
    for (const [i, hold] of holds.entries()) if (isWon(hold)) results[going[i]!.index] = going[i]!.placing.viewOf(hold);
    return results;
  });
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

/** Those whose client has room for one more; the others are told alone, with when there will be. */
async function withinLimits(tx: Parameters<typeof countLiveHoldsOfClients>[0], going: readonly Distinct[]): Promise<Distinct[]> {
  const clientOf = ({ hold }: Distinct) => hold.clientHash && `${hold.tenantId} ${hold.clientHash.toString("hex")}`;
  const clients = new Map<string, { tenantId: string; clientHash: Buffer }>();
  for (const one of going) {
    const client = clientOf(one);
    if (client) clients.set(client, { tenantId: one.hold.tenantId, clientHash: one.hold.clientHash! });
  }
  const counts = await countLiveHoldsOfClients(tx, [...clients.values()]);
  const live = new Map([...clients.keys()].map((client, i) => [client, counts[i]!]));
  return going.filter((one) => {
    const client = clientOf(one);
    if (!client) return true;
    const count = live.get(client)!;
    live.set(client, count + 1);
    return count < one.placing.limit;
  });
}
