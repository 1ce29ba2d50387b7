import type { CreateService, UpdateService } from "../../contract/services.js";
import type { Connection } from "../../database/connect.js";
import { matchPools } from "../../domain/combinations.js";
import { BookingError } from "../../errors.js";
import { lockResources } from "../../queries/resources.js";

export interface Pool {
  name: string | null;
  resourceIds: string[];
}

/** The pools an input names, or undefined where it names none. */
export function poolsOf({ resourceIds, requirements }: CreateService | UpdateService): Pool[] | undefined {
  if (resourceIds) return [{ name: null, resourceIds }];
  return requirements?.map((requirement) => ({ name: requirement.name ?? null, resourceIds: requirement.resourceIds }));
}

/**
 * Checks that every named resource is one of the tenant's, and keeps them from being archived meanwhile.
 * @throws `not_found` with the path of each that is not; `validation_failed` where a booking could never have one of each.
 */
export async function requirePools(tx: Connection, tenantId: string, pools: readonly Pool[], oneList: boolean): Promise<void> {
  const known = await lockResources(tx, tenantId, [...new Set(pools.flatMap(({ resourceIds }) => resourceIds))]);
  const path = (pool: number, index: number) => (oneList ? `resourceIds[${index}]` : `requirements[${pool}].resourceIds[${index}]`);
  const unknown: { path: string; message: string }[] = [];
  const twice: { path: string; message: string }[] = [];
  for (const [pool, { resourceIds }] of pools.entries())
    for (const [index, id] of resourceIds.entries()) {
      if (!known.has(id)) unknown.push({ path: path(pool, index), message: "There is no such resource." });
      if (resourceIds.indexOf(id) < index) twice.push({ path: path(pool, index), message: "Is named twice." });
    }
  if (unknown.length > 0) throw new BookingError("not_found", "A resource that the service names does not exist.", { errors: unknown });
  if (twice.length > 0) throw new BookingError("validation_failed", undefined, { errors: twice });
  if (!matchPools(pools.map(({ resourceIds }) => resourceIds)))
    throw new BookingError("validation_failed", undefined, { errors: [{ path: "requirements", message: "One resource can't serve two requirements: name more of them." }] });
}
