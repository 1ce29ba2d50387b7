import type { CancellationView } from "../contract/cancellations.js";
import type { CancellationRow } from "../queries/cancellations.js";

export const cancellationView = (row: CancellationRow): CancellationView => ({
  id: row.cancellationId,
  status: row.done === row.total ? "done" : "running",
  from: row.startsFrom.toISOString(),
  to: row.startsBefore.toISOString(),
  total: row.total,
  done: row.done,
  cancelled: row.cancelled,
  refunds: row.refunds,
  withoutEmail: row.withoutEmail,
  createdAt: row.createdAt.toISOString(),
});
