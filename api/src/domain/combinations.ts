import type { Interval } from "./hours.js";
import { sessionKeyOf } from "./sessions.js";
import type { Timeline, Usage } from "./timeline.js";

/** A set of resources, one of each requirement, that can serve a session with `free` more places. */
export interface Combination {
  /** Sorted. */
  resourceIds: string[];
  sessionKey: string;
  taken: ReadonlySet<number>;
  capacity: number;
}

/** What can be done at one start. */
export interface Choices {
  /** Sessions that are under way to being full. */
  existing: Combination[];
  /** Per requirement the resources that nobody uses. */
  freshPools: string[][];
  capacity: number;
  mine: boolean;
}

/** A resource of a pool with its usage; those that are blocked are not looked at. */
type Candidate = { resourceId: string; usage: Exclude<Usage, { kind: "blocked" }> };

/**
 * One resource of each pool, none twice; undefined where that can't be. Pools are few, so this simply tries.
 * @param forced - has to be among them.
 */
export function matchPools(pools: readonly (readonly string[])[], forced?: string): string[] | undefined {
  const chosen: string[] = [];
  const fill = (index: number, needed: boolean): boolean => {
    const pool = pools[index];
    if (!pool) return !needed;
    for (const resourceId of pool) {
      if (chosen.includes(resourceId)) continue;
      chosen.push(resourceId);
      if (fill(index + 1, needed && resourceId !== forced)) return true;
      chosen.pop();
    }
    return false;
  };
  return fill(0, forced !== undefined) ? chosen : undefined;
}

function sessionsUnderWay(pools: readonly Candidate[][], capacity: number, identity: { serviceId: string; startMs: number; durationMinutes: number }): Combination[] {
  const byKey = new Map<string, { pools: string[][]; taken: Set<number> }>();
  for (const [index, pool] of pools.entries())
    for (const { resourceId, usage } of pool) {
      if (usage.kind !== "session") continue;
      const known = byKey.get(usage.sessionKey) ?? { pools: pools.map(() => []), taken: new Set<number>() };
      known.pools[index]!.push(resourceId);
      for (const seat of usage.taken) known.taken.add(seat);
      byKey.set(usage.sessionKey, known);
    }
  const combinations: Combination[] = [];
  for (const [sessionKey, session] of byKey) {
    const resourceIds = matchPools(session.pools)?.sort();
    // Only sessions of this very service, start and set of resources can be joined.
    if (resourceIds && session.taken.size < capacity && sessionKeyOf({ ...identity, resourceIds }) === sessionKey)
      combinations.push({ resourceIds, sessionKey, taken: session.taken, capacity });
  }
  return combinations;
}

/**
 * What a computed start offers.
 * @param onGrid - the resources of the first requirement whose grid has this start.
 */
export function choicesAt(
  rules: { serviceId: string; durationMinutes: number; capacity: number; requirements: readonly { resourceIds: readonly string[] }[] },
  timelines: ReadonlyMap<string, Timeline>,
  onGrid: readonly string[],
  slot: Interval,
  claimed: Interval,
): Choices {
  let mine = false;
  const usages = new Map<string, Usage>();
  const usageOf = (resourceId: string): Usage => {
    let usage = usages.get(resourceId);
    if (!usage) usages.set(resourceId, (usage = timelines.get(resourceId)?.usage(claimed) ?? { kind: "blocked" }));
    return usage;
  };
  const pools = rules.requirements.map(({ resourceIds }, index) => {
    const pool: Candidate[] = [];
    for (const resourceId of index === 0 ? onGrid : resourceIds) {
      if (index > 0 && !timelines.get(resourceId)?.isOpen(slot)) continue;
      const usage = usageOf(resourceId);
      if (usage.kind === "blocked") continue;
      mine ||= usage.mine;
      if (usage.kind === "free" || rules.capacity > 1) pool.push({ resourceId, usage });
    }
    return pool;
  });
  return {
    existing: rules.capacity > 1 ? sessionsUnderWay(pools, rules.capacity, { ...rules, startMs: slot.startMs }) : [],
    freshPools: pools.map((pool) => pool.filter(({ usage }) => usage.kind === "free").map(({ resourceId }) => resourceId)),
    capacity: rules.capacity,
    mine,
  };
}

/** What a published session offers: itself, as long as nobody else is on its resources. */
export function choicesOfPublished(slot: { resourceIds: readonly string[]; sessionKey: string; capacity: number }, timelines: ReadonlyMap<string, Timeline>, claimed: Interval): Choices {
  const choices: Choices = { existing: [], freshPools: [], capacity: slot.capacity, mine: false };
  const taken = new Set<number>();
  for (const resourceId of slot.resourceIds) {
    const usage = timelines.get(resourceId)?.usage(claimed) ?? { kind: "free" as const, mine: false };
    if (usage.kind === "blocked" || (usage.kind === "session" && usage.sessionKey !== slot.sessionKey)) return choices;
    choices.mine ||= usage.mine;
    if (usage.kind === "session") for (const seat of usage.taken) taken.add(seat);
  }
  if (taken.size < slot.capacity)
    choices.existing.push({ resourceIds: slot.resourceIds.toSorted(), sessionKey: slot.sessionKey, taken, capacity: slot.capacity });
  return choices;
}

/** The offer of a start to a party of `quantity`: who can serve it and how many places are left; undefined where none can. */
export function offerOf(choices: Choices, quantity: number, resourceId?: string): { remaining: number; resourceIds: string[] } | undefined {
  const { existing, freshPools, capacity } = choices;
  const involves = (ids: readonly string[]) => resourceId === undefined || ids.includes(resourceId);
  const ids = new Set<string>();
  let remaining = 0;
  for (const combination of existing) {
    if (!involves(combination.resourceIds)) continue;
    const left = combination.capacity - combination.taken.size;
    remaining += left;
    if (left >= quantity) for (const id of combination.resourceIds) ids.add(id);
  }
  const fresh = freshPools.length > 0 ? matchPools(freshPools, resourceId) : undefined;
  if (fresh) {
    remaining += capacity * (resourceId === undefined ? disjointCombinations(freshPools) : 1);
    if (capacity >= quantity) for (const id of membersOf(freshPools, resourceId)) ids.add(id);
  }
  return ids.size > 0 ? { remaining, resourceIds: [...ids] } : undefined;
}

/** How many sessions the free resources can serve at once. Exact where no resource stands in two pools. */
function disjointCombinations(pools: readonly string[][]): number {
  if (pools.length === 1) return pools[0]!.length;
  let rest: string[][] = [...pools];
  for (let count = 0; ; count++) {
    const next = matchPools(rest);
    if (!next) return count;
    rest = rest.map((pool) => pool.filter((id) => !next.includes(id)));
  }
}

/** Every free resource that some combination includes; with `forced`, some combination with that one. */
function membersOf(pools: readonly string[][], forced?: string): string[] {
  if (pools.length === 1) return forced === undefined ? pools[0]! : [forced];
  return [...new Set(pools.flat())].filter((id) => {
    if (forced === undefined || id === forced) return matchPools(pools, id) !== undefined;
    // With the forced one taken out of a pool that has it, this one has to fit into the rest.
    return pools.some((pool, index) => pool.includes(forced) && matchPools(pools.map((other, i) => (i === index ? [forced] : other.filter((x) => x !== forced))), id));
  });
}
