import type { AuditEntryView } from "../contract/audit-log.js";
import type { AuditEntryRow } from "../queries/audit-log.js";

export const auditEntryView = (row: AuditEntryRow): AuditEntryView => ({
  id: row.entryId,
  at: row.at.toISOString(),
  actor: { kind: row.actorKind, id: row.actorId, name: row.actorName },
  action: row.action,
  target: row.targetId === null ? null : { id: row.targetId, name: row.targetName },
  changes: row.changes,
  clientAddress: row.clientAddress,
  userAgent: row.userAgent,
  requestId: row.requestId,
});
