import type { BookingView } from "../contract/bookings.js";
import { overallStatus } from "../domain/payments.js";
import type { Keyring } from "../keyring.js";
import type { BookingDetails } from "../queries/bookings.js";

/** What of a booking is shown to its customer. */
export type ShownBooking = Omit<BookingDetails, "businessLocale" | "contactEmail" | "senderName" | "tellOwners" | "bookingPageUrl" | "sequence">;

/**
 * @param keyring - null where no token is to be told.
 * @param options.withNotes - only for the business itself.
 */
export function bookingView(keyring: Keyring | null, booking: ShownBooking, options: { withToken?: boolean; withNotes?: boolean } = {}): BookingView {
  const { paid } = booking;
  return {
    id: booking.bookingId,
    reference: booking.reference,
    ...(options.withToken && keyring && { token: keyring.tokenFor("booking", booking.tenantId, booking.bookingId) }),
    status: booking.status,
    holdId: booking.holdId,
    service: { id: booking.serviceId, name: booking.serviceName },
    resources: booking.resourceIds.map((id) => ({ id, name: booking.resourceNames[id] ?? "" })),
    start: booking.startsAt.toISOString(),
    end: booking.endsAt.toISOString(),
    timeZone: booking.timeZone,
    quantity: booking.quantity,
    price: { amount: booking.amountMinor, currency: booking.currency },
    terms: booking.terms,
    customer: { name: booking.customer.name, email: booking.customer.email ?? null, phone: booking.customer.phone ?? null },
    answers: booking.answers,
    business: { name: booking.businessName },
    paymentMethod: booking.amountMinor === 0 ? null : booking.onSite ? "on_site" : "online",
    payment: paid && { status: overallStatus(paid.statuses), amount: paid.amountMinor, currency: booking.currency, refundedAmount: paid.refundedMinor },
    madeBy: booking.madeBy,
    ...(options.withNotes && booking.notes !== null && { notes: booking.notes }),
    createdAt: booking.createdAt.toISOString(),
    cancelledAt: booking.cancelledAt?.toISOString() ?? null,
    movedAt: booking.movedAt?.toISOString() ?? null,
  };
}
