import type { Connection } from "../database/connect.js";
import type { CustomerDetails } from "../contract/holds.js";

/** The tenant's customer with this address, made or brought up to date. @returns its id. */
export async function upsertCustomer(sql: Connection, tenantId: string, newCustomerId: string, customer: CustomerDetails): Promise<string> {
  const [row] = await sql<{ customerId: string }[]>`
    insert into customers (tenant_id, customer_id, email, name, phone)
    values (${tenantId}, ${newCustomerId}, ${customer.email.toLowerCase()}, ${customer.name}, ${customer.phone ?? null})
    on conflict on constraint customers_one_per_email do update
    set name = excluded.name, phone = coalesce(excluded.phone, customers.phone)
    returning customer_id`;
  return row!.customerId;
}
