import type { Connection } from "../../database/connect.js";
import { newBookingReference, newId } from "../../ids.js";
import { insertBooking } from "../../queries/bookings.js";
import { keepClaimsUntil } from "../../queries/claims.js";
import { upsertCustomer } from "../../queries/customers.js";
import { endHold, type HoldRow } from "../../queries/holds.js";
import { tellOfBooking } from "../events/tell.js";
import { holdExpired } from "../holds/live-hold.js";
import { leaveMessage } from "../outbox/messages.js";

/**
 * Makes a locked, live hold a booking: its claims stay for good, and the mail leaves with the same commit.
 * @param untold - where the caller tells of it, because what pays for it is noted only afterwards. Default is false.
 * @returns the booking's id.
 * @throws `hold_expired` where its time ended before the claims could be kept.
 */
export async function createBooking(tx: Connection, hold: HoldRow, { untold = false } = {}): Promise<string> {
  const { tenantId, holdId, customer } = hold;
  if (!customer) throw new Error(`Hold ${holdId} was never checked out.`);
  if ((await keepClaimsUntil(tx, tenantId, holdId, "infinity")) < hold.resourceIds.length * hold.quantity) throw holdExpired(hold);
  await endHold(tx, tenantId, holdId, "confirmed");
  const customerId = await upsertCustomer(tx, tenantId, newId("customer"), customer);
  const bookingId = newId("booking");
  const booking = { ...hold, bookingId, customerId, customer, answers: hold.answers ?? {} };
  while (!(await insertBooking(tx, { ...booking, reference: newBookingReference() })));
  await leaveMessage(tx, tenantId, { topic: "mail.booking_confirmed", bookingId });
  if (!untold) await tellOfBooking(tx, tenantId, "booking.confirmed", bookingId);
  return bookingId;
}
