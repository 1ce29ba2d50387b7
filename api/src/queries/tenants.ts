import type { Connection } from "../database/connect.js";
import type { UpdateTenant } from "../contract/tenants.js";

export interface TenantRow {
  tenantId: string;
  name: string;
  timeZone: string;
  currency: string;
  locale: string;
  contactEmail: string | null;
  senderName: string | null;
  tellOwners: boolean;
  bookingPageUrl: string | null;
  liveHoldsPerClient: number;
  createdAt: Date;
  paymentsConfigured: boolean;
}

export async function insertTenant(sql: Connection, tenant: { tenantId: string; name: string; timeZone: string; currency: string; contactEmail: string }) {
  await sql`
    insert into tenants (tenant_id, name, time_zone, currency, contact_email)
    values (${tenant.tenantId}, ${tenant.name}, ${tenant.timeZone}, ${tenant.currency}, ${tenant.contactEmail})`;
}

export async function findTenant(sql: Connection, tenantId: string): Promise<TenantRow | undefined> {
  const [row] = await sql<TenantRow[]>`
    select tenant_id, name, time_zone, currency, locale, contact_email, sender_name, tell_owners, booking_page_url, live_holds_per_client, created_at,
      exists (select from payment_credentials p where p.tenant_id = tenants.tenant_id) as payments_configured
    from tenants where tenant_id = ${tenantId}`;
  return row;
}

/** Changes what is named, and nothing else. */
export async function updateTenantRow(sql: Connection, tenantId: string, change: UpdateTenant) {
  const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
  if (Object.keys(given).length === 0) return;
  await sql`update tenants set ${sql(given)} where tenant_id = ${tenantId}`;
}
