import type { Deps } from "../../deps.js";
import { bookingMail } from "../../notifications/booking-mail.js";
import { findBooking } from "../../queries/bookings.js";

/** Sends the customer the mail of a booking, with its calendar file and a link that carries its token. */
export async function sendBookingMail(
  { sql, keyring, mailer, publicUrl }: Deps,
  tenantId: string,
  messageId: string,
  topic: "mail.booking_confirmed" | "mail.booking_moved" | "mail.booking_cancelled",
  bookingId: string,
): Promise<void> {
  const booking = await findBooking(sql, tenantId, bookingId);
  if (!booking) return;
  // Cancelled before this left: the cancellation's own mail tells it all.
  if (topic !== "mail.booking_cancelled" && booking.status === "cancelled") return;
  const { bookingPageUrl } = booking;
  // Behind the hash: a fragment reaches no server's log and no referrer.
  const manageUrl = bookingPageUrl ? `${bookingPageUrl}#id=${bookingId}&token=${keyring.tokenFor("booking", tenantId, bookingId)}` : undefined;
  await mailer.send(bookingMail(booking, { messageId, moved: topic === "mail.booking_moved", publicUrl, manageUrl }));
}
