import type { Booking } from "@holdfast/sdk/server";

/** What of a booking's payment can still be given back, in minor units. */
export const refundable = ({ payment }: Pick<Booking, "payment">): number => (payment ? Math.max(0, payment.amount - payment.refundedAmount) : 0);

/** What the agreed terms give back if it is cancelled now, in minor units; never more than is left. */
export function refundByTerms(booking: Pick<Booking, "payment" | "price" | "start" | "terms">, now: number): number {
  const hours = (Date.parse(booking.start) - now) / 3_600_000;
  const { cancellation } = booking.terms;
  const tier = [...cancellation].sort((a, b) => b.hoursBefore - a.hoursBefore).find(({ hoursBefore }) => hours >= hoursBefore);
  const percent = cancellation.length === 0 ? (hours >= 0 ? 100 : 0) : (tier?.refundPercent ?? 0);
  return Math.min(refundable(booking), Math.floor((booking.price.amount * percent) / 100));
}
