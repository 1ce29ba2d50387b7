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
 * @param required - has to be among them.
 */
export function matchPools(pools: Pools, required?: string): string[] | undefined {
  if (required === undefined) {
    const matching = new Matching(pools);
    return pools.every((_, turn) => matching.place(turn)) ? matching.resourceIds : undefined;
  }
  for (const [index, pool] of pools.entries()) {
    const matched = pool.includes(required) ? matchPools(without(pools, index, required)) : undefined;
    if (matched) return [required, ...matched];
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
  if (required === undefined) {
    const all = new Set(pools.flat());
    const fewest = Math.min(...pools.map(({ length }) => length));
    const isDisjoint = all.size === pools.reduce((sum, { length }) => sum + length, 0);
    const atOnce = isDisjoint || fewest === 0 ? fewest : countDisjoint(pools);
    // Where one combination exists, whoever is not in it can take the place of the one its pool gave.
    return { members: atOnce > 0 ? [...all] : [], atOnce };
  }
  const members = new Set<string>();
  for (const [index, pool] of pools.entries()) {
    if (!pool.includes(required)) continue;
    const { members: others, atOnce } = combinationsOf(without(pools, index, required));
    if (atOnce > 0) for (const id of [required, ...others]) members.add(id);
  }
  return { members: [...members], atOnce: members.size > 0 ? 1 : 0 };
}

/** What the other pools can still give when one has given this resource. */
const without = (pools: Pools, index: number, resourceId: string) => pools.toSpliced(index, 1).map((pool) => pool.filter((id) => id !== resourceId));

function countDisjoint(pools: Pools): number {
  const matching = new Matching(pools);
  for (let turn = 0; ; turn++) if (!matching.place(turn)) return Math.floor(turn / pools.length);
}
