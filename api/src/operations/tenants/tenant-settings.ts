import type { TenantView, UpdateTenant } from "../../contract/tenants.js";
import type { Connection } from "../../database/connect.js";
import type { Deps } from "../../deps.js";
import { notFound } from "../../errors.js";
import { findTenant, updateTenantRow } from "../../queries/tenants.js";
import { tenantView } from "../../views/tenant.js";

/** The tenant's settings. */
export async function readTenant(sql: Connection, tenantId: string): Promise<TenantView> {
  const tenant = await findTenant(sql, tenantId);
  if (!tenant) throw notFound("tenant");
  return tenantView(tenant);
}

/** Changes the settings that are named. */
export async function updateTenant({ sql }: Deps, tenantId: string, change: UpdateTenant): Promise<TenantView> {
  await updateTenantRow(sql, tenantId, change);
  return readTenant(sql, tenantId);
}
