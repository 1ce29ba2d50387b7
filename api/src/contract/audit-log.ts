import { z } from "zod";
import { id, instant, line, pageOf, pageQuery } from "./common.js";

export const auditActorKind = z.enum(["owner", "api_key", "customer", "system"]).meta({ id: "AuditActorKind" });

export const auditChange = z
  .object({ field: z.string(), before: z.json().optional(), after: z.json().optional() })
  .meta({ id: "AuditChange" });

export const auditEntry = z
  .object({
    id: id("auditEntry"),
    at: instant,
    actor: z.object({ kind: auditActorKind, id: z.string().nullable(), name: z.string().nullable() }).meta({ id: "AuditActor" }),
    action: z.string().meta({ example: "service.updated" }),
    target: z.object({ id: z.string(), name: z.string().nullable() }).meta({ id: "AuditTarget" }).nullable(),
    changes: z.array(auditChange),
    clientAddress: z.string().nullable(),
    userAgent: z.string().nullable(),
    requestId: z.string().nullable(),
  })
  .meta({ id: "AuditEntry" });
export const auditLog = pageOf(auditEntry).meta({ id: "AuditLog" });

const word = line(100);
export const auditLogQuery = z.strictObject({
  ...pageQuery,
  actor: word.optional(),
  target: word.optional(),
  action: word.optional(),
  from: instant.optional(),
  to: instant.optional(),
});

export type AuditActorKind = z.output<typeof auditActorKind>;
export type AuditChange = z.input<typeof auditChange>;
export type AuditEntryView = z.input<typeof auditEntry>;
export type AuditLogQuery = z.output<typeof auditLogQuery>;
