import { Noun } from "../lib/noun.js";
import type { CallOptions } from "../options.js";
import type { AuditLog, ListAuditLogQuery } from "../types.js";

/** Who changed what. */
export class AuditLogCalls extends Noun {
  /** A page of entries, the newest first. */
  list(query?: ListAuditLogQuery, options?: CallOptions): Promise<AuditLog> {
    return this.read("/audit-log", options, query);
  }
}
