import type { Sql } from "../../src/database/connect.js";
import { refundFor } from "../../src/domain/cancellation.js";
import { findBreaches } from "../../src/queries/invariants.js";
import type { Terms } from "../../src/contract/terms.js";
import type { LedgerOrder } from "../../../examples/razorpay-emulator/index.js";
import type { Business } from "./businesses.js";
import type { Finding, Journal } from "./journal.js";
import type { Town } from "./town.js";

interface Payment {
  paymentId: string;
  holdId: string;
  purpose: "booking" | "reschedule" | "stray";
  bookingId: string | null;
  providerOrderId: string;
  providerPaymentId: string | null;
  status: string;
  amountMinor: number;
  refundedMinor: number;
}

interface Refund {
  refundId: string;
  paymentId: string;
  amountMinor: number;
  reason: string;
  status: string;
  providerRefundId: string | null;
}

interface Booking {
  bookingId: string;
  holdId: string;
  status: string;
  amountMinor: number;
  terms: Terms;
  startsAt: Date;
  cancelledAt: Date | null;
}

/** One business's books, ours and the provider's. */
interface Books {
  business: Business;
  payments: Payment[];
  refunds: Refund[];
  bookings: Booking[];
  ledger: { captured: number; refunded: number; refundsPending: number };
  orders: LedgerOrder[];
  /** What the provider has given back of captured payments, one by one. */
  providerRefunds: { id: string; paymentId: string; amount: number }[];
}

/** Compares our books with the provider's and with what was answered. Empty when every promise was kept. */
export async function judge(town: Town): Promise<Finding[]> {
  const { database: { sql }, journal, businesses, processes } = town;
  const findings = [...journal.findings];
  for (const { invariant, finding } of await findBreaches(sql)) findings.push({ rule: `1 ${invariant}`, text: finding });
  for (const business of businesses) {
    const books = await openBooks(town, business);
    const find = (rule: string, text: string) => findings.push({ rule, text: `${business.tenantId}: ${text}` });
    judgePayments(books, journal, find);
    judgeBookings(books, journal, find);
    judgeTotals(books, find);
    await judgeLost(sql, business, journal, find);
    await judgeAnswers(town, business, find);
    await judgeEvents(sql, business, find);
  }
  for (const text of processes.deaths) findings.push({ rule: "6 answers", text });
  findings.push(...(await findUnfinished(sql)));
  return findings;
}

type Find = (rule: string, text: string) => void;

async function openBooks({ database: { sql }, gateway: { control } }: Town, business: Business): Promise<Books> {
  const { tenantId, keyId } = business;
  const [payments, refunds, bookings] = await Promise.all([
    sql<Payment[]>`
      select payment_id, hold_id, purpose, booking_id, provider_order_id, provider_payment_id, status, amount_minor, refunded_minor
      from payments where tenant_id = ${tenantId}`,
    sql<Refund[]>`select refund_id, payment_id, amount_minor, reason, status, provider_refund_id from refunds where tenant_id = ${tenantId}`,
    sql<Booking[]>`select booking_id, hold_id, status, amount_minor, terms, starts_at, cancelled_at from bookings where tenant_id = ${tenantId}`,
  ]);
  const { totals, orders } = control.ledger(keyId);
  const account = control.snapshot().accounts.find((account) => account.keyId === keyId)!;
  const captured = new Set(account.payments.filter((payment) => payment.captured).map(({ id }) => id));
  const providerRefunds = account.refunds
    .filter(({ status, payment_id }) => status === "processed" && captured.has(payment_id))
    .map(({ id, payment_id, amount }) => ({ id, paymentId: payment_id, amount }));
  return { business, payments, refunds, bookings, ledger: totals["INR"] ?? { captured: 0, refunded: 0, refundsPending: 0 }, orders, providerRefunds };
}

/** Rules 2 and 7: each captured payment pays one booking, or went back: once, and exactly what is not owed. */
function judgePayments({ payments, refunds, bookings, orders, providerRefunds }: Books, journal: Journal, find: Find): void {
  const rows = new Map(payments.map((row) => [row.providerPaymentId, row]));
  const bookingById = new Map(bookings.map((row) => [row.bookingId, row]));
  const refundsOf = groupBy(refunds, ({ paymentId }) => paymentId);
  const providerRefundsOf = groupBy(providerRefunds, ({ paymentId }) => paymentId);
  const holdOfOrder = new Map(payments.map((row) => [row.providerOrderId, row.holdId]));

  for (const order of orders)
    for (const entry of order.payments.filter(({ captured }) => captured > 0)) {
      const name = `${entry.paymentId} of ${order.orderId}, ${journal.whose(holdOfOrder.get(order.orderId) ?? order.receipt ?? "")},`;
      const row = rows.get(entry.paymentId);
      if (!row) {
        find("2 captured payments", `${name} was captured, and we do not know it`);
        continue;
      }
      if (row.amountMinor !== entry.captured) find("2 captured payments", `${name} was captured with ${entry.captured}, and ${row.paymentId} says ${row.amountMinor}`);
      const owed = whatGoesBack(row, order, row.bookingId ? bookingById.get(row.bookingId) : undefined, journal);
      judgeRefunds(name, row, entry, owed, refundsOf.get(row.paymentId) ?? [], providerRefundsOf.get(entry.paymentId) ?? [], find);
    }
}

/** How much of a captured payment has to go back, and why. */
function whatGoesBack(row: Payment, order: LedgerOrder, booking: Booking | undefined, journal: Journal): { amount: number; reason: string } {
  if (row.purpose === "stray") return { amount: row.amountMinor, reason: row.amountMinor === order.amount ? "duplicate" : "mismatch" };
  if (!booking) return { amount: row.amountMinor, reason: "late" };
  if (!booking.cancelledAt) return { amount: 0, reason: "none" };
  const byOwner = journal.cancelled.get(booking.bookingId) === "owner";
  const amount = byOwner
    ? booking.amountMinor
    : refundFor(booking.terms.cancellation, booking.amountMinor, booking.startsAt.getTime(), booking.cancelledAt.getTime(), order.currency);
  return { amount, reason: "cancelled" };
}

function judgeRefunds(
  name: string,
  row: Payment,
  entry: LedgerOrder["payments"][number],
  owed: { amount: number; reason: string },
  ours: readonly Refund[],
  providers: Books["providerRefunds"],
  find: Find,
): void {
  const list = `${JSON.stringify(ours.map(({ refundId, amountMinor, reason, status }) => ({ refundId, amountMinor, reason, status })))}, the provider ${JSON.stringify(providers)}`;
  if (entry.refunded !== owed.amount || entry.refundsPending !== 0)
    find("2 captured payments", `${name} ${row.paymentId} (${row.purpose}, ${row.status}, booking ${row.bookingId ?? "none"}): ${entry.refunded} of ${entry.captured} went back (${entry.refundsPending} pending), and ${owed.amount} should (${owed.reason}); we have ${list}`);
  const expected = owed.amount > 0 ? 1 : 0;
  const processed = ours.filter(({ status }) => status === "processed");
  const known = new Set(processed.map(({ providerRefundId }) => providerRefundId));
  if (processed.length !== expected || providers.length !== expected || processed.some(({ reason }) => reason !== owed.reason) || providers.some(({ id }) => !known.has(id)))
    find("7 nothing double", `${name} should have gone back ${expected} times (${owed.reason}); we have ${list}`);
  if (row.refundedMinor !== owed.amount) find("4 totals", `${name} ${row.paymentId} says that ${row.refundedMinor} went back, and ${owed.amount} should have`);
}

/** Rule 3: each live booking of a paid service has one captured payment, of its price. */
function judgeBookings({ bookings, payments, orders }: Books, journal: Journal, find: Find): void {
  const capturedAt = new Map(orders.flatMap((order) => order.payments.map((entry) => [entry.paymentId, entry.captured] as const)));
  const paymentsOf = groupBy(payments.filter(({ bookingId }) => bookingId !== null), ({ bookingId }) => bookingId!);
  for (const booking of bookings) {
    if (booking.status === "cancelled" || booking.amountMinor === 0) continue;
    const paying = paymentsOf.get(booking.bookingId) ?? [];
    const money = paying.map((row) => (row.providerPaymentId ? (capturedAt.get(row.providerPaymentId) ?? 0) : 0));
    if (paying.length !== 1 || money[0] !== booking.amountMinor || paying[0]!.status !== "captured")
      find("3 paid bookings", `${booking.bookingId} of ${booking.holdId}, ${journal.whose(booking.holdId)}, asks ${booking.amountMinor} and has ${JSON.stringify(paying.map(({ paymentId, providerPaymentId, status }, i) => ({ paymentId, providerPaymentId, status, captured: money[i] })))}`);
  }
}

/** Rule 4: to the paisa. */
function judgeTotals({ payments, refunds, ledger }: Books, find: Find): void {
  const captured = sum(payments.filter(({ status }) => ["captured", "refund_pending", "refunded", "refund_failed"].includes(status)));
  const refunded = sum(refunds.filter(({ status }) => status === "processed"));
  if (captured !== ledger.captured) find("4 totals", `we have captured ${captured}, and the provider ${ledger.captured}`);
  if (refunded !== ledger.refunded) find("4 totals", `we have given back ${refunded}, and the provider ${ledger.refunded}`);
  if (ledger.refundsPending !== 0) find("4 totals", `the provider has ${ledger.refundsPending} under way`);
}

/**
 * Rule 5: who was turned away as too late had somebody else on one of the resources at that instant, or, in a class,
 * too few places. The clock stands still in between, so instants that are equal count as overlapping.
 */
async function judgeLost(sql: Sql, { tenantId }: Business, journal: Journal, find: Find): Promise<void> {
  const lost = await sql<{ holdId: string; paymentId: string; at: Date; quantity: number; capacity: number; others: number; taken: number }[]>`
    with lost as materialized (
      select h.*, p.payment_id, e.at
      from payments p
      join holds h on h.tenant_id = p.tenant_id and h.hold_id = p.hold_id
      join lateral (
        select min(at) as at from payment_events e
        where e.tenant_id = p.tenant_id and e.payment_id = p.payment_id and e.type = 'too_late'
      ) e on true
      where p.tenant_id = ${tenantId} and p.purpose = 'booking' and p.booking_id is null and p.provider_payment_id is not null
    ),
    rivals as (
      select l.hold_id, r.quantity, r.session_key = l.session_key as same_session
      from lost l
      -- No slot of the run goes on past midnight UTC: an equality that the join can be hashed by.
      join holds r on r.tenant_id = l.tenant_id and date_trunc('day', r.starts_at) = date_trunc('day', l.starts_at)
        and r.hold_id <> l.hold_id and r.during && l.during and r.resource_ids && l.resource_ids
      left join bookings b on b.tenant_id = r.tenant_id and b.hold_id = r.hold_id
      where (r.created_at <= l.at and least(r.expires_at, coalesce(r.ended_at, 'infinity')) >= l.at)
        or (b.created_at <= l.at and coalesce(b.cancelled_at, 'infinity') >= l.at)
    )
    select l.hold_id, l.payment_id, l.at, l.quantity, l.session_capacity as capacity,
      (select count(*) from rivals r where r.hold_id = l.hold_id and not r.same_session)::int as others,
      (select coalesce(sum(r.quantity), 0) from rivals r where r.hold_id = l.hold_id and r.same_session)::int as taken
    from lost l`;
  for (const { holdId, paymentId, at, quantity, capacity, others, taken } of lost) {
    if (others > 0 || taken + quantity > capacity) continue;
    find("5 take-back", `${paymentId} of ${holdId}, ${journal.whose(holdId)}, was turned away at ${at?.toISOString() ?? "no known time"}, when ${taken} of ${capacity} places were taken and it wanted ${quantity}`);
  }
  journal.count("payments too late for their slot", lost.length);
}

/** Rules 6 and 7: what was answered with 2xx is there, and nothing is there that nobody was told of. */
async function judgeAnswers({ database: { sql }, businesses, journal }: Town, business: Business, find: Find): Promise<void> {
  const { tenantId } = business;
  const holdsThere = new Set((await sql<{ holdId: string }[]>`select hold_id from holds where tenant_id = ${tenantId}`).map(({ holdId }) => holdId));
  const bookings = await sql<Booking[]>`select booking_id, hold_id, status, cancelled_at from bookings where tenant_id = ${tenantId}`;
  const bookingsThere = new Map(bookings.map((row) => [row.bookingId, row]));
  const told = [...holdsThere].filter((holdId) => journal.holds.has(holdId)).length;
  if (holdsThere.size - told > journal.unanswered) find("7 nothing double", `there are ${holdsThere.size - told} holds that were never answered, and only ${journal.unanswered} requests were given up: one key had several effects`);
  for (const [holdId, plan] of journal.holds)
    if (businesses[plan.business] === business && !holdsThere.has(holdId)) find("6 answers", `${holdId} of journey ${plan.name} was answered with 201, and is not there`);
  for (const [bookingId, holdId] of journal.confirmed) {
    if (!holdsThere.has(holdId)) continue;
    const booking = bookingsThere.get(bookingId);
    if (booking?.holdId !== holdId) find("6 answers", `${bookingId} of ${holdId} was answered with 200, and ${booking ? `belongs to ${booking.holdId}` : "is not there"}`);
    else if (booking.status === "cancelled" && !journal.cancelled.has(bookingId)) find("6 answers", `${bookingId} is cancelled, and nobody did that`);
    else if (booking.status !== "cancelled" && journal.cancelled.has(bookingId)) find("6 answers", `${bookingId} is ${booking.status}, and was answered as cancelled`);
  }
}

/** Rule 7: an event is worked once, however often it was delivered. */
async function judgeEvents(sql: Sql, { tenantId }: Business, find: Find): Promise<void> {
  const [row] = await sql<{ events: number; worked: number }[]>`
    select (select count(*) from webhook_events where tenant_id = ${tenantId}) as events,
      (select count(*) from outbox where tenant_id = ${tenantId} and topic = 'payment.settle') as worked`;
  if (row!.worked > row!.events) find("7 nothing double", `${row!.events} events were worked ${row!.worked} times`);
}

/** Nothing is left to do: whatever could still move after six days would move for ever. */
async function findUnfinished(sql: Sql): Promise<Finding[]> {
  const rows = await sql<{ text: string }[]>`
    select format('%s: message %s (%s) is not delivered after %s tries: %s', tenant_id, message_id, topic, attempts, last_error) as text
    from outbox where done_at is null
    union all
    select format('%s: payment %s of hold %s is still %s', tenant_id, payment_id, hold_id, status)
    from payments where status in ('created', 'authorized', 'refund_pending', 'refund_failed')
    union all
    select format('%s: refund %s of %s is %s after %s tries: %s', tenant_id, refund_id, payment_id, status, attempt, last_error)
    from refunds where status in ('requested', 'pending', 'failed')`;
  return rows.map(({ text }) => ({ rule: "8 nothing left to do", text }));
}

const sum = (rows: readonly { amountMinor: number }[]) => rows.reduce((total, { amountMinor }) => total + amountMinor, 0);

function groupBy<T>(rows: Iterable<T>, keyOf: (row: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const group = groups.get(keyOf(row));
    if (group) group.push(row);
    else groups.set(keyOf(row), [row]);
  }
  return groups;
}
