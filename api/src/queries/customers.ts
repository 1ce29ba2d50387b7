import type { BookedCustomer } from "../contract/bookings.js";
import type { UpdateMe } from "../contract/customers.js";
import type { Connection } from "../database/connect.js";

export interface CustomerRow {
  tenantId: string;
  customerId: string;
  /** Null for those who only called. */
  email: string | null;
  name: string | null;
  phone: string | null;
  locale: string | null;
}

const columns = (sql: Connection) => sql`tenant_id, customer_id, email, name, phone, locale`;

/** One who was not erased. */
export async function findCustomer(sql: Connection, tenantId: string, customerId: string): Promise<CustomerRow | undefined> {
  const [row] = await sql<CustomerRow[]>`
    select ${columns(sql)} from customers where tenant_id = ${tenantId} and customer_id = ${customerId} and erased_at is null`;
  return row;
}

/** The customer with an address that they proved, made where there is none. @param customer.locale - told where none is known. */
export async function upsertProvenCustomer(
  sql: Connection,
  tenantId: string,
  newCustomerId: string,
  { email, locale }: { email: string; locale: string | null },
): Promise<CustomerRow> {
  const [row] = await sql<CustomerRow[]>`
    insert into customers (tenant_id, customer_id, email, locale) values (${tenantId}, ${newCustomerId}, ${email}, ${locale})
    on conflict on constraint customers_one_per_email do update set locale = coalesce(customers.locale, excluded.locale)
    returning ${columns(sql)}`;
  return row!;
}

/** Changes what is named, and nothing else. */
export async function updateCustomerRow(sql: Connection, tenantId: string, customerId: string, change: UpdateMe) {
  const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
  if (Object.keys(given).length === 0) return;
  await sql`update customers set ${sql(given)} where tenant_id = ${tenantId} and customer_id = ${customerId} and erased_at is null`;
}

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
