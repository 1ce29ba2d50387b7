import { fractionDigits, type Service } from "../sdk/holdfast.js";

/** An amount in minor units, as the currency of a price wants it: "₹900", "₹1,249.50". */
export function formatMoney({ amount, currency }: { amount: number; currency: string }): string {
  const digits = fractionDigits(currency);
  const units = amount / 10 ** digits;
  return new Intl.NumberFormat("en-IN", {
    style: "currency",
    currency,
    // A menu reads better without ".00".
    minimumFractionDigits: Number.isInteger(units) ? 0 : digits,
  }).format(units);
}

/** "Free", or the amount. */
export const formatPrice = (price: { amount: number; currency: string }): string =>
  price.amount === 0 ? "Free" : formatMoney(price);

/** "45 min", "1 hour", "1 h 30 min". */
export function formatMinutes(minutes: number): string {
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  if (hours === 0) return `${rest} min`;
  if (rest === 0) return hours === 1 ? "1 hour" : `${hours} hours`;
  return `${hours} h ${rest} min`;
}

/** "09:30" as people say it: "9:30 am". Midnight at the end of a day is "midnight". */
export function formatWallTime(time: string): string {
  const [hour = 0, minute = 0] = time.split(":").map(Number);
  if (hour === 24) return "midnight";
  const twelve = hour % 12 || 12;
  return `${twelve}${minute ? `:${String(minute).padStart(2, "0")}` : ""} ${hour < 12 ? "am" : "pm"}`;
}

/** What cancelling gives back, in a sentence. */
export function describeCancellation(tiers: Service["cancellation"], isFree: boolean): string {
  if (isFree) return "Cancel whenever you like, up to the start.";
  if (tiers.length === 0) return "Cancel up to the start and everything is refunded.";
  const parts = [...tiers]
    .sort((a, b) => b.hoursBefore - a.hoursBefore)
    .map(({ hoursBefore, refundPercent }) =>
      refundPercent === 100
        ? `everything is refunded up to ${formatHours(hoursBefore)} before`
        : `${refundPercent}% up to ${formatHours(hoursBefore)} before`,
    );
  const sentence = parts.join(", ");
  return `If you cancel, ${sentence}, and nothing after that.`;
}

function formatHours(hours: number): string {
  if (hours % 24 === 0 && hours >= 48) return `${hours / 24} days`;
  return hours === 1 ? "an hour" : `${hours} hours`;
}
