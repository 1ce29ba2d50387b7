import type { MeView, UpdateMe } from "../../contract/customers.js";
import type { Deps } from "../../deps.js";
import { BookingError } from "../../errors.js";
import { findCustomer, updateCustomerRow } from "../../queries/customers.js";
import { meView } from "../../views/customer.js";

/** A customer's own details. @throws `unauthorized` where they were erased meanwhile. */
export async function readMe({ sql }: Pick<Deps, "sql">, tenantId: string, customerId: string): Promise<MeView> {
  const customer = await findCustomer(sql, tenantId, customerId);
  if (!customer) throw new BookingError("unauthorized");
  return meView(customer);
}

/** Changes what is named. @throws `unauthorized`. */
export async function updateMe(deps: Deps, tenantId: string, customerId: string, change: UpdateMe): Promise<MeView> {
  await updateCustomerRow(deps.sql, tenantId, customerId, change);
  return readMe(deps, tenantId, customerId);
}
