/** How often a hold can be extended. */
export const MOST_EXTENSIONS = 10;
/** How long a customer has to pay once checkout was opened, in minutes. */
export const PAYMENT_GRACE_MINUTES = 10;
/** No extension reaches beyond this, however long the service's hold time is. */
const LONGEST_MS = 2 * 60 * 60_000;

/** When a hold placed now ends, and the most that extensions can make of it. */
export function holdDeadlines(now: Date, holdSeconds: number) {
  const holdMs = holdSeconds * 1000;
  const mostMs = Math.max(holdMs, Math.min(holdMs * (MOST_EXTENSIONS + 1), LONGEST_MS));
  return {
    holdSeconds,
    expiresAt: new Date(now.getTime() + holdMs),
    expiresAtMost: new Date(now.getTime() + mostMs),
    extensionsLeft: MOST_EXTENSIONS,
  };
}
