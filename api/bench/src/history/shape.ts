/** How a database of many businesses looks. */
export interface Shape {
  tenants: number;
  /** How many of them, spread evenly, the load is about. They have been at it for longer than the others. */
  busyTenants: number;
  /** Bookings of all tenants together, about. */
  bookings: number;
}

export const RESOURCES = 5;
/** On each resource of a busy tenant, in both databases: what a customer sees of the next weeks is the same. */
export const BUSY_FUTURE = 40;
/** How many times longer a busy tenant's past is. */
const BUSY_PAST = 20;

export const stepOf = ({ tenants, busyTenants }: Shape) => Math.floor(tenants / busyTenants);

/** Bookings in the past, and as many in the future, of a resource of an ordinary tenant. */
export function bookingsEach({ tenants, busyTenants, bookings }: Shape): { past: number; future: number; busyPast: number } {
  const resources = tenants * RESOURCES;
  const shares = 2 * resources + (BUSY_PAST - 1) * busyTenants * RESOURCES;
  const each = Math.max(1, Math.round(bookings / shares));
  return { past: each, future: each, busyPast: each * BUSY_PAST };
}

/** Ids that the contract takes; the number tells the tenant. */
export const tenantIdOf = (number: number) => `ten_${String(number).padStart(16, "0")}`;
export const serviceIdOf = (number: number) => `svc_${String(number).padStart(16, "0")}`;
export const secretKeyOf = (number: number) => `sk_${String(number).padStart(16, "0")}${"k".repeat(32)}`;
