import type { HoldListQuery, HoldView } from "../../contract/holds.js";
import type { Deps } from "../../deps.js";
import { pageOf, readDateCursor } from "../../queries/cursor.js";
import { listLiveHolds } from "../../queries/holds.js";
import { findResourceNames } from "../../queries/resource-names.js";
import { holdView } from "../../views/hold.js";

/** What the tenant's customers hold at this moment, by start, a page at a time. Without tokens: each belongs to its holder. */
export async function listHolds({ sql, keyring }: Deps, tenantId: string, query: HoldListQuery): Promise<{ data: HoldView[]; nextCursor: string | null }> {
  const after = query.cursor === undefined ? undefined : readDateCursor(query.cursor);
  const rows = await listLiveHolds(sql, tenantId, { ...query, ...(after && { after: { startsAt: after.date, holdId: after.id } }), limit: query.limit + 1 });
  const resources = await findResourceNames(sql, tenantId, [...new Set(rows.flatMap(({ resourceIds }) => resourceIds))]);
  return pageOf(
    rows,
    query.limit,
    (row) => holdView(keyring, row, { timeZone: resources.get(row.resourceIds[0]!)?.timeZone ?? "UTC", resources }),
    ({ startsAt, holdId }) => [startsAt.toISOString(), holdId],
  );
}
