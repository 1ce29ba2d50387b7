import type { Deps } from "../../deps.js";
import { bookingMail } from "../../notifications/booking-mail.js";
import type { BookingDetails } from "../../queries/bookings.js";
import { databaseNow } from "../../queries/clock.js";
import { leaveGathered } from "../outbox/leave-gathered.js";
import { findToTell } from "./find-to-tell.js";

const ABOUT = {
  "mail.booking_requested": "requested",
  "mail.booking_confirmed": "confirmed",
  "mail.booking_moved": "moved",
  "mail.booking_cancelled": "cancelled",
  "mail.booking_declined": "declined",
  "mail.booking_reminder": "reminder",
} as const;

/** Owners are told of the same, each thing by a message of its own: one mail that fails must not repeat the other. */
const FOR_OWNERS = {
  requested: "mail.owner_requested",
  confirmed: "mail.owner_booked",
  moved: "mail.owner_moved",
  cancelled: "mail.owner_cancelled",
  declined: "mail.owner_cancelled",
} as const;

/** Sends the customer the mail of a booking, with its calendar file and a link that carries its token. */
export async function sendBookingMail(deps: Deps, tenantId: string, messageId: string, topic: keyof typeof ABOUT, bookingId: string, { ownersKnow = false } = {}): Promise<void> {
  const { sql, keyring, mailer, publicUrl } = deps;
  const booking = await findToTell(sql, tenantId, bookingId);
  if (!booking) return;
  // Who moves what the business approves asks anew.
  const about = ABOUT[topic] === "moved" && booking.status === "pending" ? "requested" : ABOUT[topic];
  // Answered before this left: the answer's own mail tells it all.
  if (about === "requested" && booking.status !== "pending") return;
  // What owners booked themselves they know.
  const ownersAreTold = booking.tellOwners && !ownersKnow && !(about === "confirmed" && booking.madeBy === "owner");
  if (about !== "reminder" && ownersAreTold) {
    await leaveGathered(sql, { tenantId, messageId: `${messageId}_owners`, message: { topic: FOR_OWNERS[about], bookingId } });
    deps.wakeOutbox();
  }
  // Cancelled before this left: the cancellation's own mail tells it all.
  if (about !== "cancelled" && about !== "declined" && booking.status === "cancelled") return;
  if (about === "reminder" && !(await isStillToCome(deps, booking))) return;
  const { bookingPageUrl, customer } = booking;
  if (!hasAddress(customer)) return;
  // Behind the hash: a fragment reaches no server's log and no referrer.
  const manageUrl = bookingPageUrl ? `${bookingPageUrl}#id=${bookingId}&token=${keyring.tokenFor("booking", tenantId, bookingId)}` : undefined;
  await mailer.send(bookingMail({ ...booking, customer }, { messageId, about, publicUrl, manageUrl }));
}

/** A mail server may have been away for so long that there is nothing to remind of. */
const isStillToCome = async ({ sql }: Deps, { startsAt }: BookingDetails) => startsAt > (await databaseNow(sql));

const hasAddress = (customer: BookingDetails["customer"]): customer is BookingDetails["customer"] & { email: string } => customer.email !== undefined;
