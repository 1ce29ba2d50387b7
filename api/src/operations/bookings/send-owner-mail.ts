import type { Deps } from "../../deps.js";
import { ownerMail } from "../../notifications/owner-mail.js";
import { findOwnerAddresses } from "../../queries/owners.js";
import { findToTell } from "./find-to-tell.js";

const ABOUT = { "mail.owner_requested": "requested", "mail.owner_booked": "booked", "mail.owner_moved": "moved", "mail.owner_cancelled": "cancelled" } as const;

/** Tells the owners of a business of a booking that was asked for, made, moved or cancelled. */
export async function sendOwnerMail({ sql, mailer }: Deps, tenantId: string, messageId: string, topic: keyof typeof ABOUT, bookingId: string): Promise<void> {
  const booking = await findToTell(sql, tenantId, bookingId);
  if (!booking) return;
  // Answered before this left.
  if (topic === "mail.owner_requested" && booking.status !== "pending") return;
  for (const { ownerId, email, name } of await findOwnerAddresses(sql, tenantId))
    await mailer.send(ownerMail(booking, { about: ABOUT[topic], to: { name: name ?? booking.businessName, address: email }, messageId: `${messageId}_${ownerId}` }));
}
