import type { AuditLogQuery } from "../../contract/audit-log.js";
import type { Deps } from "../../deps.js";
import { listAuditRows } from "../../queries/audit-log.js";
import { pageOf, readDateCursor } from "../../queries/cursor.js";
import { auditEntryView } from "../../views/audit-entry.js";

/** What was done to a business, the newest first. */
export async function listAuditLog({ sql }: Deps, tenantId: string, { limit, cursor, ...filter }: AuditLogQuery) {
  const rows = await listAuditRows(sql, tenantId, { ...filter, after: cursor === undefined ? undefined : readDateCursor(cursor), limit: limit + 1 });
  return pageOf(rows, limit, auditEntryView, ({ at, entryId }) => [at.toISOString(), entryId]);
}
