import type { BlockListQuery, BlockView } from "../../contract/blocks.js";
import { inTransaction } from "../../database/begin.js";
import type { Deps } from "../../deps.js";
import { notFound } from "../../errors.js";
import { deleteBlockRow, listBlocks as listRows } from "../../queries/blocks.js";
import { pageOf, readDateCursor } from "../../queries/cursor.js";
import { blockView } from "../../views/block.js";
import { readResource } from "../resources/manage-resources.js";

/** Blocked time by start, a page at a time: all that overlaps `from` to `to`. @throws `not_found` for the resource. */
export async function listBlocks({ sql }: Deps, tenantId: string, { limit, cursor, ...filter }: BlockListQuery): Promise<{ data: BlockView[]; nextCursor: string | null }> {
  if (filter.resourceId !== undefined) await readResource(sql, tenantId, filter.resourceId);
  const after = cursor === undefined ? undefined : readDateCursor(cursor);
  const rows = await listRows(sql, tenantId, { ...filter, limit: limit + 1, after: after && { startsAt: after.date, blockId: after.id } });
  return pageOf(rows, limit, blockView, ({ startsAt, blockId }) => [startsAt.toISOString(), blockId]);
}

/** Gives the time back. @throws `not_found`, the second time too. */
export async function deleteBlock(deps: Deps, tenantId: string, blockId: string): Promise<void> {
  const block = await inTransaction(deps.sql, (tx) => deleteBlockRow(tx, tenantId, blockId));
  if (!block) throw notFound("block");
  deps.live.changed({ tenantId, resourceIds: [block.resourceId], startMs: block.startsAt.getTime(), endMs: block.endsAt.getTime() });
}
