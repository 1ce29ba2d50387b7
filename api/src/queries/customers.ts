import type { BookedCustomer } from "../contract/bookings.js";
import type { Connection } from "../database/connect.js";

/** The tenant's customer with this address, made or brought up to date. @returns its id. */
export async function upsertCustomer(sql: Connection, tenantId: string, newCustomerId: string, customer: BookedCustomer): Promise<string> {
  const { name, email, phone } = customer;
  if (email === undefined) return upsertCaller(sql, tenantId, newCustomerId, { name, phone });
  const [row] = await sql<{ customerId: string }[]>`
    insert into customers (tenant_id, customer_id, email, name, phone)
    values (${tenantId}, ${newCustomerId}, ${email.toLowerCase()}, ${name}, ${phone ?? null})
    on conflict on constraint customers_one_per_email do update
    set name = excluded.name, phone = coalesce(excluded.phone, customers.phone)
    returning customer_id`;
  return row!.customerId;
}

/** One without an address: the same as before where name and number are. Two at once are two customers, which harms nobody. */
async function upsertCaller(sql: Connection, tenantId: string, newCustomerId: string, { name, phone }: Pick<BookedCustomer, "name" | "phone">): Promise<string> {
  const [row] = await sql<{ customerId: string }[]>`
    with known as (
      select customer_id from customers where tenant_id = ${tenantId} and email is null and phone = ${phone ?? null} and name = ${name}
      order by customer_id limit 1
    ), made as (
      insert into customers (tenant_id, customer_id, name, phone)
      select ${tenantId}, ${newCustomerId}, ${name}, ${phone ?? null} where not exists (select from known)
      returning customer_id
    )
    select customer_id from known union all select customer_id from made`;
  return row!.customerId;
}
