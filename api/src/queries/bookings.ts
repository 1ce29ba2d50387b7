import type { BookedCustomer, BookingStatus } from "../contract/bookings.js";
import type { PaymentStatus } from "../contract/payments.js";
import type { Terms } from "../contract/terms.js";
import type { Connection } from "../database/connect.js";

export interface BookingRow {
  tenantId: string;
  bookingId: string;
  reference: string;
  holdId: string;
  serviceId: string;
  customerId: string;
  status: BookingStatus;
  startsAt: Date;
  endsAt: Date;
  quantity: number;
  resourceIds: string[];
  amountMinor: number;
  currency: string;
  terms: Terms;
  customer: BookedCustomer;
  answers: Record<string, string | boolean>;
  /** Its price is paid where it takes place; no payment belongs to it. */
  onSite: boolean;
  madeBy: "customer" | "owner";
  /** For the business alone. */
  notes: string | null;
  /** What the business said when it cancelled. */
  cancellationMessage: string | null;
  /** iCalendar's SEQUENCE. */
  sequence: number;
  createdAt: Date;
  cancelledAt: Date | null;
  movedAt: Date | null;
}

/** A booking with what is shown beside it. */
export interface BookingDetails extends BookingRow {
  serviceName: string;
  businessName: string;
  businessLocale: string;
  contactEmail: string | null;
  /** Who mails come from; null for the business's name. */
  senderName: string | null;
  /** Whether its owners are told of it. */
  tellOwners: boolean;
  /** The page of the business where customers see and change their bookings. */
  bookingPageUrl: string | null;
  timeZone: string;
  resourceNames: Record<string, string>;
  /** What was paid for it, all payments together; null where nothing was. */
  paid: { statuses: PaymentStatus[]; amountMinor: number; refundedMinor: number } | null;
}

type NewBooking = Omit<BookingRow, "cancellationMessage" | "sequence" | "createdAt" | "cancelledAt" | "movedAt">;

/**
 * Writes the booking of a hold. Confirms at most once: callback, webhook and reconciler meet in the unique
 * constraint `bookings_one_per_hold`.
 * @returns false where the reference is taken and another has to be drawn.
 */
export async function insertBooking(sql: Connection, booking: NewBooking): Promise<boolean> {
  const inserted = await sql`
    insert into bookings (tenant_id, booking_id, reference, hold_id, service_id, customer_id, status, starts_at, ends_at,
      quantity, resource_ids, amount_minor, currency, terms, customer, answers, on_site, made_by, notes)
    values (${booking.tenantId}, ${booking.bookingId}, ${booking.reference}, ${booking.holdId}, ${booking.serviceId},
      ${booking.customerId}, ${booking.status}, ${booking.startsAt}, ${booking.endsAt}, ${booking.quantity},
      ${booking.resourceIds}, ${booking.amountMinor}, ${booking.currency}, ${sql.json(booking.terms)},
      ${sql.json({ ...booking.customer })}, ${sql.json(booking.answers)}, ${booking.onSite}, ${booking.madeBy}, ${booking.notes})
    on conflict on constraint bookings_reference_once do nothing`;
  return inserted.count === 1;
}

/** What {@link BookingDetails} are read from: the columns, of {@link bookingTables}. */
export const bookingDetails = (sql: Connection) => sql`
  b.tenant_id, b.booking_id, b.reference, b.hold_id, b.service_id, b.customer_id, b.status, b.starts_at, b.ends_at, b.quantity,
  b.resource_ids, b.amount_minor, b.currency, b.terms, b.customer, b.answers, b.on_site, b.made_by, b.notes, b.cancellation_message, b.sequence, b.created_at, b.cancelled_at, b.moved_at,
  s.name as service_name, t.name as business_name, t.locale as business_locale, t.contact_email, t.sender_name, t.tell_owners, t.booking_page_url,
  coalesce((select r.time_zone from resources r where r.tenant_id = b.tenant_id and r.resource_id = b.resource_ids[1]), t.time_zone) as time_zone,
  (select json_object_agg(r.resource_id, r.name) from resources r
    where r.tenant_id = b.tenant_id and r.resource_id = any(b.resource_ids)) as resource_names,
  (select json_build_object('statuses', json_agg(p.status), 'amountMinor', sum(p.amount_minor), 'refundedMinor', sum(p.refunded_minor))
    from payments p where p.tenant_id = b.tenant_id and p.booking_id = b.booking_id and p.purpose <> 'stray' having count(*) > 0) as paid`;

export const bookingTables = (sql: Connection) => sql`
  bookings b
  join services s on s.tenant_id = b.tenant_id and s.service_id = b.service_id
  join tenants t on t.tenant_id = b.tenant_id`;

export async function findBooking(sql: Connection, tenantId: string, bookingId: string): Promise<BookingDetails | undefined> {
  const [row] = await sql<BookingDetails[]>`
    select ${bookingDetails(sql)} from ${bookingTables(sql)} where b.tenant_id = ${tenantId} and b.booking_id = ${bookingId}`;
  return row;
}

/** Several by one statement, in the order in which they were asked for; undefined for those that are not there. */
export async function findBookings(sql: Connection, asked: readonly { tenantId: string; bookingId: string }[]): Promise<(BookingDetails | undefined)[]> {
  const rows = await sql<(BookingDetails & { i: number })[]>`
    select q.i::int - 1 as i, ${bookingDetails(sql)}
    from unnest(${asked.map(({ tenantId }) => tenantId)}::text[], ${asked.map(({ bookingId }) => bookingId)}::text[]) with ordinality as q(tenant_id, booking_id, i)
    join bookings b on b.tenant_id = q.tenant_id and b.booking_id = q.booking_id
    join services s on s.tenant_id = b.tenant_id and s.service_id = b.service_id
    join tenants t on t.tenant_id = b.tenant_id`;
  const found = new Map(rows.map((row) => [row.i, row]));
  return asked.map((_, i) => found.get(i));
}

export async function findBookingOfHold(sql: Connection, tenantId: string, holdId: string): Promise<BookingDetails | undefined> {
  const [row] = await sql<BookingDetails[]>`
    select ${bookingDetails(sql)} from ${bookingTables(sql)} where b.tenant_id = ${tenantId} and b.hold_id = ${holdId}`;
  return row;
}

/** Reads a booking and keeps it for this transaction. */
export async function lockBooking(sql: Connection, tenantId: string, bookingId: string) {
  const [row] = await sql<(BookingRow & { now: Date })[]>`
    with locked as materialized (
      select * from bookings where tenant_id = ${tenantId} and booking_id = ${bookingId} for update
    )
    select *, holdfast_now() as now from locked`;
  return row;
}

export interface BookingFilter {
  status?: BookingStatus | undefined;
  serviceId?: string | undefined;
  resourceId?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
  search?: string | undefined;
  after?: { startsAt: Date; bookingId: string } | undefined;
  limit: number;
}

/** Shorter ones would find everybody. */
const LEAST_LETTERS = 2;
const LEAST_DIGITS = 5;

/** A reference or an address that is given whole, a part of a name, or the end of a telephone number however it is written. */
function searched(sql: Connection, tenantId: string, text: string) {
  const digits = text.replace(/\D/g, "");
  return sql`and (b.reference = ${text.toUpperCase()} or b.customer_id in (
    select customer_id from customers where tenant_id = ${tenantId} and (email = ${text.toLowerCase()}
      ${text.length >= LEAST_LETTERS && !text.includes("@") ? sql`or position(${text.toLowerCase()} in lower(name)) > 0` : sql``}
      ${digits.length >= LEAST_DIGITS ? sql`or right(regexp_replace(phone, '\\D', '', 'g'), ${digits.length}) = ${digits}` : sql``})))`;
}

/** Bookings by start, the earliest first. */
export function listBookings(sql: Connection, tenantId: string, filter: BookingFilter) {
  const only = (condition: unknown, fragment: () => ReturnType<typeof sql>) => (condition === undefined ? sql`` : fragment());
  return sql<BookingDetails[]>`
    select ${bookingDetails(sql)} from ${bookingTables(sql)}
    where b.tenant_id = ${tenantId}
      ${only(filter.status, () => sql`and b.status = ${filter.status!}`)}
      ${only(filter.serviceId, () => sql`and b.service_id = ${filter.serviceId!}`)}
      ${only(filter.resourceId, () => sql`and ${filter.resourceId!} = any(b.resource_ids)`)}
      ${only(filter.from, () => sql`and b.starts_at >= ${filter.from!}`)}
      ${only(filter.to, () => sql`and b.starts_at < ${filter.to!}`)}
      ${filter.search === undefined ? sql`` : searched(sql, tenantId, filter.search)}
      ${only(filter.after, () => sql`and (b.starts_at, b.booking_id) > (${filter.after!.startsAt}, ${filter.after!.bookingId})`)}
    order by b.starts_at, b.booking_id
    limit ${filter.limit}`;
}

export type FeedBooking = Pick<BookingRow, "bookingId" | "reference" | "status" | "startsAt" | "endsAt" | "quantity" | "customer" | "sequence" | "createdAt" | "movedAt"> &
  Pick<BookingDetails, "serviceName" | "resourceNames">;

/** What is booked and not cancelled, of one resource or of all, from some days ago on. */
export function listBookingsOfFeed(sql: Connection, tenantId: string, { resourceId, pastDays, limit }: { resourceId: string | null; pastDays: number; limit: number }) {
  return sql<FeedBooking[]>`
    select b.booking_id, b.reference, b.status, b.starts_at, b.ends_at, b.quantity, b.customer, b.sequence, b.created_at, b.moved_at, s.name as service_name,
      (select json_object_agg(r.resource_id, r.name) from resources r where r.tenant_id = b.tenant_id and r.resource_id = any(b.resource_ids)) as resource_names
    from bookings b join services s on s.tenant_id = b.tenant_id and s.service_id = b.service_id
    where b.tenant_id = ${tenantId} and b.starts_at >= holdfast_now() - make_interval(days => ${pastDays}) and b.status <> 'cancelled'
      ${resourceId === null ? sql`` : sql`and ${resourceId} = any(b.resource_ids)`}
    order by b.starts_at, b.booking_id limit ${limit}`;
}

export async function cancelBookingRow(sql: Connection, tenantId: string, bookingId: string, { reason, message }: { reason: string | null; message: string | null }) {
  await sql`
    update bookings set status = 'cancelled', cancelled_at = holdfast_now(), cancellation_reason = ${reason}, cancellation_message = ${message}, sequence = sequence + 1
    where tenant_id = ${tenantId} and booking_id = ${bookingId}`;
}

/** Confirms a request. @returns false where nothing waits for an answer. */
export async function approveBookingRow(sql: Connection, tenantId: string, bookingId: string): Promise<boolean> {
  const approved = await sql`
    update bookings set status = 'confirmed', sequence = sequence + 1
    where tenant_id = ${tenantId} and booking_id = ${bookingId} and status = 'pending'`;
  return approved.count === 1;
}

/**
 * Requests that nobody has answered in time: an hour before they begin, or, where they came later than that, once they do.
 */
export function listUnanswered(sql: Connection, limit: number) {
  return sql<{ tenantId: string; bookingId: string }[]>`
    select tenant_id, booking_id from bookings
    where status = 'pending' and starts_at <= (select holdfast_now()) + interval '1 hour'
      and (starts_at <= (select holdfast_now()) or coalesce(moved_at, created_at) < starts_at - interval '1 hour')
    order by starts_at limit ${limit}`;
}

/** What can have become of a booking that has begun. */
export const OUTCOMES = ["completed", "no_show"] as const;
export type Outcome = (typeof OUTCOMES)[number] | "confirmed";

/**
 * Notes what became of a confirmed booking that has begun; `confirmed` takes that back.
 * @returns false where it is not in the state that this leaves, or has not begun.
 */
export async function markBookingRow(sql: Connection, tenantId: string, bookingId: string, outcome: Outcome): Promise<boolean> {
  const marked = await sql`
    update bookings set status = ${outcome}
    where tenant_id = ${tenantId} and booking_id = ${bookingId}
      and ${outcome === "confirmed" ? sql`status in ${sql(OUTCOMES)}` : sql`status = 'confirmed' and starts_at <= holdfast_now()`}`;
  return marked.count === 1;
}

/** Gives a booking the time, resources and price of another hold of its service. */
export async function moveBookingRow(
  sql: Connection,
  { tenantId, bookingId }: Pick<BookingRow, "tenantId" | "bookingId">,
  to: Pick<BookingRow, "status" | "holdId" | "startsAt" | "endsAt" | "quantity" | "resourceIds" | "amountMinor" | "currency" | "terms">,
) {
  await sql`
    update bookings set status = ${to.status}, hold_id = ${to.holdId}, starts_at = ${to.startsAt}, ends_at = ${to.endsAt}, quantity = ${to.quantity},
      resource_ids = ${to.resourceIds}, amount_minor = ${to.amountMinor}, currency = ${to.currency}, terms = ${sql.json(to.terms)},
      sequence = sequence + 1, moved_at = holdfast_now()
    where tenant_id = ${tenantId} and booking_id = ${bookingId}`;
}

/** Which of these are bookings of the tenant's. */
export async function findOwnBookings(sql: Connection, tenantId: string, bookingIds: readonly string[]): Promise<string[]> {
  const rows = await sql<{ bookingId: string }[]>`select booking_id from bookings where tenant_id = ${tenantId} and booking_id = any(${bookingIds as string[]})`;
  return rows.map(({ bookingId }) => bookingId);
}
