/** Resources of each requirement; one of every pool is needed. */
export type Pools = readonly (readonly string[])[];

/**
 * Gives pools a resource each, none twice, by Kuhn's augmenting paths: whoever comes later may make an earlier one
 * take another. The first of a pool is preferred.
 */
class Matching {
  readonly #pools: Pools;
  readonly #turnOf = new Map<string, number>();

  constructor(pools: Pools) {
    this.#pools = pools;
  }

  get resourceIds(): string[] {
    return [...this.#turnOf.keys()];
  }

  /** @param turn - which pool in which round: pool `turn % pools.length`. */
  place(turn: number, tried = new Set<string>()): boolean {
    for (const resourceId of this.#pools[turn % this.#pools.length] ?? []) {
      if (tried.has(resourceId)) continue;
      tried.add(resourceId);
      const holder = this.#turnOf.get(resourceId);
      if (holder !== undefined && !this.place(holder, tried)) continue;
      this.#turnOf.set(resourceId, turn);
      return true;
    }
    return false;
  }
}

/**
 * One resource of each pool, none twice, in no particular order; undefined where that can't be.
 * @param required - have to be among them.
 */
export function matchPools(pools: Pools, required: readonly string[] = []): string[] | undefined {
  const [first, ...others] = required;
  if (first === undefined && pools.length === 1) return pools[0]!.length > 0 ? [pools[0]![0]!] : undefined;
  if (first === undefined) {
    const matching = new Matching(pools);
    return pools.every((_, turn) => matching.place(turn)) ? matching.resourceIds : undefined;
  }
  for (const [index, pool] of pools.entries()) {
    if (!pool.includes(first)) continue;
    const rest = pools.toSpliced(index, 1).map((other) => other.filter((id) => id !== first));
    const matched = matchPools(rest, others.filter((id) => id !== first));
    if (matched) return [first, ...matched];
  }
  return undefined;
}

/**
 * What pools can serve: every resource that some combination includes, and how many combinations without a common
 * resource there are at most.
 * @param required - only combinations with this one.
 */
export function combinationsOf(pools: Pools, required?: string): { members: readonly string[]; atOnce: number } {
  const [only = [], ...others] = pools;
  if (others.length === 0) {
    if (required === undefined) return { members: only, atOnce: only.length };
    return only.includes(required) ? { members: [required], atOnce: 1 } : { members: [], atOnce: 0 };
  }
  const all = new Set(pools.flat());
  const disjoint = all.size === pools.reduce((sum, { length }) => sum + length, 0);
  if (disjoint && pools.some(({ length }) => length === 0)) return { members: [], atOnce: 0 };
  if (disjoint && required === undefined) return { members: [...all], atOnce: Math.min(...pools.map(({ length }) => length)) };
  const members = [...all].filter((id) => matchPools(pools, required === undefined ? [id] : [required, id]));
  return { members, atOnce: members.length === 0 ? 0 : required === undefined ? countDisjoint(pools) : 1 };
}

function countDisjoint(pools: Pools): number {
  const matching = new Matching(pools);
  for (let turn = 0; ; turn++) if (!matching.place(turn)) return Math.floor(turn / pools.length);
}
