import type { TenantView } from "../contract/tenants.js";
import type { TenantRow } from "../queries/tenants.js";

export const tenantView = ({ tenantId, createdAt, ...tenant }: TenantRow): TenantView => ({
  id: tenantId,
  ...tenant,
  createdAt: createdAt.toISOString(),
});
