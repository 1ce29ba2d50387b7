import { auditLog, auditLogQuery } from "../audit-log.js";
import { endpoint } from "./endpoint.js";

export const auditLogEndpoints = [
  endpoint({
    method: "get",
    path: "/v1/audit-log",
    operationId: "listAuditLog",
    summary: "Read who changed what",
    description:
      "Every change that an owner, a key or a customer made to the business, the newest first: written with the change itself, and kept as it was written. Of secrets and of what is known of customers it has the fields' names alone.",
    tag: "Business",
    credentials: ["secret", "owner"],
    query: auditLogQuery,
    success: { status: 200, body: auditLog },
    errors: [],
  }),
] as const;
