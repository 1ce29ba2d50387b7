import type { CreateResource, ResourceView, UpdateResource } from "../../contract/resources.js";
import { inTransaction } from "../../database/begin.js";
import type { Connection } from "../../database/connect.js";
import type { Deps } from "../../deps.js";
import { BookingError, notFound } from "../../errors.js";
import { newId } from "../../ids.js";
import { pageOf, readCursor } from "../../queries/cursor.js";
import { archiveResourceRow, findResource, findServicesThatNeed, insertResource, listResources as listRows, updateResourceRow } from "../../queries/resources.js";
import { resourceView } from "../../views/resource.js";
import { once, type Once, type RequestKey } from "../idempotency/once.js";

/** A new resource: staff, a room, a court. */
export const createResource = ({ sql, keyring }: Deps, tenantId: string, input: CreateResource, requestKey?: RequestKey): Promise<Once<ResourceView>> =>
  inTransaction(sql, (tx) =>
    once(tx, keyring, tenantId, requestKey, async () =>
      resourceView(await insertResource(tx, tenantId, { resourceId: newId("resource"), name: input.name, description: input.description ?? "", timeZone: input.timeZone, weekly: input.weekly ?? {} })),
    ),
  );

/** One resource. @throws `not_found`. */
export async function readResource(sql: Connection, tenantId: string, resourceId: string): Promise<ResourceView> {
  const row = await findResource(sql, tenantId, resourceId);
  if (!row) throw notFound("resource");
  return resourceView(row);
}

/** The tenant's resources, a page at a time. */
export async function listResources({ sql }: Deps, tenantId: string, { limit, cursor }: { limit: number; cursor?: string | undefined }) {
  const afterId = cursor === undefined ? undefined : readCursor(cursor, 1)[0];
  const rows = await listRows(sql, tenantId, { afterId, limit: limit + 1 });
  return pageOf(rows, limit, resourceView, ({ resourceId }) => [resourceId]);
}

/** Changes what is named, weekly hours among it. Bookings that exist stay as they are. @throws `not_found`. */
export async function updateResource({ sql }: Deps, tenantId: string, resourceId: string, change: UpdateResource & { weekly?: ResourceView["weekly"] }): Promise<ResourceView> {
  const row = await inTransaction(sql, (tx) => updateResourceRow(tx, tenantId, resourceId, change));
  if (!row) throw notFound("resource");
  return resourceView(row);
}

/**
 * Takes a resource out of use. What is booked on it stays booked. Archiving it again is an unknown id.
 * @throws `resource_in_use` where a service would have nothing left to choose from.
 */
export function archiveResource({ sql }: Deps, tenantId: string, resourceId: string): Promise<void> {
  return inTransaction(sql, async (tx) => {
    if (!(await archiveResourceRow(tx, tenantId, resourceId))) throw notFound("resource");
    const needing = await findServicesThatNeed(tx, tenantId, resourceId);
    if (needing.length > 0)
      throw new BookingError("resource_in_use", `${needing.map(({ name }) => `“${name}”`).join(", ")} could not be booked without it. Change or archive the service first.`);
  });
}
