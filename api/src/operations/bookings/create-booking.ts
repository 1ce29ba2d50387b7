import type { Connection } from "../../database/connect.js";
import { newBookingReference, newId } from "../../ids.js";
import { insertBooking } from "../../queries/bookings.js";
import { keepClaimsUntil } from "../../queries/claims.js";
import { upsertCustomer } from "../../queries/customers.js";
import { endHold, type HoldRow } from "../../queries/holds.js";
import { tellOfBooking } from "../events/tell.js";
import { holdExpired } from "../holds/live-hold.js";
import { leaveMessage } from "../outbox/messages.js";

interface Options {
  untold?: boolean;
  madeBy?: "customer" | "owner";
  notes?: string | undefined;
}

/** What is told once a hold has become a booking. */
export const madeEvent = ({ terms }: Pick<HoldRow, "terms">) => (terms.requiresApproval ? "booking.requested" : "booking.confirmed");

/**
 * Makes a locked, live hold a booking: its claims stay for good, and the mail leaves with the same commit.
 * Where its terms ask for the business's approval it is pending until that comes.
 * @param untold - where the caller tells of it, because what pays for it is noted only afterwards. Default is false.
 * @param madeBy - `owner`: by hand, and its price is paid on site. Default is `customer`.
 * @param notes - for the business alone.
 * @returns the booking's id.
 * @throws `hold_expired` where its time ended before the claims could be kept.
 */
export async function createBooking(tx: Connection, hold: HoldRow, { untold = false, madeBy = "customer", notes }: Options = {}): Promise<string> {
  const { tenantId, holdId, customer } = hold;
  if (!customer) throw new Error(`Hold ${holdId} was never checked out.`);
  if ((await keepClaimsUntil(tx, tenantId, holdId, "infinity")) < hold.resourceIds.length * hold.quantity) throw holdExpired(hold);
  await endHold(tx, tenantId, holdId, "confirmed");
  const customerId = await upsertCustomer(tx, tenantId, newId("customer"), customer);
  const bookingId = newId("booking");
  const status = hold.terms.requiresApproval ? ("pending" as const) : ("confirmed" as const);
  const booking = { ...hold, status, bookingId, customerId, customer, answers: hold.answers ?? {}, onSite: madeBy === "owner", madeBy, notes: notes ?? null };
  while (!(await insertBooking(tx, { ...booking, reference: newBookingReference() })));
  // What was entered afterwards is no news to who was there.
  if (hold.startsAt > hold.now) await leaveMessage(tx, tenantId, { topic: status === "pending" ? "mail.booking_requested" : "mail.booking_confirmed", bookingId });
  if (!untold) await tellOfBooking(tx, tenantId, madeEvent(hold), bookingId);
  return bookingId;
}
