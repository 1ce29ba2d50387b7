import type { Sql } from "../../src/database/connect.js";
import { findBreaches } from "../../src/queries/invariants.js";
import type { Ledger } from "./ledger.js";

/** What of all that was answered is not so, in sentences; nothing is under way while this looks. */
export async function judge(admin: Sql, ledger: Ledger): Promise<string[]> {
  const missing = await admin<{ id: string }[]>`
    select id from unnest(${[...ledger.held]}::text[]) as id where not exists (select from holds where hold_id = id)`;
  const bookings = new Map((await admin<{ bookingId: string; holdId: string; status: string }[]>`select booking_id, hold_id, status from bookings`).map((row) => [row.bookingId, row]));
  const [count] = await admin<[{ holds: number; confirmed: number }]>`
    select count(*)::int as holds, count(*) filter (where status = 'confirmed')::int as confirmed from holds`;
  const lost = [...ledger.booked].flatMap(([id, holdId]) => {
    const found = bookings.get(id);
    if (!found) return [`Booking ${id} was answered and is not there.`];
    if (found.holdId !== holdId) return [`Booking ${id} is of hold ${found.holdId}, not of ${holdId}.`];
    if (ledger.cancelled.has(id)) return found.status === "cancelled" ? [] : [`The cancellation of ${id} was answered, and it is ${found.status}.`];
    return found.status === "confirmed" || ledger.cancelling.has(id) ? [] : [`Booking ${id} was answered, nobody cancelled it, and it is ${found.status}.`];
  });
  return [
    ...ledger.findings.splice(0),
    ...missing.map(({ id }) => `Hold ${id} was answered and is not there.`),
    ...lost,
    ...(count.holds > ledger.asked ? [`${count.holds} holds came of ${ledger.asked} requests: one was placed twice.`] : []),
    ...(count.confirmed !== bookings.size ? [`${count.confirmed} holds are confirmed, and there are ${bookings.size} bookings.`] : []),
    ...(await findBreaches(admin)).map((breach) => `verify: ${JSON.stringify(breach)}`),
  ];
}
