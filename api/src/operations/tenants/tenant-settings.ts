import type { TenantView, UpdateTenant } from "../../contract/tenants.js";
import type { Connection } from "../../database/connect.js";
import { inTransaction } from "../../database/begin.js";
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
export const updateTenant = ({ sql }: Deps, tenantId: string, change: UpdateTenant): Promise<TenantView> =>
  inTransaction(sql, async (tx) => {
    await updateTenantRow(tx, tenantId, change);
    return readTenant(tx, tenantId);
  });
